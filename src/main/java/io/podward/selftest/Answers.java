package io.podward.selftest;

import io.podward.policy.Phase;
import io.podward.policy.Rule;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the dry runs brought.
 *
 * @param tried the dry runs
 * @param version the version of this program
 */
record Answers(List<Tried> tried, String version) {
    private static final String ALL = "dry runs";
    private static final String CAN_READ =
            "kubectl auth can-i --list --as=system:serviceaccount:podward-system:podward";

    /** What each of them shows; if none was answered, only that. */
    List<Finding> findings() {
        var asked = tried.stream().filter(one -> !isUntried(one)).toList();
        var silent =
                !asked.isEmpty() && asked.stream().allMatch(one -> one.said().isEmpty());
        return silent
                ? List.of(silence(asked))
                : Stream.concat(tried.stream().map(this::finding), versions()).toList();
    }

    private static Finding silence(List<Tried> asked) {
        var calls =
                asked.stream().map(Tried::message).filter(Answers::isFailedCall).findFirst();
        return Finding.wrong(
                ALL,
                calls.map(why -> "the API server could not call Podward: " + why)
                        .orElse(
                                "none of " + asked.size()
                                        + " was answered by Podward: the API server does not ask it, or"
                                        + " goes on without an answer. Its log says why, and what is wrong above may be the reason"),
                "kubectl -n " + Installation.NAMESPACE + " get deployment,pods,endpointslices");
    }

    private Finding finding(Tried one) {
        var said = one.said();
        var trial = one.trial();
        var about = trial.about();
        if (isUntried(one) && said.isEmpty()) {
            return Finding.unknown(about, trial.asked() + ": not tried: " + one.message());
        }
        var silent = silent(one);
        if (!silent.isEmpty()) {
            return isFailedCall(one.message()) || one.status() < 400
                    ? Finding.wrong(
                            about,
                            trial.asked() + ": Podward was not asked in the " + String.join(" and ", silent) + " phase"
                                    + because(one))
                    : Finding.unknown(about, trial.asked() + ": refused before Podward was asked: " + one.message());
        }
        return said.isEmpty()
                ? Finding.unknown(about, trial.asked() + ": " + one.message())
                : judged(trial, said.getFirst());
    }

    private static String because(Tried one) {
        return one.message().isEmpty() ? "" : ": " + one.message();
    }

    private static Finding judged(Trial trial, Said said) {
        var expected = trial.rule().map(Rule::id).orElse("none");
        var text = trial.asked() + ": " + said.shown();
        if (said.word("rule").equals(expected)) {
            return said.word("exemption").isEmpty()
                    ? Finding.ok(trial.about(), text)
                    : Finding.note(trial.about(), text + ": somebody else is to run this");
        }
        return said.word("rule").equals("none")
                ? Finding.wrong(trial.about(), text + ", where " + expected + " is: can Podward read owners?", CAN_READ)
                : Finding.note(trial.about(), text + ", by the rule " + said.word("rule"));
    }

    /** The phases in which Podward should have been asked and was not. After a denial there is no second phase. */
    private static List<String> silent(Tried one) {
        var spoke = one.said().stream().map(said -> said.word("phase")).toList();
        var over = one.said().stream().anyMatch(Said::denies) || one.status() == 422;
        return one.trial().phases().stream()
                .sorted()
                .map(Phase::label)
                .filter(phase -> !spoke.contains(phase))
                .filter(_ -> !(over && !spoke.isEmpty()))
                .toList();
    }

    private Stream<Finding> versions() {
        var running = new TreeSet<String>();
        tried.forEach(one -> one.said().forEach(said -> running.add(said.word("version"))));
        running.remove(version);
        return running.isEmpty()
                ? Stream.empty()
                : Stream.of(Finding.note(
                        "versions",
                        "Podward " + String.join(" and ", running) + " answers, and this is " + version
                                + ": compare with the version that runs"));
    }

    /** Whether the API server did not answer at all, or refused by RBAC. */
    private static boolean isUntried(Tried one) {
        return one.status() == 0
                || (one.status() == 403
                        && one.message().toLowerCase(Locale.ROOT).contains("cannot "));
    }

    private static boolean isFailedCall(String message) {
        return message.contains("failed calling webhook");
    }
}
