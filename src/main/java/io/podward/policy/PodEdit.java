package io.podward.policy;

import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Violation;

/** The rule {@link Rule#POD_EDIT}: what a controller made is changed at its owner. */
final class PodEdit {
    private PodEdit() {}

    /**
     * Judges an update:
     *
     * <ol>
     *   <li>What is not kept, or concerns this one Pod only, is nobody's loss.
     *   <li>Without a controller there is no better place for the change.
     *   <li>A controller that is gone will not undo the change.
     *   <li>Everything else is a violation, also when the owner could not be looked up: the Pod says that it has one.
     * </ol>
     */
    static Verdict judge(Request update) {
        if (update.change().spec().isEmpty()) {
            return new Compliant(update.change().metadata() ? Reason.METADATA_ONLY : Reason.NO_EFFECTIVE_CHANGE);
        }
        return switch (update.owner()) {
            case Owner.None _ -> new Compliant(Reason.NO_CONTROLLER);
            case Owner.Gone _ -> new Compliant(Reason.OWNER_GONE);
            case Owner.Claimed _, Owner.Root _, Owner.Unresolved _ -> new Violation(Rule.POD_EDIT, update.owner());
        };
    }
}
