package io.podward.policy;

/**
 * An object by name.
 *
 * @param apiVersion for example {@code apps/v1}
 * @param kind for example {@code Deployment}
 * @param namespace the namespace; empty for a cluster-scoped object
 * @param name the object's name
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {
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
}
