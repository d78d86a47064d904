package io.podward;

import io.podward.admission.Version;
import io.podward.cli.PodwardCommand;
import io.podward.cli.Streams;
import io.podward.webhook.Server;
import io.quarkus.runtime.annotations.QuarkusMain;

/** One program: the server and the offline commands. */
@QuarkusMain
public final class Podward {
    private Podward() {}

    /** Only {@code serve} starts Quarkus: the offline commands are to answer at once. */
    public static void main(String... arguments) {
        System.exit(PodwardCommand.commandLine(Version.current(), Server::serve, Streams.standard())
                .execute(arguments));
    }
}
