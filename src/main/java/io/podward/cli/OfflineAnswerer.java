package io.podward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podward.admission.Answer;
import io.podward.admission.Reviewer;
import io.podward.admission.Step;
import io.podward.cli.Outcome.Done;
import io.podward.cli.Outcome.Failed;
import io.podward.cluster.Cluster;
import io.podward.cluster.Inquiries;
import io.podward.cluster.Lookup;
import io.podward.cluster.ManifestCluster;
import io.podward.policy.Mode;
import io.podward.policy.OwnerReference;
import io.podward.policy.Phase;
import io.podward.policy.Policy;
import io.podward.policy.Printable;
import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Exempt;
import io.podward.policy.Verdict.Violation;
import io.podward.policyfile.PolicyFile;
import io.podward.policyfile.PolicyManifest;
import io.podward.remedy.Explanation;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers reviews here, by the code that the server runs. */
final class OfflineAnswerer implements Answerer {
    private final Reviewer reviewer;
    private final Inquiries cluster;
    private final Phase phase;
    private final boolean hasCluster;

    private OfflineAnswerer(Reviewer reviewer, Inquiries cluster, Phase phase, boolean hasCluster) {
        this.reviewer = reviewer;
        this.cluster = cluster;
        this.phase = phase;
        this.hasCluster = hasCluster;
    }

    /** An answerer for a policy file and a folder of manifests; without a folder, no owner can be looked up. */
    static Outcome<Answerer> of(Optional<Path> policy, Optional<Mode> mode, Optional<Path> folder, Phase phase) {
        return switch (policy(policy, mode)) {
            case Failed<Policy>(var problems) -> new Failed<>(problems);
            case Done<Policy>(var decided) ->
                switch (folder.map(OfflineAnswerer::cluster).orElseGet(() -> new Done<>(OfflineAnswerer::unknown))) {
                    case Failed<Cluster>(var problems) -> new Failed<>(problems);
                    case Done<Cluster>(var cluster) ->
                        new Done<>(new OfflineAnswerer(
                                new Reviewer(decided), new Inquiries(cluster), phase, folder.isPresent()));
                };
        };
    }

    @Override
    public Outcome<CheckedReview> answer(ReviewFile review) {
        var answer = switch (reviewer.review(review.request(), phase)) {
            case Step.Answered(var known) -> known;
            case Step.Ask(var inquiry, var then) -> then.apply(cluster.answer(inquiry));
        };
        return new Done<>(new CheckedReview(
                review,
                answer.allowed(),
                answer.denial(),
                answer.warnings(),
                remark(answer),
                new String(answer.toJson(), UTF_8)));
    }

    private Optional<String> remark(Answer answer) {
        return switch (answer.decision().verdict()) {
            case Compliant(var because) -> Optional.of(Explanation.of(because));
            case Exempt(var rule, var exemption) ->
                Optional.of("the exemption " + Printable.of(exemption) + " lets it break the rule " + rule.id());
            case Violation(var rule, var _, var _)
            when !answer.decision().recorded() -> Optional.of("the rule " + rule.id() + " is off");
            case Violation _
            when !hasCluster && answer.denial().isPresent() && answer.owner().isPresent() ->
                Optional.of("without --cluster, no owner can be looked up");
            case Violation _
            when answer.warning().isPresent() || answer.denial().isPresent() -> Optional.empty();
            case Violation _ -> Optional.of("only recorded" + recorded(answer));
        };
    }

    private static String recorded(Answer answer) {
        return answer.auditAnnotations().entrySet().stream()
                .map(annotation -> "\n  " + annotation.getKey() + ": " + annotation.getValue())
                .collect(Collectors.joining());
    }

    /** The policy as it is today. Whoever names no policy wants to see what the rules would do. */
    private static Outcome<Policy> policy(Optional<Path> file, Optional<Mode> mode) {
        if (file.isEmpty()) {
            return new Done<>(PolicyManifest.in(mode.orElse(Mode.ENFORCE), PolicyManifest.byDefault()));
        }
        return switch (PolicyInput.read(file.get().toString(), InputStream.nullInputStream())) {
            case PolicyFile.Refused(var problems) -> new Failed<>(problems);
            case PolicyFile.Valid(var policy) ->
                new Done<>(PolicyManifest.in(mode.orElse(policy.mode()), policy).on(LocalDate.now(ZoneOffset.UTC)));
        };
    }

    private static Outcome<Cluster> cluster(Path folder) {
        return switch (ManifestCluster.read(folder)) {
            case ManifestCluster.Reading.Loaded(var cluster) -> new Done<>(cluster);
            case ManifestCluster.Reading.Broken(var problems) -> new Failed<>(problems);
        };
    }

    private static Lookup unknown(OwnerReference reference, String namespace) {
        return new Lookup.Unavailable("no folder of manifests was given");
    }
}
