package io.podward.e2e;

import io.podward.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What kubectl must print in one test, to read and to review. */
record GoldenFile(Path file) {
    /** The characters that Kubernetes makes random names of: no vowels, so that no words come out. */
    private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";

    private static final Pattern HASH = Pattern.compile("-" + RANDOM + "{8,10}\\b");
    private static final Pattern ID = Pattern.compile("-" + RANDOM + "{5}\\b");
    private static final Pattern EDITED = Pattern.compile("\\S*/kubectl-edit-\\d+\\.yaml");

    /** A file by the name of a test: {@code deniesARun()} is {@code denies-a-run.txt}. */
    static String fileName(String displayName) {
        return displayName
                        .replaceAll("\\(.*\\)$", "")
                        .replaceAll("(?=[A-Z])(?<=[A-Za-z0-9])", "-")
                        .replaceAll("[^A-Za-z0-9]+", "-")
                        .toLowerCase(Locale.ROOT)
                + ".txt";
    }

    /** Compares what was typed and what came back. */
    void matches(Outcome outcome) {
        matches(outcome.transcript());
    }

    /** Compares a text. */
    void matches(String text) {
        try {
            Golden.assertMatches(file, normalised(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text without what is another one in each run: the names that are generated. */
    static String normalised(String text) {
        // First: a number may happen to have none but the digits of a hash.
        var files = EDITED.matcher(text).replaceAll("/tmp/kubectl-edit-<number>.yaml");
        return ID.matcher(HASH.matcher(files).replaceAll("-<hash>")).replaceAll("-<id>");
    }
}
