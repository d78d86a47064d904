package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#POD_LABEL}: the labels of a Pod come from its owner's Pod template. */
final class PodLabel {
    private PodLabel() {}

    /** Judges changed labels with which the Pod stays with its controller, as far as that is known. */
    static Optional<Violation> judge(Request request) {
        return request.updates(Target.POD, Target.POD_STATUS)
                        && request.hasController()
                        && request.change().labels()
                        && request.pod().membership() != Membership.LEAVES
                ? Optional.of(new Violation(Rule.POD_LABEL, request.owner()))
                : Optional.empty();
    }
}
