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
import io.podward.manifest.PolicyManifest;
import io.podward.manifest.Yaml;
import io.podward.policy.Mode;
import io.podward.policy.OwnerReference;
import io.podward.policy.Phase;
import io.podward.policy.Printable;
import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Exempt;
import io.podward.policy.Verdict.Violation;
import io.podward.remedy.Explanation;
import java.io.InputStream;
import java.nio.file.Path;
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
        return switch (policy.map(OfflineAnswerer::policy).orElseGet(() -> new Done<>(PolicyManifest.byDefault()))) {
            case Failed<PolicyManifest.Loaded>(var problems) -> new Failed<>(problems);
            case Done<PolicyManifest.Loaded>(var loaded) ->
                switch (folder.map(OfflineAnswerer::cluster).orElseGet(() -> new Done<>(OfflineAnswerer::unknown))) {
                    case Failed<Cluster>(var problems) -> new Failed<>(problems);
                    case Done<Cluster>(var cluster) -> {
                        var decided = mode.or(loaded::mode).orElse(Mode.ENFORCE);
                        yield new Done<>(new OfflineAnswerer(
                                new Reviewer(loaded.in(decided)), new Inquiries(cluster), phase, folder.isPresent()));
                    }
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
                answer.warning().stream().toList(),
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

    private static Outcome<PolicyManifest.Loaded> policy(Path file) {
        return switch (InputFile.read(file.toString(), InputStream.nullInputStream())) {
            case InputFile.Unreadable(var problem) -> new Failed<>(problem);
            case InputFile.Text(var name, var content) ->
                switch (Yaml.read(content)) {
                    case Yaml.Malformed(var line, var column, var problem) ->
                        new Failed<>(name + ":" + line + ":" + column + ": " + problem);
                    case Yaml.Documents(var documents)
                    when documents.size() != 1 ->
                        new Failed<>(name + ": expected one document, found " + documents.size());
                    case Yaml.Documents(var documents) ->
                        switch (PolicyManifest.of(documents.getFirst().tree())) {
                            case PolicyManifest.Loaded loaded -> new Done<>(loaded);
                            case PolicyManifest.Invalid(var problems) ->
                                new Failed<>(problems.stream()
                                        .map(problem -> name + ":"
                                                + documents.getFirst().line(problem.field()) + ": " + problem)
                                        .toList());
                        };
                };
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
