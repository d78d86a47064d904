package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** {@code plane.sh} for the plane in a folder. */
record PlaneScript(Path folder) {
    private static final Path SCRIPT = Path.of("src/e2e/plane/plane.sh").toAbsolutePath();

    /** Runs a command of the script, and waits for it to succeed. */
    void runs(Map<String, String> environment, String... words) {
        var command = Stream.of(Stream.of(SCRIPT.toString()), Stream.of(words), Stream.of("--dir", folder.toString()))
                .flatMap(part -> part)
                .toList();
        var script = new ProcessBuilder(command).redirectErrorStream(true);
        // The settings of whoever runs the tests are not under test.
        script.environment().keySet().removeIf(name -> name.startsWith("PODWARD_") && !name.equals("PODWARD_KUBECTL"));
        script.environment().putAll(environment);
        try {
            var process = script.start();
            process.getOutputStream().close();
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                // Shown as it comes: the first run on a machine builds Kubernetes.
                var lines = output.lines().peek(System.out::println).toList();
                assertThat(process.waitFor())
                        .as("%s:\n%s", String.join(" ", command), String.join("\n", lines))
                        .isZero();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
