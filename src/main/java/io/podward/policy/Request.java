package io.podward.policy;

/**
 * The facts of one request, as the rules need them.
 *
 * @param operation what is done
 * @param target to what
 * @param requester by whom
 * @param terminating whether the object is being deleted already (its live state has a deletion timestamp)
 * @param owner the controller: of the new Pod on creation, of the live Pod on an update
 * @param change what an update changes
 */
public record Request(
        Operation operation, Target target, Requester requester, boolean terminating, Owner owner, PodChange change) {

    /** The same request, once more is known of the controller. */
    public Request ownedBy(Owner known) {
        return new Request(operation, target, requester, terminating, known, change);
    }
}
