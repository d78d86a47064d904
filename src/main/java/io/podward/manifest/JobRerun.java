package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A Job as a manifest that runs it again, without what the Job controller and the API server wrote into the first one. */
public final class JobRerun {
    /** The labels that the API server makes up for the Job's selector, and the copy that kubectl apply keeps of the manifest. */
    private static final List<String> GENERATED = List.of(
            "batch.kubernetes.io/controller-uid",
            "batch.kubernetes.io/job-name",
            "controller-uid",
            "job-name",
            "kubectl.kubernetes.io/last-applied-configuration");

    /**
     * What the API server fills in ({@code pkg/apis/batch/v1/defaults.go}): no reader needs to see it.
     * Defaults that depend on other fields stay.
     */
    private static final JsonNode DEFAULTS = JsonNodeFactory.instance
            .objectNode()
            .put("completionMode", "NonIndexed")
            .put("manualSelector", false)
            .put("podReplacementPolicy", "TerminatingOrFailed")
            .put("suspend", false);

    private JobRerun() {}

    /**
     * The manifest.
     *
     * @param job the Job as it is
     * @param templateSpec the spec that its Pod template should have
     */
    public static ObjectNode of(Workload job, JsonNode templateSpec) {
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.set("apiVersion", job.tree().path("apiVersion"));
        manifest.set("kind", job.tree().path("kind"));
        manifest.set("metadata", metadata(job.metadata(), List.of("name", "namespace", "labels", "annotations")));
        ObjectNode spec = job.spec().deepCopy();
        if (!spec.path("manualSelector").asBoolean()) {
            spec.remove("selector");
        }
        spec.properties().removeIf(field -> field.getValue().equals(DEFAULTS.get(field.getKey())));
        var template = spec.withObject("/template");
        var metadata = metadata(template.path("metadata"), List.of("labels", "annotations"));
        template.removeAll();
        if (!metadata.isEmpty()) {
            template.set("metadata", metadata);
        }
        template.set("spec", ServerSetFields.dropFromTemplate(templateSpec));
        manifest.set("spec", spec);
        return manifest;
    }

    private static ObjectNode metadata(JsonNode metadata, List<String> kept) {
        var manifest = JsonNodeFactory.instance.objectNode();
        for (var field : kept) {
            if (metadata.path(field).deepCopy() instanceof ObjectNode map) {
                map.remove(GENERATED);
                if (!map.isEmpty()) {
                    manifest.set(field, map);
                }
            } else if (metadata.has(field)) {
                manifest.set(field, metadata.get(field));
            }
        }
        return manifest;
    }
}
