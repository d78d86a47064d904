package io.podward.cli;

import io.podward.cli.Outcome.Done;
import io.podward.cli.Outcome.Failed;
import io.podward.policy.Mode;
import io.podward.policy.Phase;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code podward check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Prints what a user would see whose request is in the given AdmissionReviews.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all are allowed", "1:something is denied", "2:bad input; nothing is printed"})
final class CheckCommand implements Callable<Integer> {
    /** How answers are printed. */
    enum Output {
        TEXT,
        JSON
    }

    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy; without one, every rule does what it does by default.")
    private Optional<Path> policy = Optional.empty();

    @Option(
            names = "--mode",
            paramLabel = "enforce|audit",
            description = "Overrides the mode of the policy; without either it is enforce.")
    private Optional<Mode> mode = Optional.empty();

    @Option(
            names = "--cluster",
            paramLabel = "DIR",
            description = "A folder of manifests to look owners up in; without it, no owner can be looked up.")
    private Optional<Path> cluster = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Asks a running Podward instead, for example https://127.0.0.1:8443.")
    private Optional<URI> server = Optional.empty();

    @Option(
            names = "--ca-certificate",
            paramLabel = "FILE",
            description = "The certificate authority of that server, in PEM; without it, those that Java trusts.")
    private Optional<Path> certificateAuthority = Optional.empty();

    @Option(
            names = "--phase",
            paramLabel = "validate|mutate",
            description = "The admission phase in which the API server asks.")
    private Phase phase = Phase.VALIDATE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "json: the AdmissionReview responses, one a line, in the order of the files.")
    private Output output = Output.TEXT;

    @Parameters(
            arity = "1..*",
            paramLabel = "REVIEW.json",
            description = "A file with an AdmissionReview, a folder for all its *.json, or - for standard input.")
    private List<String> files = List.of();

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        return switch (ReviewFile.read(files, streams.in())) {
            case Failed<List<ReviewFile>>(var problems) -> refuse(problems);
            case Done<List<ReviewFile>>(var reviews) ->
                switch (answerer()) {
                    case Failed<Answerer>(var problems) -> refuse(problems);
                    case Done<Answerer>(var answerer) -> answer(reviews, answerer);
                };
        };
    }

    private Outcome<Answerer> answerer() {
        if (server.isEmpty()) {
            return OfflineAnswerer.of(policy, mode, cluster, phase);
        }
        if (policy.isPresent() || mode.isPresent() || cluster.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--server answers by its own settings: leave out --policy, --mode and --cluster");
        }
        return ServerAnswerer.of(server.get(), certificateAuthority, phase);
    }

    private int answer(List<ReviewFile> reviews, Answerer answerer) {
        var answered = new ArrayList<CheckedReview>();
        var problems = new ArrayList<String>();
        for (var review : reviews) {
            switch (answerer.answer(review)) {
                case Done<CheckedReview>(var checked) -> answered.add(checked);
                case Failed<CheckedReview>(var found) -> problems.addAll(found);
            }
        }
        if (!problems.isEmpty()) {
            return refuse(problems);
        }
        answered.forEach(
                checked -> streams.out().print(output == Output.JSON ? checked.json() + "\n" : checked.text()));
        streams.out().flush();
        return (answered.stream().allMatch(CheckedReview::allowed) ? ExitCode.OK : ExitCode.DENIED).code();
    }

    private int refuse(List<String> problems) {
        problems.forEach(streams::message);
        return ExitCode.BAD_INPUT.code();
    }
}
