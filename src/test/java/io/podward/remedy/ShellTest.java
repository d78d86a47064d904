package io.podward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "registry.example.com/blog-api:v2",
                "two words",
                "it's",
                "'",
                "''; rm -rf $HOME #",
                "$(id)",
                "`id`",
                "a\\b",
                "\"quoted\"",
                "!history",
                "*",
                "~",
                "#no-comment",
                "=ls",
                "&& false",
                "Grüße"
            })
    void aWordArrivesAsItWas(String text) throws IOException {
        var shell = new ProcessBuilder("sh", "-c", "printf %s " + Shell.word(text)).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"blog=registry.example.com/blog-api:v2", "--requests=cpu=1,memory=1Gi", "deployment/web", "a@sha256:0"})
    void quotesNothingWithoutNeed(String text) {
        assertThat(Shell.word(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void whatIsLeftOutMakesAShellRefuseTheCommand(String shell) throws IOException, InterruptedException {
        var process = new ProcessBuilder(shell, "-c", "printf ran A=" + Shell.unset("A"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isNotZero();
    }

    @Test
    void printsNothingThatATerminalObeys() {
        assertThat(Shell.word("a\u001b[31m\n\u009b\u202eb")).isEqualTo("'a\uFFFD[31m\uFFFD\uFFFD\uFFFDb'");
    }
}
