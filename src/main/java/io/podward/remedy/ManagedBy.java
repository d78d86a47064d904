package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.Workload;
import io.podward.policy.Printable;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tool that writes an object again from another source, as its labels and annotations say.
 *
 * @param tool the tool, with the name that it has for the object's source
 * @param where where to make a change
 * @param undoes what undoes a change that is made on the object itself
 */
record ManagedBy(String tool, String where, String undoes) {
    /** The tool; empty for none. Argo CD and Flux come before Helm: they use its charts, and are the ones to undo a change. */
    static Optional<ManagedBy> of(Workload workload) {
        var labels = workload.metadata().path("labels");
        var annotations = workload.metadata().path("annotations");
        return Stream.of(
                        argo(labels, annotations),
                        flux(labels, "kustomize.toolkit.fluxcd.io", "Kustomization"),
                        flux(labels, "helm.toolkit.fluxcd.io", "HelmRelease"),
                        helm(annotations, workload.ref().namespace()),
                        other(labels))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What to know before the object itself is changed; empty if no tool is known. */
    static String caution(Workload workload) {
        return of(workload)
                .map(tool -> "The " + Printable.of(workload.ref().kind()) + " is managed by " + tool.tool()
                        + ": make the change " + tool.where() + ".")
                .orElse("");
    }

    /**
     * What leads to the command that changes the object itself.
     *
     * @param wish what to say where no tool is known
     * @param deed the same, to go on with how long it lasts
     */
    static String advice(Workload workload, String wish, String deed) {
        return of(workload)
                .map(tool -> deed + " directly, until " + tool.undoes())
                .orElse(wish);
    }

    /** What leads to the command for most changes. */
    static String changeIt(Workload workload) {
        var kind = "the " + Printable.of(workload.ref().kind());
        return advice(workload, "Change " + kind + " instead", "To change " + kind);
    }

    /** See {@code argocd.argoproj.io/tracking-id}: the application, then group, kind, namespace and name of the object. */
    private static Optional<ManagedBy> argo(JsonNode labels, JsonNode annotations) {
        var tracking = annotations.path("argocd.argoproj.io/tracking-id").asText("");
        var application =
                tracking.isEmpty() ? labels.path("argocd.argoproj.io/instance").asText("") : tracking.split(":", 2)[0];
        return application.isEmpty()
                ? Optional.empty()
                : Optional.of(new ManagedBy(
                        "Argo CD application " + Printable.of(application), "in Git", "Argo CD undoes that"));
    }

    private static Optional<ManagedBy> flux(JsonNode labels, String prefix, String kind) {
        var name = labels.path(prefix + "/name").asText("");
        var namespace = labels.path(prefix + "/namespace").asText("");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ManagedBy(
                        "Flux " + Named.of(kind, namespace.isEmpty() ? name : namespace + "/" + name),
                        "in Git",
                        "Flux undoes that"));
    }

    private static Optional<ManagedBy> helm(JsonNode annotations, String ofObject) {
        var release = annotations.path("meta.helm.sh/release-name").asText("");
        var namespace = annotations.path("meta.helm.sh/release-namespace").asText("");
        if (release.isEmpty()) {
            return Optional.empty();
        }
        var inNamespace =
                namespace.isEmpty() || namespace.equals(ofObject) ? "" : " in namespace " + Printable.of(namespace);
        return Optional.of(new ManagedBy(
                "Helm release " + Printable.of(release) + inNamespace,
                "with helm upgrade " + Shell.word(release),
                "the next helm upgrade undoes that"));
    }

    private static Optional<ManagedBy> other(JsonNode labels) {
        var tool = labels.path("app.kubernetes.io/managed-by").asText("");
        return switch (tool) {
            case "" -> Optional.empty();
            case "Helm" -> Optional.of(new ManagedBy("Helm", "with helm upgrade", "the next helm upgrade undoes that"));
            default -> Optional.of(new ManagedBy(Printable.of(tool), "there", "that undoes it"));
        };
    }
}
