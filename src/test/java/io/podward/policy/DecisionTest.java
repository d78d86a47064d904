package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecisionTest {
    private static final Verdict VIOLATION = new Violation(Rule.BARE_POD, new Owner.None());

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            mode,    action, denies, warns, recorded
            ENFORCE, DENY,   true,   false, true
            ENFORCE, WARN,   false,  true,  true
            ENFORCE, AUDIT,  false,  false, true
            ENFORCE, OFF,    false,  false, false
            AUDIT,   DENY,   false,  false, true
            AUDIT,   WARN,   false,  false, true
            AUDIT,   AUDIT,  false,  false, true
            AUDIT,   OFF,    false,  false, false
            """)
    void doesWhatTheModeLetsTheActionDo(Mode mode, Action action, boolean denies, boolean warns, boolean recorded) {
        var decision = Decision.of(new Policy(mode, Map.of(Rule.BARE_POD, action)), VIOLATION);
        assertThat(decision).isEqualTo(new Decision(VIOLATION, action, mode));
        assertThat(decision.denies()).isEqualTo(denies);
        assertThat(decision.warns()).isEqualTo(warns);
        assertThat(decision.recorded()).isEqualTo(recorded);
    }

    @Test
    void doesNothingAboutWhatBreaksNoRule() {
        var compliant = new Compliant(Reason.HAS_CONTROLLER);
        var decision = Decision.of(new Policy(Mode.ENFORCE, Map.of(Rule.BARE_POD, Action.DENY)), compliant);
        assertThat(decision).isEqualTo(new Decision(compliant, Action.OFF, Mode.ENFORCE));
    }

    @Test
    void aRuleWithoutAnActionIsOff() {
        assertThat(new Policy(Mode.ENFORCE, Map.of()).action(Rule.POD_EDIT)).isEqualTo(Action.OFF);
    }
}
