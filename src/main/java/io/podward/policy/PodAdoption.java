package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#POD_ADOPTION}: a Pod of one's own does not look like a replica of something else. */
final class PodAdoption {
    private PodAdoption() {}

    /**
     * Judges a Pod without a controller that is created, or whose labels change. A controller takes over every such Pod that its
     * selector matches, and deletes one of its Pods if that makes one too many ({@code ControllerRefManager}).
     */
    static Optional<Violation> judge(Request request) {
        var relabelled = request.updates(Target.POD, Target.POD_STATUS)
                && request.change().labels();
        if (!request.isBare() || !(request.creates(Target.POD) || relabelled)) {
            return Optional.empty();
        }
        return switch (request.pod().adoption()) {
            case Adoption.NotAsked _ ->
                request.pod().labels().isEmpty() ? Optional.empty() : violation(new Owner.None());
            case Adoption.By(var controller, var root) -> violation(new Owner.Root(controller, root));
            case Adoption.Nobody _, Adoption.Unknown _ -> Optional.empty();
        };
    }

    private static Optional<Violation> violation(Owner owner) {
        return Optional.of(new Violation(Rule.POD_ADOPTION, owner));
    }
}
