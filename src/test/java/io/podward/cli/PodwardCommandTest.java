package io.podward.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    void anUnknownCommandIsAWrongCall() {
        assertThat(Run.of("delete"))
                .matches(run -> run.exitCode() == 2
                        && run.out().isEmpty()
                        && run.err().startsWith("Unmatched argument at index 0: 'delete'"));
    }
}
