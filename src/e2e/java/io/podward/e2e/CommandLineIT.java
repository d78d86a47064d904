package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code target/podward} as a user calls it, whichever build it is: what is printed is what the tests of the code print. */
final class CommandLineIT {
    private static final String REVIEWS = "src/test/resources/reviews";

    @ParameterizedTest
    @CsvSource({
        "enforce, --mode=enforce, 1",
        "audit, --mode=audit, 0",
        "strict, --policy=src/test/resources/check/strict.yaml, 1"
    })
    void everyRecordedReviewIsAnswered(String expected, String option, int exitCode) throws IOException {
        assertThat(podward("check", "--cluster", REVIEWS + "/cluster", option, REVIEWS))
                .isEqualTo(new Run(exitCode, text(Path.of("src/test/resources/check", expected + ".txt"))));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void aPodIsConverted(Path folder) throws IOException {
        var expected = folder.resolve("expected.yaml");
        assertThat(podward("convert", "-f", folder.resolve("pod.yaml").toString()))
                .isEqualTo(
                        Files.exists(expected)
                                ? new Run(0, text(expected))
                                : new Run(2, within(folder, text(folder.resolve("problems.txt")))));
    }

    static Stream<Path> conversions() throws IOException {
        return folders("src/test/resources/convert");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aPolicyIsJudged(Path folder) throws IOException {
        var run = podward("policy", "check", folder.resolve("policy.yaml").toString());
        assertThat(run.output().replaceAll("(?m)^" + folder + "/", "")).isEqualTo(text(folder.resolve("expected.txt")));
        assertThat(run.exitCode()).isEqualTo(run.output().contains(": valid: ") ? 0 : 2);
    }

    static Stream<Path> policies() throws IOException {
        return folders("src/test/resources/policy");
    }

    @Test
    void theSchemaIsTheOneThatShips() throws IOException {
        assertThat(podward("policy", "schema")).isEqualTo(new Run(0, text(Path.of("deploy/policy.schema.json"))));
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        assertThat(podward("--version")).matches(run -> run.output().matches("podward [0-9]\\S+\n"));
    }

    @ParameterizedTest
    @CsvSource({"--help", "serve --help", "check --help", "convert --help", "policy --help", "policy check --help"})
    void everyCommandHasHelp(String command) throws IOException {
        assertThat(podward(command.split(" ")))
                .matches(run -> run.exitCode() == 0 && run.output().contains("Usage: podward"));
    }

    @Test
    void aSettingThatMakesNoSenseKeepsTheServerFromStarting() throws IOException {
        assertThat(podward("serve").output())
                .startsWith("podward: podward.tls.certificate (in the environment PODWARD_TLS_CERTIFICATE): ");
    }

    private static String within(Path folder, String problems) {
        return problems.replaceAll("(?m)^", folder + "/");
    }

    private static Stream<Path> folders(String parent) throws IOException {
        try (var folders = Files.list(Path.of(parent))) {
            return folders.sorted().toList().stream();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    /** One run of the program, and what came of it. */
    private record Run(int exitCode, String output) {}

    private static Run podward(String... arguments) throws IOException {
        var command =
                Stream.concat(Stream.of("target/podward"), Stream.of(arguments)).toList();
        var program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().keySet().removeIf(name -> name.startsWith("PODWARD_"));
        // Whatever the locale, Kubernetes' texts are UTF-8.
        program.environment().put("LC_ALL", "C");
        var process = program.start();
        process.getOutputStream().close();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
