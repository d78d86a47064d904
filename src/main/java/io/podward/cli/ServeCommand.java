package io.podward.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code podward serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Answers the API server over HTTPS until it is told to stop. Its settings are environment variables.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"1:it could not start"})
final class ServeCommand implements Callable<Integer> {
    private final Supplier<List<String>> server;
    private final Streams streams;

    /**
     * The command.
     *
     * @param server serves until it is stopped; what it returns keeps it from starting
     * @param streams where that is printed
     */
    ServeCommand(Supplier<List<String>> server, Streams streams) {
        this.server = server;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        var problems = server.get();
        problems.forEach(problem -> streams.message("podward: " + problem));
        return problems.isEmpty() ? 0 : 1;
    }
}
