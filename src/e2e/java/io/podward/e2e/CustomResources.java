package io.podward.e2e;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.stream.Stream;

/** Kinds that Kubernetes does not know by itself, and Pods of such. */
final class CustomResources {
    private CustomResources() {}

    /** Teaches the API server kinds, each as {@code GROUP/VERSION KIND}; any object will do for one. */
    static void define(User admin, String... kinds) {
        admin.does("kubectl apply -f - <<'EOF'\n"
                + Stream.of(kinds).map(CustomResources::definition).collect(joining("\n---\n")) + "\nEOF");
        admin.does("kubectl wait --for=condition=Established --timeout=60s "
                + Stream.of(kinds).map(kind -> "crd/" + resource(kind)).collect(joining(" ")));
    }

    private static String definition(String kind) {
        var name = kind.substring(kind.indexOf(' ') + 1);
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: %s
                  annotations:
                    # Else the API server keeps those of Kubernetes' own projects for itself.
                    api-approved.kubernetes.io: unapproved, for tests
                spec:
                  group: %s
                  scope: Namespaced
                  names:
                    plural: %s
                    singular: %s
                    kind: %s
                  versions:
                    - name: %s
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema:
                          type: object
                          x-kubernetes-preserve-unknown-fields: true""".formatted(
                        resource(kind),
                        kind.substring(0, kind.indexOf('/')),
                        plural(kind),
                        name.toLowerCase(Locale.ROOT),
                        name,
                        kind.substring(kind.indexOf('/') + 1, kind.indexOf(' ')));
    }

    /** The resource with its group, as {@code PLURAL.GROUP}. */
    static String resource(String kind) {
        return plural(kind) + "." + kind.substring(0, kind.indexOf('/'));
    }

    private static String plural(String kind) {
        return kind.substring(kind.indexOf(' ') + 1).toLowerCase(Locale.ROOT) + "s";
    }

    /** Creates an object of a kind; the owner reference of what it controls, for a manifest's metadata. */
    static String create(User user, String kind, String name) {
        var apiVersion = kind.substring(0, kind.indexOf(' '));
        var kindName = kind.substring(kind.indexOf(' ') + 1);
        user.creates("apiVersion: %s\nkind: %s\nmetadata: {name: %s}".formatted(apiVersion, kindName, name));
        return controller(apiVersion, kindName, name, user.reads(resource(kind) + " " + name, ".metadata.uid"));
    }

    /** A controller reference, for a manifest's metadata. */
    static String controller(String apiVersion, String kind, String name, String uid) {
        return "ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: %s, controller: true}]"
                .formatted(apiVersion, kind, name, uid);
    }
}
