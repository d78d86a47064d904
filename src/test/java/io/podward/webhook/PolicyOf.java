package io.podward.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Active policies for tests, on 2026-11-22. */
final class PolicyOf {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T23:59:59Z"), ZoneOffset.UTC);

    private PolicyOf() {}

    static ActivePolicy nothing() {
        return new ActivePolicy(settings(Optional.empty()), CLOCK);
    }

    static ActivePolicy file(Path file) {
        return file(file, CLOCK);
    }

    static ActivePolicy file(Path file, Clock clock) {
        return new ActivePolicy(settings(Optional.of(file)), clock);
    }

    /** Writes a policy of these fields into the folder's {@code policy.yaml}. */
    static Path write(Path folder, String fields) throws IOException {
        return Files.writeString(
                folder.resolve("policy.yaml"), "apiVersion: podward.io/v1\nkind: Policy\n" + fields + "\n");
    }

    static Settings settings(Optional<Path> policy) {
        return new Settings(
                policy,
                true,
                Optional.empty(),
                new TlsSettings(new TlsSettings.Source.SelfManaged(), Optional.empty()),
                Duration.ofSeconds(2),
                1);
    }
}
