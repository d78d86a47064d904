package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadlineTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource({
        "3s, PT2S, the limit is shorter than what is left",
        "2s, PT1.5S, what is left is shorter than the limit",
        "600ms, PT0.1S, hardly anything is left",
        "500ms, PT0S, nothing is left",
        "1ms, PT0S, less than nothing",
        "30s, PT2S, the longest there is",
        "soon, PT2S, no duration"
    })
    void leavesTimeForTheAnswer(String asked, Duration left, String why) {
        assertThat(Deadline.forLookup(Optional.of(asked), LIMIT)).as(why).isEqualTo(left);
    }

    @Test
    void isTheLimitWhereTheApiServerSetsNone() {
        assertThat(Deadline.forLookup(Optional.empty(), LIMIT)).isEqualTo(LIMIT);
    }
}
