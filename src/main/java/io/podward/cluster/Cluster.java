package io.podward.cluster;

import io.podward.policy.LabelSelector;
import io.podward.policy.OwnerReference;
import java.util.Optional;

/** Where objects are looked up: one port, two sources. */
public interface Cluster {
    /**
     * Looks an object up by kind and name; whether it is the one that was meant is told by its UID, which the caller
     * compares.
     *
     * @param reference what an object says of its owner; anyone may have written it
     * @param namespace the namespace of the object that has the reference; its owner is there too, or in none
     */
    Lookup find(OwnerReference reference, String namespace);

    /**
     * Lists objects, a page at most: what more there is, is not asked for. A source that has no lists says so.
     *
     * @param apiVersion for example {@code apps/v1}
     * @param kind for example {@code ReplicaSet}
     * @param namespace the namespace
     * @param selector what their labels must match
     */
    default Listing list(String apiVersion, String kind, String namespace, LabelSelector selector) {
        return new Listing.Unavailable("nothing can be listed here");
    }

    /** Why there is nobody to ask at the moment; empty if there is somebody, or nobody is needed. */
    default Optional<String> unreachable() {
        return Optional.empty();
    }
}
