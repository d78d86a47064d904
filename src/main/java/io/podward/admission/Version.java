package io.podward.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What this build calls itself. */
public final class Version {
    private static final String CURRENT = read();

    private Version() {}

    /** The version, one word. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (var resource = Version.class.getResourceAsStream("/io/podward/version.txt")) {
            return resource == null ? "unknown" : new String(resource.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the version is part of the program", e);
        }
    }
}
