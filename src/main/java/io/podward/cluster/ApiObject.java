package io.podward.cluster;

/**
 * One object that Podward reads and changes.
 *
 * @param resource of which kind it is
 * @param namespace empty for an object of the cluster
 * @param name its name
 */
record ApiObject(Resource resource, String namespace, String name) {
    String path() {
        return resource.path(namespace, name);
    }

    /** As RBAC spells it. */
    @Override
    public String toString() {
        return resource.plural() + "/" + name + (namespace.isEmpty() ? "" : " in " + namespace);
    }
}
