package io.podward.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
    private static final List<String> RULES = List.of("bare-pod", "pod-edit", "pod-label", "off", "forged-owner");

    @ParameterizedTest
    @CsvSource({
        "bare-pod, bare-pod",
        "bare-pods, bare-pod",
        "bare_pod, bare-pod",
        "BarePod, bare-pod",
        "bear-pod, bare-pod",
        "podedit, pod-edit",
        "fof, off",
        "of, off",
        "forged-owners, forged-owner"
    })
    void findsTheWordThatWasMeant(String written, String meant) {
        assertThat(Spelling.nearest(written, RULES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"owner", "on-", "''", "everything"})
    void findsNothingFarAway(String written) {
        assertThat(Spelling.nearest(written, RULES)).isEqualTo(Optional.empty());
    }

    @Test
    void aTextOfAnyLengthIsNoTrouble() {
        assertThat(Spelling.nearest("a".repeat(10_000_000), RULES)).isEmpty();
    }

    @Test
    void listsTheWordsWhenNoneIsNear() {
        assertThat(Spelling.hint("x", List.of("user", "group"))).isEqualTo("there are user, group");
        assertThat(Spelling.hint("x", List.of("labels"))).isEqualTo("there is labels");
    }
}
