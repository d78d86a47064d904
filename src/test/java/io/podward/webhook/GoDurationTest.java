package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "10s, PT10S",
        "1m0s, PT1M",
        "1.5s, PT1.5S",
        ".5s, PT0.5S",
        "2.s, PT2S",
        "500ms, PT0.5S",
        "1h2m3s4ms5us6ns, PT1H2M3.004005006S",
        "7µs, PT0.000007S",
        "0s, PT0S"
    })
    void readsWhatGoWrites(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "s",
                "-1s",
                "+1s",
                "1 s",
                " 1s",
                "1s ",
                "1d",
                ".s",
                "1e3s",
                "PT1S",
                "9999999999s",
                "1s\n",
                "999999999h"
            })
    void takesNothingElse(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }
}
