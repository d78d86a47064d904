package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#FORGED_OWNER}: controllers write controller references, and nobody writes untrue ones. */
final class ForgedOwner {
    private ForgedOwner() {}

    /**
     * Judges a controller reference that is written, at creation or by an update:
     *
     * <ol>
     *   <li>A person controls no Pods: not even a true reference is theirs to write, since the controller did not make it.
     *   <li>Of a program, a kind that never controls Pods is untrue, whatever a look-up brings.
     *   <li>So is an owner that the cluster does not have.
     *   <li>One that exists, or may not be read, passes: operators write such references for a living.
     * </ol>
     */
    static Optional<Violation> judge(Request request) {
        if (!request.creates(Target.POD) && !request.updates(Target.POD)) {
            return Optional.empty();
        }
        var person = request.requester().kind() == Requester.Kind.PERSON;
        var untrue = switch (request.written()) {
            case Owner.None _ -> false;
            case Owner.Claimed _, Owner.Gone _ -> true;
            case Owner.Root(var reference, var _) -> person || !reference.canControlPods();
            case Owner.Unresolved(var reference, var _) -> person || !reference.canControlPods();
        };
        return untrue ? Optional.of(new Violation(Rule.FORGED_OWNER, request.written())) : Optional.empty();
    }
}
