package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "ci, ci, true",
        "ci, ci-2, false",
        "ci, my-ci, false",
        "ci, CI, false",
        "ci-*, ci-, true",
        "ci-*, ci-7/runner, true",
        "ci-*, ci, false",
        "*-ci, team-ci, true",
        "team-*-ci, team-a-b-ci, true",
        "team-*-ci, team-ci, false",
        "a*a, a, false",
        "*b*a*b, babb, true",
        "*ab*ab, ab, false",
        "*a**b*, -a-b-, true",
        "*b*a*, ab, false",
        "*, anything, true",
        "a.c, abc, false",
        "a?, ab, false",
        "'', a, false",
        "*, '', true",
        "'', '', true"
    })
    void matches(String pattern, String name, boolean matches) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\Eany.*\\Q", "[a-z]+", "(", "a\nb"})
    void everythingButTheStarStandsForItself(String text) {
        assertThat(new Glob(text).matches(text)).isTrue();
        assertThat(new Glob(text).matches("any")).isFalse();
    }

    /** The last letter decides, and fits nowhere: tried against each other, the stars would outlive the test. */
    @Test
    void manyStarsCostNoMoreThanFew() {
        assertThat(new Glob("*a".repeat(100) + "!").matches("a".repeat(1000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc:a\nb", "oidc:\r\n", "oidc:\u2028"})
    void aStarStandsForAnyCharacter(String name) {
        assertThat(new Glob("oidc:*").matches(name)).isTrue();
    }
}
