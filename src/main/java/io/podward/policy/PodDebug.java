package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#POD_DEBUG}: what is there to look into things, and ends by itself. */
final class PodDebug {
    private PodDebug() {}

    /**
     * Judges a new Pod that is temporary by its own spec, and an ephemeral container in a Pod that has a controller.
     *
     * @param leaseSeconds how long a Pod may live at most to count as temporary
     */
    static Optional<Violation> judge(Request request, long leaseSeconds) {
        var debugs = isTemporary(request, leaseSeconds)
                || (request.updates(Target.POD_EPHEMERAL_CONTAINERS)
                        && request.change().ephemeralContainers()
                        && request.hasController());
        return debugs ? Optional.of(new Violation(Rule.POD_DEBUG, request.owner())) : Optional.empty();
    }

    /** Whether a Pod without a controller is created that will be gone soon, or is a node's debugger. */
    static boolean isTemporary(Request request, long leaseSeconds) {
        return request.creates(Target.POD)
                && request.isBare()
                && request.pod().purpose().isTemporary(leaseSeconds);
    }
}
