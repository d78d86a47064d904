package io.podward.policy;

import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Violation;
import java.util.Map;
import java.util.Optional;

/**
 * The rules and what is done about each.
 *
 * @param mode whether actions are carried out
 * @param actions the action of each rule; a rule without one is {@link Action#OFF}
 */
public record Policy(Mode mode, Map<Rule, Action> actions) {
    public Policy {
        actions = Map.copyOf(actions);
    }

    /**
     * What is true of the request. The order is the point:
     *
     * <ol>
     *   <li>What no rule looks at passes, whoever asks.
     *   <li>Identity comes before everything that a requester can write. The cluster lives on what its nodes and controllers
     *       do, so nothing they do is questioned.
     *   <li>An object that is being deleted must be able to lose its finalizers, or it never goes.
     *   <li>Only then the rules.
     * </ol>
     */
    public Verdict evaluate(Request request) {
        if (request.target() == Target.OTHER) {
            return new Compliant(Reason.NOT_GUARDED);
        }
        if (request.requester().trusted()) {
            return new Compliant(Reason.TRUSTED_REQUESTER);
        }
        if (request.terminating()) {
            return new Compliant(Reason.TERMINATING);
        }
        return switch (request.operation()) {
            case CREATE -> request.target() == Target.POD ? BarePod.judge(request) : new Compliant(Reason.NOT_GUARDED);
            case UPDATE -> PodEdit.judge(request);
            case DELETE, CONNECT -> new Compliant(Reason.NOT_GUARDED);
        };
    }

    /** The action of the rule, before the mode has its say. */
    public Action action(Rule rule) {
        return actions.getOrDefault(rule, Action.OFF);
    }

    /**
     * The controller that must be looked up before this verdict can be answered; empty if the answer does not depend on it,
     * which is so for nearly every request.
     */
    public Optional<OwnerReference> question(Verdict verdict) {
        return verdict instanceof Violation(var rule, Owner.Claimed(var reference)) && action(rule) != Action.OFF
                ? Optional.of(reference)
                : Optional.empty();
    }
}
