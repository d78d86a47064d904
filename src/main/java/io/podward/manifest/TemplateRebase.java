package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a Pod template looks like once the change that somebody tried on a Pod is made there instead.
 *
 * <p>A Pod is not its template: the API server and admission webhooks add to it (tolerations, the token volume, sidecars). So
 * the Pod's own values are never carried over whole: only the difference between the Pod before and after is.
 *
 * @param spec the spec of the template with the change in it
 * @param foreign containers that the change is about and that are not the template's: something adds them to each Pod
 * @param elsewhere fields that the change takes away and that the template does not have: something adds them to each Pod
 * @param entangled fields in which the template says something else than the Pod did: only a person can tell what is meant, and
 *     the spec is of no use
 */
public record TemplateRebase(JsonNode spec, Set<String> foreign, Set<String> elsewhere, Set<String> entangled) {
    public TemplateRebase {
        foreign = new TreeSet<>(foreign);
        elsewhere = new TreeSet<>(elsewhere);
        entangled = new TreeSet<>(entangled);
    }

    /**
     * Carries the change of a Pod over to its owner's template.
     *
     * @param update the change of the Pod
     * @param template the spec of the owner's Pod template
     */
    public static TemplateRebase of(PodUpdate update, JsonNode template) {
        return new TemplateCarrier(update).onto(template);
    }
}
