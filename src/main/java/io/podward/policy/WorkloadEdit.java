package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Optional;

/** The rule {@link Rule#WORKLOAD_EDIT}: what a higher controller owns is changed there. */
final class WorkloadEdit {
    private WorkloadEdit() {}

    /**
     * Judges an update of a ReplicaSet or a Job that has a controller. A Deployment undoes what is done to its ReplicaSets; a
     * CronJob leaves its Jobs alone, so that there the change holds for this one run, and is worth a warning at most.
     */
    static Optional<Violation> judge(Request request) {
        var changes = !request.change().spec().isEmpty();
        if (!request.hasController() || isUnknown(request)) {
            return Optional.empty();
        }
        if (request.updates(Target.JOB)) {
            return changes
                    ? Optional.of(new Violation(Rule.WORKLOAD_EDIT, request.owner(), Action.WARN))
                    : Optional.empty();
        }
        var taken = request.change().controllerRemoved() || !(request.written() instanceof Owner.None);
        return request.updates(Target.REPLICA_SET, Target.REPLICA_SET_SCALE) && (changes || taken)
                ? Optional.of(new Violation(Rule.WORKLOAD_EDIT, request.owner()))
                : Optional.empty();
    }

    /** Whether what is scaled could not be looked up: a Scale does not say whether that has an owner. */
    private static boolean isUnknown(Request request) {
        return request.target() == Target.REPLICA_SET_SCALE
                && request.owner() instanceof Owner.Unresolved(var scaled, var farthest)
                && farthest.equals(scaled);
    }
}
