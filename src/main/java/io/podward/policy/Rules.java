package io.podward.policy;

import io.podward.policy.Verdict.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All rules together. */
final class Rules {
    private Rules() {}

    /**
     * The rules that the request breaks, in the order in which they answer. What nobody has asked for yet is taken for the worst:
     * a rule that is not broken so is not broken, whatever the cluster says.
     *
     * @param leaseSeconds how long a Pod may live at most to count as temporary
     */
    static List<Violation> broken(Request request, long leaseSeconds) {
        return Arrays.stream(Rule.values())
                .flatMap(rule -> judge(rule, request, leaseSeconds).stream())
                .toList();
    }

    private static Optional<Violation> judge(Rule rule, Request request, long leaseSeconds) {
        if (rule != Rule.FORGED_OWNER && isAtWork(request)) {
            return Optional.empty();
        }
        return switch (rule) {
            case FORGED_OWNER -> ForgedOwner.judge(request);
            case POD_ADOPTION -> PodAdoption.judge(request);
            case POD_DETACH -> PodDetach.judge(request);
            case POD_EDIT -> PodEdit.judge(request);
            case POD_LABEL -> PodLabel.judge(request);
            case WORKLOAD_EDIT -> WorkloadEdit.judge(request);
            case POD_DEBUG -> PodDebug.judge(request, leaseSeconds);
            case BARE_POD -> BarePod.judge(request, leaseSeconds);
            case POD_DELETE -> PodDelete.judge(request);
        };
    }

    /**
     * Whether a program works on what a custom resource owns, or what may be owned by one: that is what operators are for. They
     * resize, relabel and restart the Pods that they, or a controller on their behalf, have made.
     */
    static boolean isAtWork(Request request) {
        return request.isOfProgram()
                && switch (request.owner()) {
                    case Owner.Root(var _, var object) -> object.isOfPrograms();
                    case Owner.Unresolved _ -> true;
                    case Owner.None _, Owner.Claimed _, Owner.Gone _ -> false;
                };
    }
}
