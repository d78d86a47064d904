package io.podward.policy;

/** What is known of the controller that a Pod names. */
public sealed interface Owner {
    /** The Pod names no controller. */
    record None() implements Owner {}

    /** The Pod names this controller; nobody has looked yet. */
    record Claimed(OwnerReference reference) implements Owner {}

    /** The chain of controllers was followed on the cluster, each step checked by UID, up to this object. */
    record Root(ObjectRef object) implements Owner {}

    /** The cluster has no object of that kind, name and UID. */
    record Gone(OwnerReference reference) implements Owner {}

    /**
     * The cluster did not say all, or not in time.
     *
     * @param reference the controller that the Pod names
     * @param farthest the end of what is known: the controller that could not be looked up, or found no more
     */
    record Unresolved(OwnerReference reference, OwnerReference farthest) implements Owner {
        /** Nothing is known but what the Pod claims. */
        public Unresolved(OwnerReference reference) {
            this(reference, reference);
        }
    }
}
