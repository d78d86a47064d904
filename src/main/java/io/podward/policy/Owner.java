package io.podward.policy;

/** What is known of a controller that an object names. */
public sealed interface Owner {
    /** The object names no controller. */
    record None() implements Owner {}

    /** The object names this controller; nobody has looked yet. */
    record Claimed(OwnerReference reference) implements Owner {}

    /**
     * The chain of controllers was followed on the cluster, each step checked by UID.
     *
     * @param reference the controller that the object names
     * @param object the end of the chain, which may be that controller itself
     */
    record Root(OwnerReference reference, ObjectRef object) implements Owner {}

    /**
     * The cluster has no object of that kind, name and UID.
     *
     * @param reference the controller that the object names
     * @param replaced whether there is one of that kind and name, with another UID
     */
    record Gone(OwnerReference reference, boolean replaced) implements Owner {}

    /**
     * The cluster did not say all, or not in time.
     *
     * @param reference the controller that the object names
     * @param farthest the end of what is known: the controller that could not be looked up, or found no more
     */
    record Unresolved(OwnerReference reference, OwnerReference farthest) implements Owner {
        /** Nothing is known but what the object claims. */
        public Unresolved(OwnerReference reference) {
            this(reference, reference);
        }
    }

    /** What nobody has asked for is unknown. */
    default Owner settled() {
        return this instanceof Claimed(var reference) ? new Unresolved(reference) : this;
    }
}
