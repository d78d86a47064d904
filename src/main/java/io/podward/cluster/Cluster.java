package io.podward.cluster;

import io.podward.policy.OwnerReference;

/** Where owners are looked up: one port, two sources. */
public interface Cluster {
    /**
     * Looks an owner up by kind and name; whether it is the one that was meant is told by its UID, which the caller
     * compares.
     *
     * @param reference what an object says of its owner; anyone may have written it
     * @param namespace the namespace of the object that has the reference; its owner is there too, or in none
     */
    Lookup find(OwnerReference reference, String namespace);
}
