package io.podward.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. Without a command it serves. */
@Command(
        name = "podward",
        mixinStandardHelpOptions = true,
        description = "Answers changes made to Pods with the command for what owns them.",
        synopsisSubcommandLabel = "[COMMAND]")
public final class PodwardCommand implements Callable<Integer> {
    private final ServeCommand serve;

    private PodwardCommand(ServeCommand serve) {
        this.serve = serve;
    }

    /**
     * The program, ready to execute.
     *
     * @param version for {@code --version}
     * @param server serves until it is stopped; what it returns, one line each, kept it from starting
     * @param streams where commands read and write
     */
    public static CommandLine commandLine(String version, Supplier<List<String>> server, Streams streams) {
        var serve = new ServeCommand(server, streams);
        var commandLine = new CommandLine(new PodwardCommand(serve))
                .addSubcommand(serve)
                .addSubcommand(new CheckCommand(streams))
                .addSubcommand(new ConvertCommand(streams))
                .addSubcommand(new SelftestCommand(version, streams))
                .addSubcommand(new CommandLine(new PolicyCommand())
                        .addSubcommand(new PolicyCheckCommand(streams))
                        .addSubcommand(new PolicySchemaCommand(streams)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(streams.out())
                .setErr(streams.err())
                .setExecutionExceptionHandler((failure, _, _) -> unexpected(failure, streams));
        commandLine.getCommandSpec().version("podward " + version);
        return commandLine;
    }

    // Not the usual 1, which scripts take for a denial.
    private static int unexpected(Exception failure, Streams streams) {
        streams.message("podward: unexpected error: " + failure);
        return ExitCode.BAD_INPUT.code();
    }

    @Override
    public Integer call() {
        return serve.call();
    }
}
