package io.podward.policy;

/**
 * A controller reference, as an object's metadata holds it. It is a claim: whoever may write the object may write it.
 *
 * @param apiVersion for example {@code apps/v1}
 * @param kind for example {@code ReplicaSet}
 * @param name the owner's name
 * @param uid the owner's UID
 */
public record OwnerReference(String apiVersion, String kind, String name, String uid) {
    /** The object that the reference points to; an owner is in the namespace of what it owns. */
    public ObjectRef in(String namespace) {
        return new ObjectRef(apiVersion, kind, namespace, name);
    }
}
