package io.podward.policy;

import java.util.Set;

/**
 * An object by name.
 *
 * @param apiVersion for example {@code apps/v1}
 * @param kind for example {@code Deployment}
 * @param namespace the namespace; empty for a cluster-scoped object
 * @param name the object's name
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {
    /**
     * The API groups that kube-apiserver serves itself ({@code k8s.io/api}). The ending tells nothing: custom resources of
     * Kubernetes' own projects are in groups under k8s.io too, such as {@code jobset.x-k8s.io}.
     */
    private static final Set<String> BUILT_IN_GROUPS = Set.of(
            "",
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "apiregistration.k8s.io",
            "apps",
            "authentication.k8s.io",
            "authorization.k8s.io",
            "autoscaling",
            "batch",
            "certificates.k8s.io",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "events.k8s.io",
            "extensions",
            "flowcontrol.apiserver.k8s.io",
            "internal.apiserver.k8s.io",
            "lifecycle.k8s.io",
            "networking.k8s.io",
            "node.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "resource.k8s.io",
            "scheduling.k8s.io",
            "storage.k8s.io",
            "storagemigration.k8s.io");

    /** As audit annotations show it: {@code apps/v1 Deployment shop/blog-api}. */
    @Override
    public String toString() {
        return apiVersion + " " + kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /** The API group: {@code apps} for {@code apps/v1}, empty for {@code v1}. */
    public String group() {
        var slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Whether it is a custom resource. */
    public boolean isCustom() {
        return !BUILT_IN_GROUPS.contains(group());
    }

    /** Whether it is an owner of the sort that programs make: a custom resource, or a Pod. */
    boolean isOfPrograms() {
        return isCustom() || is("", "Pod");
    }

    /** Whether it has this API group and kind. */
    public boolean is(String group, String expected) {
        return group().equals(group) && kind.equals(expected);
    }
}
