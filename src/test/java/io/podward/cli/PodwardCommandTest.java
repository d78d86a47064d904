package io.podward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class PodwardCommandTest {
    @Test
    void withoutACommandItServes() {
        assertThat(Run.of()).isEqualTo(new Run(1, "", "podward: no certificate\n"));
    }

    @Test
    void serveServes() {
        assertThat(Run.of("serve")).isEqualTo(new Run(1, "", "podward: no certificate\n"));
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(Run.of("--version")).isEqualTo(new Run(0, "podward 1.2.3\n", ""));
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(Run.of("--help"))
                .matches(run -> run.exitCode() == 0
                        && run.out().contains("convert")
                        && run.out().contains("serve"));
    }

    @Test
    void anUnexpectedErrorIsOneLineAndNoDenial() {
        var err = new StringWriter();
        var streams =
                new Streams(InputStream.nullInputStream(), new PrintWriter(err, true), new PrintWriter(err, true));
        Supplier<List<String>> broken = () -> {
            throw new IllegalStateException("a bug\nof two lines");
        };

        assertThat(PodwardCommand.commandLine("1.2.3", broken, streams).execute("serve"))
                .isEqualTo(2);
        assertThat(err)
                .hasToString("podward: unexpected error: java.lang.IllegalStateException: a bug\uFFFDof two lines\n");
    }

    @Test
    void anUnknownOptionIsAWrongCall() {
        assertThat(Run.of("check", "--no-such-option"))
                .matches(run -> run.exitCode() == 2 && run.out().isEmpty());
    }

    @Test
    void anUnknownCommandIsAWrongCall() {
        assertThat(Run.of("delete"))
                .matches(run -> run.exitCode() == 2
                        && run.out().isEmpty()
                        && run.err().startsWith("Unmatched argument at index 0: 'delete'"));
    }
}
