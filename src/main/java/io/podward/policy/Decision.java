package io.podward.policy;

import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Violation;

/**
 * What is done about a verdict.
 *
 * @param verdict what is true
 * @param action what the policy says should be done; {@link Action#OFF} if no rule is broken
 * @param mode whether it is done
 */
public record Decision(Verdict verdict, Action action, Mode mode) {
    /** The decision of a policy about a verdict. */
    public static Decision of(Policy policy, Verdict verdict) {
        return switch (verdict) {
            case Compliant _ -> new Decision(verdict, Action.OFF, policy.mode());
            case Violation(var rule, var _) -> new Decision(verdict, policy.action(rule), policy.mode());
        };
    }

    /** Whether the request is refused. */
    public boolean denies() {
        return action == Action.DENY && mode == Mode.ENFORCE;
    }

    /** Whether the user is warned. */
    public boolean warns() {
        return action == Action.WARN && mode == Mode.ENFORCE;
    }

    /** Whether the violation is recorded for the platform team: always, unless there is none or its rule is off. */
    public boolean recorded() {
        return action != Action.OFF;
    }
}
