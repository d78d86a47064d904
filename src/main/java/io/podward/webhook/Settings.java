package io.podward.webhook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator can set. README.md has the keys.
 *
 * @param policy the policy file; without one, the rules have their defaults, in audit mode
 * @param allowOnError whether a request is allowed when answering it fails unexpectedly
 * @param clusterFolder a folder of manifests to take for the cluster, instead of a live one
 * @param tls the certificate, and who is answered
 * @param lookupTimeout the most that all look-ups for one request may take together
 * @param lookupsAtOnce the most requests whose look-ups run at the same time
 */
record Settings(
        Optional<Path> policy,
        boolean allowOnError,
        Optional<Path> clusterFolder,
        TlsSettings tls,
        Duration lookupTimeout,
        int lookupsAtOnce) {

    /** What reading the settings brought. */
    sealed interface Reading {
        /** All of them make sense. */
        record Valid(Settings settings) implements Reading {}

        /** Some do not; one line each. */
        record Invalid(List<String> problems) implements Reading {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }
}
