package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#POD_DELETE}: Pods are restarted by their owner. */
final class PodDelete {
    private PodDelete() {}

    /**
     * Judges a deletion of a Pod that has a controller, unless there is a good reason for it. Some controllers wait for just
     * that, so without knowing the controller there is nothing to say.
     */
    static Optional<Violation> judge(Request request) {
        return request.operation() == Operation.DELETE
                        && request.target() == Target.POD
                        && (request.owner() instanceof Owner.Claimed || request.owner() instanceof Owner.Root)
                        && request.pod().deletion() == Deletion.ORDINARY
                ? Optional.of(new Violation(Rule.POD_DELETE, request.owner()))
                : Optional.empty();
    }
}
