package io.podward.policy;

import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Violation;

/** The rule {@link Rule#BARE_POD}: whoever creates a Pod gives it a controller. */
final class BarePod {
    private BarePod() {}

    static Verdict judge(Request creation) {
        return switch (creation.owner()) {
            case Owner.None none -> new Violation(Rule.BARE_POD, none);
            case Owner.Claimed _, Owner.Root _, Owner.Gone _, Owner.Unresolved _ ->
                new Compliant(Reason.HAS_CONTROLLER);
        };
    }
}
