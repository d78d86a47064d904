package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#BARE_POD}: whoever creates a Pod gives it a controller. */
final class BarePod {
    private BarePod() {}

    /**
     * Judges a new Pod.
     *
     * @param leaseSeconds how long a Pod may live at most to count as temporary, which another rule is about
     */
    static Optional<Violation> judge(Request request, long leaseSeconds) {
        return request.creates(Target.POD) && request.isBare() && !PodDebug.isTemporary(request, leaseSeconds)
                ? Optional.of(new Violation(Rule.BARE_POD, request.owner()))
                : Optional.empty();
    }
}
