package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What a Pod template looks like once the change that somebody tried on a Pod is made there instead.
 *
 * <p>A Pod is not its template: the API server and admission webhooks add to it (tolerations, the token volume, sidecars). So
 * the Pod's own values are never carried over whole: only the difference between the Pod before and after is.
 */
public sealed interface TemplateRebase {
    /** The spec of the template with the change in it; equal to the old one if it says so already. */
    record Rebased(JsonNode spec) implements TemplateRebase {}

    /** The change is about a container that is not the template's: something adds it to each Pod. */
    record ForeignContainer(String name) implements TemplateRebase {}

    /** The template says something else than the Pod did in these fields: only a person can tell what is meant. */
    record Entangled(Set<String> fields) implements TemplateRebase {
        public Entangled {
            fields = Set.copyOf(fields);
        }
    }

    /**
     * Carries the change of a Pod over to its owner's template.
     *
     * @param update the change of the Pod
     * @param template the spec of the owner's Pod template
     */
    static TemplateRebase of(PodUpdate update, JsonNode template) {
        return new TemplateCarrier().carry(update, template);
    }
}
