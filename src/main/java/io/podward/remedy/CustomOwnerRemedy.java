package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.TemplateRebase;
import io.podward.manifest.Workload;
import io.podward.policy.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to say where the root of the owners is a custom resource. What one means by its fields is its operator's business: only an
 * Argo Rollout is known to have the Pod template of a Deployment.
 */
final class CustomOwnerRemedy {
    private final Kubectl kubectl;
    private final Workload root;

    CustomOwnerRemedy(Kubectl kubectl, Workload root) {
        this.kubectl = kubectl;
        this.root = root;
    }

    /** The remedy for any change. */
    Remedy edit(String problem) {
        return Remedy.withCommand(problem, ManagedBy.changeIt(root), kubectl.edit(root.ref()), List.of())
                .withCaution(ManagedBy.caution(root));
    }

    /** The remedy for a change of a Pod's spec, or of a Pod template's. */
    Remedy remedy(String problem, PodUpdate update) {
        var images = root.ref().is("argoproj.io", "Rollout") ? images(update) : Map.<String, String>of();
        return images.isEmpty()
                ? edit(problem)
                : Remedy.withCommand(
                                problem,
                                ManagedBy.changeIt(root),
                                kubectl.argoSetImage(root.ref(), images),
                                List.of("Without kubectl's plugin for Argo Rollouts:\n"
                                        + kubectl.edit(root.ref()).block()))
                        .withCaution(ManagedBy.caution(root));
    }

    /** The images of the template, if they are all that is to change in it. */
    private Map<String, String> images(PodUpdate update) {
        var template = root.spec().path("template").path("spec");
        var rebase = TemplateRebase.of(update, template);
        var clear = template.isObject()
                && rebase.entangled().isEmpty()
                && rebase.foreign().isEmpty()
                && rebase.elsewhere().isEmpty();
        return clear ? images(template, rebase.spec()) : Map.of();
    }

    private static Map<String, String> images(JsonNode template, JsonNode wanted) {
        var images = new LinkedHashMap<String, String>();
        for (var change : ContainerChange.allBetween(template, wanted).orElse(List.of())) {
            var image = change.after().path("image").asText("");
            if (!change.fields().equals(Set.of("image")) || image.isEmpty() || !Printable.isPrintable(image)) {
                return Map.of();
            }
            images.put(change.name(), image);
        }
        return images;
    }
}
