package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Test;

final class CannotStartTest {
    @Test
    void isAllThatNeedsToBeSaid() {
        var failure = new IllegalStateException("Failed to start", new CannotStart("the kubeconfig cannot be used"));
        assertThat(CannotStart.why(failure)).isEqualTo("the kubeconfig cannot be used");
    }

    @Test
    void leavesTheWordToTheCausesOfAnyOtherFailure() {
        var failure = new IllegalStateException("Failed to start", new BindException("Address\n\u202ein use"));
        assertThat(CannotStart.why(failure)).isEqualTo("Failed to start: Address\uFFFD\uFFFDin use");
    }
}
