package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Pod as its requester meant it, without what makes it this one Pod.
 *
 * @param labels the labels
 * @param annotations the annotations
 * @param spec the spec
 * @param remarks what was left out
 */
record PodTemplate(ObjectNode labels, ObjectNode annotations, ObjectNode spec, List<Remark> remarks) {
    /** The label by which the StatefulSet controller names a Pod; it gives it the same as its host name. */
    private static final String STATEFUL_SET_POD = "statefulset.kubernetes.io/pod-name";

    /** Metadata that the API server alone sets. */
    private static final List<String> SERVER_METADATA = List.of(
            "creationTimestamp",
            "deletionTimestamp",
            "generation",
            "managedFields",
            "resourceVersion",
            "selfLink",
            "uid");

    /**
     * Makes the template. The order matters:
     *
     * <ol>
     *   <li>Explicit nulls go first: to everything after they are absent fields.
     *   <li>What the cluster adds to every Pod goes before the noted fields are looked at, because a Pod that was exported and
     *       created again has it among its noted fields.
     *   <li>Default values go before that, since noted fields do not always name them, and after, since a pruned object may be one.
     * </ol>
     */
    static PodTemplate of(PodManifest manifest) {
        ObjectNode pod = manifest.tree().deepCopy();
        removeNulls(pod);
        cleanSpec(pod);
        var usual = pod.path("spec").equals(manifest.spec()) ? Stream.<Remark>empty() : Stream.of(usualAdditions());
        var pruned = RequestedFields.of(pod.path("metadata"))
                .map(noted -> noted.prune(pod))
                .orElseGet(() -> new RequestedFields.Pruned(pod, List.of()));
        var spec = cleanSpec(pruned.pod());
        var metadata = pruned.pod().path("metadata");
        var labels = TemplateMetadata.labels(metadata);
        var annotations = TemplateMetadata.annotations(metadata);
        var remarks = Stream.of(
                        ofThisPod(manifest),
                        TemplateMetadata.leftOut("metadata.labels", metadata.path("labels"), labels).stream(),
                        TemplateMetadata.leftOut("metadata.annotations", metadata.path("annotations"), annotations)
                                .stream(),
                        usual,
                        injected(pruned.removed()).stream())
                .flatMap(remark -> remark)
                .toList();
        return new PodTemplate(labels, annotations, spec, remarks);
    }

    private static ObjectNode cleanSpec(ObjectNode pod) {
        var spec = pod.withObject("/spec");
        ServerSetFields.dropFromPod(spec);
        if (pod.path("metadata").path("labels").path(STATEFUL_SET_POD).equals(spec.path("hostname"))) {
            spec.remove("hostname");
        }
        return spec;
    }

    private static Remark usualAdditions() {
        return new Remark(
                "spec",
                "left out what the cluster sets by itself, such as default values, the token volume, the usual tolerations");
    }

    private static Optional<Remark> injected(List<FieldPath> removed) {
        var fields = removed.stream().map(FieldPath::toString).sorted().collect(Collectors.joining(", "));
        return remark(!fields.isEmpty(), "spec", "left out what was added after the request: " + fields);
    }

    /** What a template cannot, or should not, say. */
    private static Stream<Remark> ofThisPod(PodManifest pod) {
        var metadata = pod.metadata();
        var server = SERVER_METADATA.stream().filter(metadata::has).collect(Collectors.joining(", "));
        return Stream.of(
                        remark(!server.isEmpty(), "metadata", "left out what the API server sets: " + server),
                        pod.controller()
                                .map(owner -> new Remark(
                                        "metadata.ownerReferences",
                                        "left out; the Pod belongs to " + YamlString.inline(owner.kind()) + " "
                                                + YamlString.inline(owner.name())
                                                + ", which may be what you want to change")),
                        remark(
                                metadata.has("finalizers"),
                                "metadata.finalizers",
                                "left out: they are for whoever added them"),
                        remark(pod.spec().has("nodeName"), "spec.nodeName", "left out: the scheduler chooses the node"),
                        remark(
                                pod.spec().has("ephemeralContainers"),
                                "spec.ephemeralContainers",
                                "left out: they are for a Pod that runs"))
                .flatMap(Optional::stream);
    }

    private static Optional<Remark> remark(boolean applies, String field, String text) {
        return applies ? Optional.of(new Remark(field, text)) : Optional.empty();
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(PodTemplate::removeNulls);
    }
}
