package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.policy.ObjectRef;
import io.podward.policy.OwnerReference;
import java.util.List;
import java.util.Optional;

/**
 * An object that owns Pods, or owns what owns them, as the cluster holds it.
 *
 * @param tree the whole object, with {@code apiVersion} and {@code kind}
 */
public record Workload(JsonNode tree) {
    /** The object by name. */
    public ObjectRef ref() {
        return new ObjectRef(
                tree.path("apiVersion").asText(""),
                tree.path("kind").asText(""),
                metadata().path("namespace").asText(""),
                metadata().path("name").asText(""));
    }

    /** The UID. */
    public String uid() {
        return metadata().path("uid").asText("");
    }

    /** The controller of this object, if it has one in turn. */
    public Optional<OwnerReference> controller() {
        return Controllers.of(metadata());
    }

    /** The metadata. */
    public JsonNode metadata() {
        return tree.path("metadata");
    }

    /** The spec. */
    public JsonNode spec() {
        return tree.path("spec");
    }

    /** Whether the object is of a built-in kind, and has the Pod template that belongs there. */
    public boolean hasPodTemplate() {
        return !templatePath().isEmpty() && templateSpec().isObject();
    }

    /** The spec of the Pod template; a missing node if there is none. */
    public JsonNode templateSpec() {
        return template().path("spec");
    }

    /** The Pod template; a missing node if the kind has none that is known. */
    public JsonNode template() {
        var node = tree;
        for (var field : templatePath()) {
            node = node.path(field);
        }
        return templatePath().isEmpty() ? JsonNodeFactory.instance.missingNode() : node;
    }

    /** The spec that has the Pod template in it: the object's own, or that of the Jobs that a CronJob makes. */
    public JsonNode templateHolder() {
        return ref().is("batch", "CronJob") ? spec().path("jobTemplate").path("spec") : spec();
    }

    /** A patch of that spec as a patch of the whole object. */
    public ObjectNode holderPatch(ObjectNode specPatch) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.set("spec", specPatch);
        if (!ref().is("batch", "CronJob")) {
            return patch;
        }
        var cronJob = JsonNodeFactory.instance.objectNode();
        cronJob.putObject("spec").set("jobTemplate", patch);
        return cronJob;
    }

    /** A patch of the template's spec as a patch of the whole object. */
    public ObjectNode templatePatch(ObjectNode specPatch) {
        return templatePatch("spec", specPatch);
    }

    /** A patch of the template's labels as a patch of the whole object. */
    public ObjectNode templatePatch(MetadataChange labels) {
        var metadata = JsonNodeFactory.instance.objectNode();
        metadata.set("labels", labels.patch());
        return templatePatch("metadata", metadata);
    }

    private ObjectNode templatePatch(String name, ObjectNode part) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.set(name, part);
        for (var field : templatePath().reversed()) {
            var outer = JsonNodeFactory.instance.objectNode();
            outer.set(field, patch);
            patch = outer;
        }
        return patch;
    }

    /**
     * The manifest with a name that the API server completes.
     *
     * @param prefix what the name is to begin with
     */
    public JsonNode withGeneratedName(String prefix) {
        ObjectNode manifest = tree.deepCopy();
        var metadata = JsonNodeFactory.instance.objectNode().put("generateName", prefix);
        metadata().properties().stream()
                .filter(field -> !field.getKey().equals("name"))
                .forEach(field -> metadata.set(field.getKey(), field.getValue()));
        manifest.set("metadata", metadata);
        return manifest;
    }

    private List<String> templatePath() {
        var ref = ref();
        return switch (ref.group() + "/" + ref.kind()) {
            case "apps/DaemonSet",
                    "apps/Deployment",
                    "apps/ReplicaSet",
                    "apps/StatefulSet",
                    "batch/Job",
                    "/ReplicationController" -> List.of("spec", "template");
            case "batch/CronJob" -> List.of("spec", "jobTemplate", "spec", "template");
            default -> List.of();
        };
    }
}
