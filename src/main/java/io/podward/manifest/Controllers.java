package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.OwnerReference;
import java.util.Optional;

/** Reads controller references. */
public final class Controllers {
    private Controllers() {}

    /**
     * The controller among the owner references: the first that says {@code controller: true}; the API server admits no
     * second. See {@code GetControllerOf}, apimachinery {@code meta/v1}.
     *
     * @param metadata an object's metadata
     */
    public static Optional<OwnerReference> of(JsonNode metadata) {
        for (var reference : metadata.path("ownerReferences")) {
            if (reference.path("controller").asBoolean()) {
                return Optional.of(new OwnerReference(
                        reference.path("apiVersion").asText(""),
                        reference.path("kind").asText(""),
                        reference.path("name").asText(""),
                        reference.path("uid").asText("")));
            }
        }
        return Optional.empty();
    }
}
