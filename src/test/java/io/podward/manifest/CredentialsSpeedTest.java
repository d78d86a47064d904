package io.podward.manifest;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class of its own, because mutation testing leaves it out: it takes its time, and says nothing of what is decided. */
final class CredentialsSpeedTest {
    @ParameterizedTest
    @MethodSource
    void takesNoLongerThanAValueIsLong(String part) {
        var value = part.repeat(200_000 / part.length());

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> Credentials.include(value, value));
    }

    static Stream<String> takesNoLongerThanAValueIsLong() {
        return Stream.of(
                "a",
                "://a:",
                "eyJ",
                "eyJ-",
                "$(a",
                "a:",
                "Password   ",
                "/a.",
                "-----BEGIN ",
                "ghp_",
                "bearer ",
                "0",
                "_");
    }
}
