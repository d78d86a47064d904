package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#POD_DETACH}: a Pod stays with the controller that made it. */
final class PodDetach {
    private PodDetach() {}

    /**
     * Judges an update by which a Pod leaves its controller: the reference is taken away (if the labels stay, only for a
     * moment), or the labels match the controller's selector no more.
     */
    static Optional<Violation> judge(Request request) {
        if (!request.updates(Target.POD, Target.POD_STATUS) || !request.hasController()) {
            return Optional.empty();
        }
        var relabelled = request.change().labels()
                && switch (request.pod().membership()) {
                    case NOT_ASKED, LEAVES -> true;
                    case STAYS, UNKNOWN -> false;
                };
        return relabelled || request.change().controllerRemoved()
                ? Optional.of(new Violation(Rule.POD_DETACH, request.owner()))
                : Optional.empty();
    }
}
