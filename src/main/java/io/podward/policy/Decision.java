package io.podward.policy;

/**
 * What is done about a verdict.
 *
 * @param verdict what is true
 * @param action what the policy says should be done; {@link Action#OFF} if no rule is broken
 * @param mode whether it is done
 * @param breaksGlass whether the requester is the one to impersonate in an emergency, for whom a denial is a warning
 */
public record Decision(Verdict verdict, Action action, Mode mode, boolean breaksGlass) {
    /** The decision to do nothing. */
    static Decision nothing(Verdict verdict, Mode mode) {
        return new Decision(verdict, Action.OFF, mode, false);
    }

    /** Whether the request is refused. */
    public boolean denies() {
        return action == Action.DENY && mode == Mode.ENFORCE && !breaksGlass;
    }

    /** Whether the user is warned. */
    public boolean warns() {
        return mode == Mode.ENFORCE && (action == Action.WARN || (action == Action.DENY && breaksGlass));
    }

    /** Whether the violation is recorded for the platform team: always, unless there is none or its rule is off. */
    public boolean recorded() {
        return action != Action.OFF;
    }
}
