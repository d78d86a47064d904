package io.podward.remedy;

import io.podward.manifest.PodUpdate;
import io.podward.manifest.TemplateRebase;
import io.podward.manifest.Workload;
import io.podward.policy.Printable;
import java.util.List;
import java.util.Optional;
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
        return setImage(update)
                .map(command -> Remedy.withCommand(
                                problem,
                                ManagedBy.changeIt(root),
                                command,
                                List.of("Without kubectl's plugin for Argo Rollouts:\n"
                                        + kubectl.edit(root.ref()).block()))
                        .withCaution(ManagedBy.caution(root)))
                .orElseGet(() -> edit(problem));
    }

    /** The command for a new image, if that is all that is to change in the template. */
    private Optional<Command> setImage(PodUpdate update) {
        var template = root.spec().path("template").path("spec");
        if (!root.ref().is("argoproj.io", "Rollout") || !template.isObject()) {
            return Optional.empty();
        }
        var rebase = TemplateRebase.of(update, template);
        var clear = rebase.entangled().isEmpty()
                && rebase.foreign().isEmpty()
                && rebase.elsewhere().isEmpty();
        return ContainerChange.allBetween(template, rebase.spec())
                .filter(changes -> clear && changes.size() == 1)
                .map(List::getFirst)
                .filter(CustomOwnerRemedy::isImage)
                .map(change -> kubectl.argoSetImage(
                        root.ref(), change.name(), change.after().path("image").asText()));
    }

    /** Whether it is an image that the plugin can take: it cuts its word at each equals sign. */
    private static boolean isImage(ContainerChange change) {
        var image = change.after().path("image").asText("");
        return change.fields().equals(Set.of("image"))
                && !image.isEmpty()
                && !image.contains("=")
                && Printable.isPrintable(image);
    }
}
