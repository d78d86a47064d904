package io.podward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the program, and what came of it. */
record Run(int exitCode, String out, String err) {
    /** What keeps the server of these runs from starting. */
    static final String PROBLEM = "no certificate";

    static Run of(String... arguments) {
        return withInput("", arguments);
    }

    static Run withInput(String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var streams = new Streams(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        var exitCode = PodwardCommand.commandLine("1.2.3", () -> List.of(PROBLEM), streams)
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
