package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of policies, metrics and audit annotations. */
final class SpellingTest {
    @Test
    void wordsAreNeverRenamed() {
        assertThat(labels(Action.values(), Action::label)).containsExactly("off", "audit", "warn", "deny");
        assertThat(labels(Mode.values(), Mode::label)).containsExactly("audit", "enforce");
        assertThat(labels(Phase.values(), Phase::label)).containsExactly("mutate", "validate");
        assertThat(labels(NamespaceLabelUse.values(), NamespaceLabelUse::label))
                .containsExactly("any", "tighten", "ignore");
        assertThat(labels(Requester.Kind.values(), Requester.Kind::label))
                .containsExactly("trusted", "program", "person");
        assertThat(labels(Reason.values(), Reason::label))
                .containsExactly(
                        "not-guarded",
                        "trusted-requester",
                        "terminating",
                        "no-effective-change",
                        "metadata-only",
                        "has-controller",
                        "no-controller",
                        "owner-gone",
                        "program-at-work",
                        "deletion",
                        "owner-unknown");
    }

    @ParameterizedTest
    @EnumSource
    void anActionIsReadAsItIsSpelled(Action action) {
        assertThat(Action.of(action.label())).contains(action);
    }

    @ParameterizedTest
    @EnumSource
    void aModeIsReadAsItIsSpelled(Mode mode) {
        assertThat(Mode.of(mode.label())).contains(mode);
    }

    @ParameterizedTest
    @EnumSource
    void aUseOfLabelsIsReadAsItIsSpelled(NamespaceLabelUse use) {
        assertThat(NamespaceLabelUse.of(use.label())).contains(use);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DENY", "Enforce", "denied", "true"})
    void anyOtherWordMeansNothing(String word) {
        assertThat(Action.of(word)).isEmpty();
        assertThat(Mode.of(word)).isEmpty();
        assertThat(NamespaceLabelUse.of(word)).isEmpty();
    }

    private static <T> List<String> labels(T[] values, Function<T, String> label) {
        return Arrays.stream(values).map(label).toList();
    }
}
