package io.podward.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The cases are folders in {@code src/test/resources/convert}: a Pod, and either what is printed for it or what is wrong with it. */
final class ConvertCommandTest {
    private static final Path CASES = Path.of("src/test/resources/convert");

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, labels: {app: web}}
            spec: {containers: [{name: web, image: nginx}]}
            """;

    @ParameterizedTest
    @MethodSource("cases")
    void aPodIsConvertedAsItsCaseSays(Path folder) throws IOException {
        var expected = folder.resolve("expected.yaml");
        var problems = folder.resolve("problems.txt");

        var run = Run.of("convert", "-f", folder.resolve("pod.yaml").toString());

        assertThat(run)
                .isEqualTo(
                        Files.exists(expected)
                                ? new Run(0, Files.readString(expected), "")
                                : new Run(2, "", Files.readString(problems).replaceAll("(?m)^", folder + "/")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noFileOfACaseIsUnused(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .isIn(Set.of("pod.yaml", "expected.yaml"), Set.of("pod.yaml", "problems.txt"));
        }
    }

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @Test
    void standardInputIsAFileToo() {
        assertThat(Run.withInput(POD.replace("web", "input"), "convert", "-f", "-"))
                .matches(run -> run.exitCode() == 0 && run.out().contains("name: input\n"));
    }

    @Test
    void linesOfStandardInputAreNamed() {
        assertThat(Run.withInput("kind: Service\n", "convert", "-f", "-"))
                .isEqualTo(new Run(2, "", "standard input:1: kind: expected Pod, found Service\n"));
    }

    @Test
    void severalFilesAreConvertedInOrder(@TempDir Path folder) throws IOException {
        var first = Files.writeString(folder.resolve("first.yaml"), POD.replace("web", "first"));
        var second = Files.writeString(folder.resolve("second.json"), """
                {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "second"},
                 "spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "busybox"}]}}
                """);

        var run = Run.of("convert", "-f", first.toString(), "--filename", second.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().filter(line -> line.matches("---|kind: .*|  name: .*")))
                .containsExactly("kind: Deployment", "  name: first", "---", "kind: Job", "  name: second");
    }

    @Test
    void nothingIsPrintedWhenAnyFileIsBad(@TempDir Path folder) throws IOException {
        var good = Files.writeString(folder.resolve("good.yaml"), POD).toString();
        var binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff})
                .toString();
        var missing = folder.resolve("missing.yaml").toString();

        assertThat(Run.of("convert", "-f", good, "-f", missing, "-f", binary, "-f", folder.toString()))
                .isEqualTo(new Run(
                        2,
                        "",
                        missing + ": no such file\n" + binary + ": is not UTF-8\n" + folder
                                + ": is a folder; name the files in it\n"));
    }

    @Test
    void aMessageHoldsNothingThatATerminalObeys() {
        assertThat(Run.withInput("a: *b\u202e\n", "convert", "-f", "-").err()).doesNotContainPattern("[\\p{C}&&[^\n]]");
    }

    @Test
    void aFileIsRequired() {
        assertThat(Run.of("convert"))
                .matches(run -> run.exitCode() == 2
                        && run.out().isEmpty()
                        && run.err().startsWith("Missing required option: '--filename=FILE'"));
    }
}
