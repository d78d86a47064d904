package io.podward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that people read are kept in files, so that a change of one is seen in a review. {@code make test MVN='mvn
 * -Dgolden.update=true'} writes them anew.
 */
public final class Golden {
    private Golden() {}

    /** Holds the text against the file. */
    public static void assertMatches(Path file, String text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).as("the text in %s", file).isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }
}
