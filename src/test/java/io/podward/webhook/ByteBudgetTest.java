package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(10);

    @Test
    void givesNoMoreThanThereIs() {
        assertThat(budget.take(4)).isTrue();
        assertThat(budget.take(6)).isTrue();
        assertThat(budget.take(1)).isFalse();
    }

    @Test
    void takesNothingFromWhomItRefuses() {
        assertThat(budget.take(4)).isTrue();
        assertThat(budget.take(7)).isFalse();
        assertThat(budget.take(6)).isTrue();
    }

    @Test
    void hasAgainWhatWasGivenBack() {
        assertThat(budget.take(9)).isTrue();
        budget.giveBack(9);
        assertThat(budget.take(10)).isTrue();
    }

    @Test
    void refusesNobodyWhoIsAlone() {
        assertThat(budget.take(11)).isTrue();
        assertThat(budget.take(1)).isFalse();
        budget.giveBack(11);
        assertThat(budget.take(11)).isTrue();
    }
}
