package io.podward.cli;

import io.podward.cluster.Administration;
import io.podward.cluster.Look;
import io.podward.selftest.Finding;
import io.podward.selftest.Level;
import io.podward.selftest.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code podward selftest}. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        description = {
            "Compares what is registered in the cluster with what this version expects, and has the API server ask Podward"
                    + " about dry runs, one for each rule. Writes nothing.",
            "The cluster is that of KUBECONFIG, as for kubectl; inside a Pod, its own."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:something is wrong; with it stands the command that mends it",
            "2:nothing is known to be wrong, but not everything could be tested"
        })
final class SelftestCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final String version;
    private final Streams streams;

    @Option(names = "--context", paramLabel = "NAME", description = "The context of the kubeconfig.")
    private Optional<String> context = Optional.empty();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Where to try: best a namespace with a Deployment, of which nothing is changed.")
    private Optional<String> namespace = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "json: all findings as one list.")
    private CheckCommand.Output output = CheckCommand.Output.TEXT;

    SelftestCommand(String version, Streams streams) {
        this.version = version;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try (var cluster = Administration.of(context, TIMEOUT)) {
            return switch (cluster.get("/version")) {
                case Look.Unavailable(var why) -> unreachable(why);
                case Look.NotFound _ -> unreachable("it is no API server");
                case Look.Found _ ->
                    print(new Examination(cluster, namespace.orElseGet(cluster::namespace), Clock.systemUTC())
                            .findings(version));
            };
        }
    }

    private int unreachable(String why) {
        streams.message("podward: the cluster cannot be asked: " + why);
        return ExitCode.BAD_INPUT.code();
    }

    private int print(List<Finding> findings) {
        streams.out().print(output == CheckCommand.Output.JSON ? Table.json(findings) : Table.text(findings));
        streams.out().flush();
        if (findings.stream().anyMatch(finding -> finding.level() == Level.WRONG)) {
            return ExitCode.DENIED.code();
        }
        var complete = findings.stream().noneMatch(finding -> finding.level() == Level.UNKNOWN);
        return (complete ? ExitCode.OK : ExitCode.BAD_INPUT).code();
    }
}
