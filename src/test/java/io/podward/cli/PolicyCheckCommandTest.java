package io.podward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podward.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are folders in {@code src/test/resources/policy}: a policy, and what is said of it. */
final class PolicyCheckCommandTest {
    private static final Path CASES = Path.of("src/test/resources/policy");
    private static final String GOOD = "nothing-but-what-is-required";
    private static final String BAD = "a-deletion-is-never-denied";

    @ParameterizedTest
    @MethodSource("cases")
    void aPolicyIsJudgedAsItsCaseSays(Path folder) throws IOException {
        var run = Run.of("policy", "check", folder.resolve("policy.yaml").toString());

        assertThat(run.exitCode()).isEqualTo(run.err().isEmpty() ? 0 : 2);
        Golden.assertMatches(
                folder.resolve("expected.txt"), (run.out() + run.err()).replaceAll("(?m)^" + folder + "/", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noFileOfACaseIsUnused(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .isEqualTo(Set.of("policy.yaml", "expected.txt"));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingThatATerminalObeysIsPrinted(Path folder) {
        var run = Run.of("policy", "check", folder.resolve("policy.yaml").toString());
        assertThat(run.out() + run.err()).doesNotContainPattern("[\\p{C}&&[^\n]]");
    }

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @Test
    void aFileIsNotReadBeyondWhatAConfigMapCanHold(@TempDir Path folder) throws IOException {
        var file = folder.resolve("policy.yaml");
        var fits = "apiVersion: podward.io/v1\nkind: Policy\nmode: audit\n#";

        Files.writeString(file, fits + " ".repeat(1024 * 1024 - fits.length()));
        assertThat(Run.of("policy", "check", file.toString()).exitCode()).isZero();

        Files.writeString(file, fits + " ".repeat(1024 * 1024 - fits.length() + 1));
        assertThat(Run.of("policy", "check", file.toString()))
                .matches(r -> r.exitCode() == 2 && r.err().equals(file + ": is larger than 1 MiB\n"));
    }

    @Test
    void everyFileIsJudged() {
        var run = Run.of("policy", "check", policy(BAD), policy(GOOD), "no-such-file.yaml");
        assertThat(run)
                .matches(r -> r.exitCode() == 2
                        && r.out().startsWith(policy(GOOD) + ": valid: ")
                        && r.err().startsWith(policy(BAD) + ":3: rules.pod-delete: ")
                        && r.err().endsWith("no-such-file.yaml: no such file\n"));
    }

    @Test
    void standardInputIsAFileToo() throws IOException {
        var run = Run.withInput(Files.readString(Path.of(policy(BAD))), "policy", "check", "-");
        assertThat(run.err()).startsWith("standard input:3: ");
        assertThat(Run.withInput(Files.readString(Path.of(policy(GOOD))), "policy", "check", "-")
                        .exitCode())
                .isZero();
    }

    @Test
    void aFileIsRequired() {
        assertThat(Run.of("policy", "check").exitCode()).isEqualTo(2);
    }

    @Test
    void itsCommandsAreNamed() {
        assertThat(Run.of("policy", "--help").out()).contains("check", "schema");
        assertThat(Run.of("policy").exitCode()).isEqualTo(2);
    }

    private static String policy(String folder) {
        return CASES.resolve(folder).resolve("policy.yaml").toString();
    }
}
