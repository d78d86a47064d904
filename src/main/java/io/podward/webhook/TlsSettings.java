package io.podward.webhook;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the server shows itself to the API server, and whom it answers.
 *
 * @param source where its certificate is from
 * @param client whom it answers; without, whoever can reach it
 */
record TlsSettings(Source source, Optional<Client> client) {
    /** The files, if it is from files. */
    Optional<Source.Files> files() {
        return switch (source) {
            case Source.Files files -> Optional.of(files);
            case Source.SelfManaged _ -> Optional.empty();
        };
    }

    /** Where the certificate is from. */
    sealed interface Source {
        /** Two files that somebody else writes: a person, or cert-manager. */
        record Files(Path certificate, Path key) implements Source {}

        /** Podward makes it, and keeps it in a Secret. */
        record SelfManaged() implements Source {}
    }

    /**
     * The one client that is answered.
     *
     * @param authority the PEM file of the CA of its certificate
     * @param name a DNS name of its certificate, or else the common name
     */
    record Client(Path authority, String name) {}
}
