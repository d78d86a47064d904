package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A Pod to work in, as it needs no controller: the kubelet ends it.
 *
 * @param manifest the Pod as its requester meant it, but for its end
 * @param container the container to work in
 * @param runCommand what to tell {@code kubectl run}, where that makes the same Pod
 */
public record LeasedPod(ObjectNode manifest, JsonNode container, Optional<RunCommand> runCommand) {
    private static final String DEADLINE = "activeDeadlineSeconds";

    /**
     * The Pod; empty if it is not interactive, or not one that the API server would take.
     *
     * @param pod the Pod as it was to be created
     * @param seconds the most that it may run
     */
    public static Optional<LeasedPod> of(PodManifest pod, long seconds) {
        if (interactive(pod.spec()).isEmpty() || !PodShape.problems(pod).isEmpty()) {
            return Optional.empty();
        }
        var meant = PodTemplate.of(pod);
        var spec = spec(meant.spec(), pod, seconds);
        // A sidecar that was injected is not there any more.
        return interactive(spec).map(container -> {
            var manifest = JsonNodeFactory.instance
                    .objectNode()
                    .put("apiVersion", "v1")
                    .put("kind", "Pod");
            manifest.set("metadata", metadata(meant, pod));
            manifest.set("spec", spec);
            return new LeasedPod(manifest, container, RunCommand.of(manifest));
        });
    }

    /** The name of the container to work in. */
    public String containerName() {
        return container.path("name").asText();
    }

    /** The image of the container to work in. */
    public String image() {
        return container.path("image").asText();
    }

    private static Optional<JsonNode> interactive(JsonNode spec) {
        return StreamSupport.stream(spec.path("containers").spliterator(), false)
                .filter(container -> container.path("stdin").asBoolean())
                .findFirst();
    }

    private static ObjectNode metadata(PodTemplate meant, PodManifest pod) {
        var metadata = JsonNodeFactory.instance.objectNode();
        GeneratedName.of(pod)
                .ifPresentOrElse(
                        prefix -> metadata.put("generateName", prefix), () -> metadata.put("name", pod.name()));
        if (pod.metadata().hasNonNull("namespace")) {
            metadata.set("namespace", pod.metadata().path("namespace"));
        }
        if (!meant.labels().isEmpty()) {
            metadata.set("labels", meant.labels());
        }
        if (!meant.annotations().isEmpty()) {
            metadata.set("annotations", meant.annotations());
        }
        return metadata;
    }

    /** The deadline comes first, since it is what matters. A template names no node; whoever looks at one does. */
    private static ObjectNode spec(ObjectNode meant, PodManifest pod, long seconds) {
        var asked = meant.path(DEADLINE).asLong();
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put(DEADLINE, asked > 0 && asked < seconds ? asked : seconds);
        spec.put("restartPolicy", "Never");
        if (pod.spec().hasNonNull("nodeName")) {
            spec.set("nodeName", pod.spec().path("nodeName"));
        }
        meant.properties().stream()
                .filter(field -> !spec.has(field.getKey()))
                .forEach(field -> spec.set(field.getKey(), field.getValue()));
        return spec;
    }
}
