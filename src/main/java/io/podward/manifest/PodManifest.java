package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.OwnerReference;
import java.util.Map;
import java.util.Optional;

/**
 * A Pod.
 *
 * @param tree the object; a missing node for no object at all
 */
public record PodManifest(JsonNode tree) {
    /**
     * The name to show: the Pod's own, or its {@code generateName} followed by {@code *} while the API server has not made the
     * name yet.
     */
    public String displayName() {
        var name = name();
        return name.isEmpty() ? generateName() + "*" : name;
    }

    /** The name; empty before the API server has generated it. */
    public String name() {
        return metadata().path("name").asText("");
    }

    /** The prefix of a name that the API server is to generate; empty if there is none. */
    public String generateName() {
        return metadata().path("generateName").asText("");
    }

    /** The controller that the Pod names. */
    public Optional<OwnerReference> controller() {
        return Controllers.of(metadata());
    }

    /** Whether the Pod is being deleted. */
    public boolean terminating() {
        return metadata().hasNonNull("deletionTimestamp");
    }

    /** The spec. */
    public JsonNode spec() {
        return tree.path("spec");
    }

    /** The labels. */
    public Map<String, String> labels() {
        return LabelSelectors.labels(metadata().path("labels"));
    }

    /** Whether it has run to its end, or failed for good. */
    public boolean finished() {
        var phase = tree.path("status").path("phase").asText("");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** The metadata. */
    public JsonNode metadata() {
        return tree.path("metadata");
    }
}
