package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that only tests need, through {@code tool.sh}. */
record Tool(Path program) {
    private static final Path SCRIPT = Path.of("src/e2e/tools/tool.sh").toAbsolutePath();

    /** The program of that name; built, if this machine has not got it. */
    static Tool named(String name) {
        try {
            var process = new ProcessBuilder(SCRIPT.toString(), name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                var path = output.readLine();
                assertThat(process.waitFor()).as("%s %s", SCRIPT, name).isZero();
                return new Tool(Path.of(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public String toString() {
        return "'" + program + "'";
    }
}
