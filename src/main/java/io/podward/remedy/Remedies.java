package io.podward.remedy;

import io.podward.manifest.PodUpdate;
import io.podward.policy.BreakGlass;
import io.podward.policy.Owner;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
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
        var debugs = !policy.denies(Rule.POD_DEBUG, attempt.request());
        return answer(violation, attempt, debugs ? policy.leaseSeconds() : 0).withClosing(closing(policy));
    }

    /** Nothing temporary is suggested where there is no time for it. */
    private static Remedy answer(Violation violation, Attempt attempt, long leaseSeconds) {
        return switch (violation.rule()) {
            case FORGED_OWNER -> ForgedOwnerRemedy.of(attempt, violation.owner(), leaseSeconds);
            case POD_ADOPTION -> PodAdoptionRemedy.of(attempt, violation.owner());
            case POD_DETACH -> PodDetachRemedy.of(attempt, violation.owner(), leaseSeconds > 0);
            case POD_EDIT -> edit(attempt, violation.owner());
            case POD_LABEL -> PodLabelRemedy.of(attempt, violation.owner());
            case WORKLOAD_EDIT -> WorkloadEditRemedy.of(attempt, violation.owner());
            case POD_DEBUG -> PodDebugRemedy.of(attempt, violation.owner());
            case POD_DELETE -> PodDeleteRemedy.of(attempt, violation.owner());
            case BARE_POD -> BarePodRemedy.of(attempt.namespace(), attempt.after(), leaseSeconds);
        };
    }

    /** A label that changes along with the spec would be lost twice: in the Pod, and in the command. */
    private static Remedy edit(Attempt attempt, Owner owner) {
        var request = attempt.request();
        var remedy = PodEditRemedy.of(
                attempt.namespace(),
                attempt.before(),
                PodUpdate.of(attempt.before(), attempt.after(), request.target()),
                owner,
                attempt.cluster().owner().root());
        return request.change().labels()
                ? remedy.withNote("The change of "
                        + Named.all("label", attempt.labels().keys()) + " is this Pod's alone, too, and left out.")
                : remedy;
    }

    private static List<String> closing(Policy policy) {
        return Stream.concat(
                        policy.breakGlass().stream().flatMap(Remedies::emergency),
                        Stream.of(policy.help()).filter(help -> !help.isEmpty()))
                .toList();
    }

    /** The user if there is one: kubectl takes no group without a user either, and which one RBAC alone knows. */
    private static Stream<String> emergency(BreakGlass way) {
        return way
                .user()
                .map(user -> "--as=" + Shell.word(user))
                .or(() ->
                        way.group().map(group -> "--as-group=" + Shell.word(group) + " and the --as that goes with it"))
                .map(flags ->
                        "In an emergency, repeat it with " + flags + ", if you may: that is allowed, and recorded.")
                .stream();
    }
}
