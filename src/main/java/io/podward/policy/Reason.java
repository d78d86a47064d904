package io.podward.policy;

import java.util.Locale;

/** Why a request is left alone. The labels are metric labels: never rename one. */
public enum Reason {
    /** Another resource, subresource or operation than the rules look at. */
    NOT_GUARDED,
    /** A node or a built-in controller asks. */
    TRUSTED_REQUESTER,
    /** The object is being deleted already: its finalizers must be able to go. */
    TERMINATING,
    /** Nothing that the API server would keep differs. */
    NO_EFFECTIVE_CHANGE,
    /** What differs is this one object's business: annotations, finalizers, and what its owner has no equivalent for. */
    METADATA_ONLY,
    /** The created Pod names a controller that may well be there. */
    HAS_CONTROLLER,
    /** The changed object has no controller: there is no better place for the change. */
    NO_CONTROLLER,
    /** The controller that the changed object names does not exist any more: nothing would undo the change. */
    OWNER_GONE,
    /** A program works on what a custom resource owns, or may own. */
    PROGRAM_AT_WORK,
    /** The deletion has a good reason. */
    DELETION,
    /** Nobody knows whether the object has an owner, or which: too little to say a word. */
    OWNER_UNKNOWN;

    /** Why a request breaks no rule. */
    static Reason of(Request request) {
        if (request.operation() == Operation.CREATE) {
            return request.target() == Target.POD && !(request.written() instanceof Owner.None)
                    ? HAS_CONTROLLER
                    : NOT_GUARDED;
        }
        if (request.operation() == Operation.CONNECT) {
            return NOT_GUARDED;
        }
        var nothing = request.change().equals(Change.NONE) && request.written() instanceof Owner.None;
        if (request.operation() == Operation.UPDATE && nothing) {
            return NO_EFFECTIVE_CHANGE;
        }
        return ofAChange(request);
    }

    private static Reason ofAChange(Request request) {
        if (request.owner() instanceof Owner.None) {
            return NO_CONTROLLER;
        }
        if (request.owner() instanceof Owner.Gone) {
            return OWNER_GONE;
        }
        if (Rules.isAtWork(request)) {
            return PROGRAM_AT_WORK;
        }
        var dependsOnTheOwner =
                request.target() == Target.REPLICA_SET_SCALE || request.pod().deletion() == Deletion.ORDINARY;
        if (request.owner() instanceof Owner.Unresolved && dependsOnTheOwner) {
            return OWNER_UNKNOWN;
        }
        return request.operation() == Operation.DELETE ? DELETION : METADATA_ONLY;
    }

    /** The reason as metrics and logs spell it, in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
