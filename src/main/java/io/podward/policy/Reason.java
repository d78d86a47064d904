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
    /** Labels, annotations, finalizers or owner references differ, the spec does not. */
    METADATA_ONLY,
    /** The created Pod names a controller. */
    HAS_CONTROLLER,
    /** The changed Pod has no controller: there is no better place for the change. */
    NO_CONTROLLER,
    /** The controller that the changed Pod names does not exist any more: nothing would undo the change. */
    OWNER_GONE;

    /** The reason as metrics and logs spell it, in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
