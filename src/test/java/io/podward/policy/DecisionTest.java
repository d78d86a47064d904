package io.podward.policy;

import static io.podward.policy.Action.AUDIT;
import static io.podward.policy.Action.DENY;
import static io.podward.policy.Action.OFF;
import static io.podward.policy.Action.WARN;
import static io.podward.policy.DecisionTest.Done.NOTHING;
import static io.podward.policy.DecisionTest.Done.RECORDED;
import static io.podward.policy.DecisionTest.Done.REFUSED;
import static io.podward.policy.DecisionTest.Done.WARNED;
import static io.podward.policy.Mode.ENFORCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.podward.policy.Verdict.Violation;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DecisionTest {
    private static final Verdict VERDICT = new Violation(Rule.BARE_POD, new Owner.None());

    /** Each includes the one before it, save that whoever is denied is not warned. */
    enum Done {
        NOTHING,
        RECORDED,
        WARNED,
        REFUSED
    }

    @ParameterizedTest
    @MethodSource
    void does(Action action, Mode mode, boolean breaksGlass, Done done) {
        var decision = new Decision(VERDICT, action, mode, breaksGlass);
        assertThat(decision.recorded()).isEqualTo(done != NOTHING);
        assertThat(decision.warns()).isEqualTo(done == WARNED);
        assertThat(decision.denies()).isEqualTo(done == REFUSED);
    }

    static Stream<Arguments> does() {
        return Stream.of(
                arguments(OFF, ENFORCE, false, NOTHING),
                arguments(AUDIT, ENFORCE, false, RECORDED),
                arguments(WARN, ENFORCE, false, WARNED),
                arguments(DENY, ENFORCE, false, REFUSED),
                arguments(OFF, ENFORCE, true, NOTHING),
                arguments(AUDIT, ENFORCE, true, RECORDED),
                arguments(WARN, ENFORCE, true, WARNED),
                arguments(DENY, ENFORCE, true, WARNED),
                arguments(OFF, Mode.AUDIT, false, NOTHING),
                arguments(AUDIT, Mode.AUDIT, false, RECORDED),
                arguments(WARN, Mode.AUDIT, false, RECORDED),
                arguments(DENY, Mode.AUDIT, false, RECORDED),
                arguments(OFF, Mode.AUDIT, true, NOTHING),
                arguments(AUDIT, Mode.AUDIT, true, RECORDED),
                arguments(WARN, Mode.AUDIT, true, RECORDED),
                arguments(DENY, Mode.AUDIT, true, RECORDED));
    }
}
