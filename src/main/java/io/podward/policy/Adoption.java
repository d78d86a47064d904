package io.podward.policy;

/** Whether a controller would take over a Pod that has none. */
public sealed interface Adoption {
    /** Nobody has looked. */
    record NotAsked() implements Adoption {}

    /** None would. */
    record Nobody() implements Adoption {}

    /**
     * This one would.
     *
     * @param controller whose selector matches the Pod's labels, for example a ReplicaSet
     * @param root the root of its own owner chain, for example a Deployment; itself if it has no owner
     */
    record By(OwnerReference controller, ObjectRef root) implements Adoption {}

    /** The cluster did not say, or not in time. */
    record Unknown() implements Adoption {}
}
