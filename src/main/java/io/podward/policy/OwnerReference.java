package io.podward.policy;

import java.util.Set;

/**
 * A controller reference, as an object's metadata holds it. It is a claim: whoever may write the object may write it.
 *
 * @param apiVersion for example {@code apps/v1}
 * @param kind for example {@code ReplicaSet}
 * @param name the owner's name
 * @param uid the owner's UID
 */
public record OwnerReference(String apiVersion, String kind, String name, String uid) {
    /** The built-in kinds that create Pods themselves. Programs let a Pod own Pods, as a Spark driver does its executors. */
    private static final Set<String> CONTROL_PODS = Set.of(
            " Pod", " ReplicationController", "apps DaemonSet", "apps ReplicaSet", "apps StatefulSet", "batch Job");

    /** The object that the reference points to; an owner is in the namespace of what it owns. */
    public ObjectRef in(String namespace) {
        return new ObjectRef(apiVersion, kind, namespace, name);
    }

    /**
     * Whether an object of that kind can be the controller of a Pod: of the built-in kinds few, and no Deployment, which owns
     * ReplicaSets; of custom resources any.
     */
    public boolean canControlPods() {
        var object = in("");
        return object.isCustom() || CONTROL_PODS.contains(object.group() + " " + kind);
    }

    /** Whether it is an owner of the sort that programs make: a custom resource, or a Pod. */
    public boolean isOfPrograms() {
        return in("").isOfPrograms();
    }
}
