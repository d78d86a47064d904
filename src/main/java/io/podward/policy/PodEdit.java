package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#POD_EDIT}: what a controller made is changed at its owner. */
final class PodEdit {
    private PodEdit() {}

    /**
     * Judges an update of a Pod's spec. Without a controller there is no better place for the change, and one that is gone will
     * not undo it. Where the owner could not be looked up, the Pod still says that it has one.
     */
    static Optional<Violation> judge(Request request) {
        return request.updates(Target.POD, Target.POD_RESIZE)
                        && request.hasController()
                        && !request.change().spec().isEmpty()
                ? Optional.of(new Violation(Rule.POD_EDIT, request.owner()))
                : Optional.empty();
    }
}
