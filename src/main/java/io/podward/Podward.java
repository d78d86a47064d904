package io.podward;

import io.podward.cli.PodwardCommand;
import io.podward.cli.Streams;
import io.podward.webhook.Server;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One program: the server and the offline commands. */
@QuarkusMain
public final class Podward {
    private Podward() {}

    /** Only {@code serve} starts Quarkus: the offline commands are to answer at once. */
    public static void main(String... arguments) {
        System.exit(PodwardCommand.commandLine(version(), Server::serve, Streams.standard())
                .execute(arguments));
    }

    private static String version() {
        try (var resource = Podward.class.getResourceAsStream("version.txt")) {
            return resource == null
                    ? "of unknown version"
                    : new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the version is part of the program", e);
        }
    }
}
