package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workload for a Pod, in the making.
 *
 * @param name its name
 * @param namespace its namespace; empty if the Pod names none
 * @param pod the Pod without what makes it this one Pod
 */
record WorkloadDraft(WorkloadName name, String namespace, PodTemplate pod) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String DEADLINE = "activeDeadlineSeconds";

    /** A label value has at most 63 characters, and ends in a letter or digit. */
    private static final Pattern LABEL_VALUE = Pattern.compile("^.{0,62}[a-z0-9]");

    static WorkloadDraft of(PodManifest pod) {
        return new WorkloadDraft(
                WorkloadName.of(pod), pod.metadata().path("namespace").asText(""), PodTemplate.of(pod));
    }

    PodConversion converted() {
        // Always is a default value: the template does not have it.
        return pod.spec().path("restartPolicy").asText("").isEmpty() ? deployment() : job();
    }

    private PodConversion deployment() {
        var labels = pod.labels().isEmpty() ? NODES.objectNode().put("app", labelValue(name.name())) : pod.labels();
        var selector = TemplateMetadata.selector(labels);
        var body = NODES.objectNode().put("replicas", 1);
        body.putObject("selector").set("matchLabels", selector);
        body.set("template", template(labels));
        return converted(
                workload("apps/v1", "Deployment", name.name(), selector, body),
                Stream.of(
                        remark("kind", "Deployment, because the restartPolicy is Always"),
                        remark(
                                pod.labels().isEmpty(),
                                "metadata.labels",
                                "app added: a Deployment finds its Pods by a label"),
                        remark("spec.replicas", "1, as there was one Pod: change it as you like"),
                        remark("spec.selector", "by " + keys(selector) + "; it cannot be changed later"),
                        remark(pod.spec().has(DEADLINE), "spec." + DEADLINE, "left out: no Deployment may have it"),
                        remark(pod.spec().has("hostname"), "spec.hostname", "the same in every replica")));
    }

    private PodConversion job() {
        var policy = pod.spec().path("restartPolicy").asText("");
        var body = NODES.objectNode();
        if (pod.spec().has(DEADLINE)) {
            body.set(DEADLINE, pod.spec().path(DEADLINE));
        }
        body.set("template", template(pod.labels()));
        var called = labelValue(name.name());
        return converted(
                workload("batch/v1", "Job", called, TemplateMetadata.selector(pod.labels()), body),
                Stream.of(
                        remark(!called.equals(name.name()), "metadata.name", "cut, since a Job's name is a label too"),
                        remark("kind", "Job, because the restartPolicy is " + policy),
                        remark(
                                "spec.backoffLimit",
                                "not set, so a Pod that fails is run again, up to 6 times; 0 would run it once"),
                        remark(pod.spec().has(DEADLINE), "spec." + DEADLINE, "moved from the Pod to the Job")));
    }

    private PodConversion converted(Workload workload, Stream<Optional<Remark>> decisions) {
        var remarks = Stream.of(name.shortened().stream(), decisions.flatMap(Optional::stream), pod.remarks().stream())
                .flatMap(remark -> remark)
                .toList();
        return new PodConversion.Converted(workload, remarks, CreateCommand.of(workload, pod.labels()));
    }

    private Workload workload(String apiVersion, String kind, String called, ObjectNode labels, ObjectNode spec) {
        var tree = NODES.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        var metadata = tree.putObject("metadata").put("name", called);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        setUnlessEmpty(metadata, "labels", labels);
        tree.set("spec", spec);
        return new Workload(tree);
    }

    private ObjectNode template(ObjectNode labels) {
        var template = NODES.objectNode();
        var metadata = NODES.objectNode();
        setUnlessEmpty(metadata, "labels", labels);
        setUnlessEmpty(metadata, "annotations", pod.annotations());
        setUnlessEmpty(template, "metadata", metadata);
        template.set("spec", templateSpec());
        return template;
    }

    /** The Pod's spec without what no template may have; an empty restart policy is the default one. */
    private ObjectNode templateSpec() {
        ObjectNode spec = pod.spec().deepCopy();
        spec.remove(DEADLINE);
        if (spec.path("restartPolicy").asText("").isEmpty()) {
            spec.remove("restartPolicy");
        }
        return spec;
    }

    private static void setUnlessEmpty(ObjectNode owner, String field, JsonNode value) {
        if (!value.isEmpty()) {
            owner.set(field, value);
        }
    }

    /** The name of a Job is a label value too, that of its Pods. */
    private static String labelValue(String name) {
        var start = LABEL_VALUE.matcher(name);
        return start.find() ? start.group() : name;
    }

    private static String keys(ObjectNode labels) {
        return labels.properties().stream()
                .map(Map.Entry::getKey)
                .map(YamlString::inline)
                .collect(Collectors.joining(", "));
    }

    private static Optional<Remark> remark(String field, String text) {
        return Optional.of(new Remark(field, text));
    }

    private static Optional<Remark> remark(boolean applies, String field, String text) {
        return applies ? remark(field, text) : Optional.empty();
    }
}
