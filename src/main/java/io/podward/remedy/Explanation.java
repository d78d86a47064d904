package io.podward.remedy;

import io.podward.policy.Reason;

/** Why a request was left alone, in words: for people who check a policy, not for the user, who is told nothing. */
public final class Explanation {
    private Explanation() {}

    /** The reason, to stand after "allowed: ". */
    public static String of(Reason reason) {
        return switch (reason) {
            case NOT_GUARDED -> "no rule looks at such requests";
            case TRUSTED_REQUESTER -> "a node or a built-in controller asks";
            case TERMINATING -> "the object is being deleted already";
            case NO_EFFECTIVE_CHANGE -> "nothing that is kept changes";
            case METADATA_ONLY -> "only what is this one object's business changes";
            case HAS_CONTROLLER -> "the Pod names a controller";
            case NO_CONTROLLER -> "the object has no controller, so there is no better place for the change";
            case OWNER_GONE -> "the controller that the object names does not exist, so nothing undoes the change";
            case PROGRAM_AT_WORK -> "a program works on what a custom resource owns, or may own";
            case DELETION -> "the deletion has a good reason";
            case OWNER_UNKNOWN -> "the owner could not be looked up, and without it there is nothing to say";
        };
    }
}
