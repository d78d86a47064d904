package io.podward.remedy;

import io.podward.manifest.PodUpdate;
import io.podward.policy.BreakGlass;
import io.podward.policy.Policy;
import io.podward.policy.Verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/** What to say, for each rule. */
public final class Remedies {
    private Remedies() {}

    /**
     * The remedy for a violation.
     *
     * @param violation the rule that is broken
     * @param attempt what was tried
     * @param policy the policy that says so
     */
    public static Remedy of(Violation violation, Attempt attempt, Policy policy) {
        return answer(violation, attempt, policy.leaseSeconds()).withClosing(closing(policy));
    }

    private static Remedy answer(Violation violation, Attempt attempt, long leaseSeconds) {
        return switch (violation.rule()) {
            case FORGED_OWNER, POD_ADOPTION, POD_DETACH, POD_LABEL, WORKLOAD_EDIT, POD_DEBUG, POD_DELETE ->
                Remedy.withoutCommand(violation.rule().id(), "");
            case POD_EDIT ->
                PodEditRemedy.of(
                        attempt.namespace(),
                        attempt.before(),
                        PodUpdate.of(
                                attempt.before(),
                                attempt.after(),
                                attempt.request().target()),
                        attempt.cluster().owner());
            case BARE_POD -> BarePodRemedy.of(attempt.namespace(), attempt.after(), leaseSeconds);
        };
    }

    private static List<String> closing(Policy policy) {
        return Stream.concat(
                        policy.breakGlass().stream().flatMap(Remedies::emergency),
                        Stream.of(policy.help()).filter(help -> !help.isEmpty()))
                .toList();
    }

    private static Stream<String> emergency(BreakGlass way) {
        return way.user().stream()
                .map(user -> "In an emergency, repeat it with --as=" + Shell.word(user)
                        + ", if you may: that is allowed, and recorded.");
    }
}
