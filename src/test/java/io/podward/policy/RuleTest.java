package io.podward.policy;

import static io.podward.policy.Action.DENY;
import static io.podward.policy.Action.OFF;
import static io.podward.policy.Action.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is public about the rules: whoever changes a row breaks policies, dashboards and alerts. */
final class RuleTest {
    @ParameterizedTest
    @MethodSource("rules")
    void isKnownByItsId(Rule rule, String id, Action byDefault, Action strictest) {
        assertThat(Rule.of(id)).contains(rule);
        assertThat(rule.id()).isEqualTo(id);
        assertThat(rule.byDefault()).isEqualTo(byDefault);
        assertThat(rule.strictest()).isEqualTo(strictest);
    }

    @Test
    void noRuleIsLeftOut() {
        assertThat(rules().map(row -> row.get()[0])).containsExactlyElementsOf(Arrays.asList(Rule.values()));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments(Rule.FORGED_OWNER, "forged-owner", DENY, DENY),
                arguments(Rule.POD_ADOPTION, "pod-adoption", DENY, DENY),
                arguments(Rule.POD_DETACH, "pod-detach", WARN, DENY),
                arguments(Rule.POD_EDIT, "pod-edit", DENY, DENY),
                arguments(Rule.POD_LABEL, "pod-label", WARN, DENY),
                arguments(Rule.WORKLOAD_EDIT, "workload-edit", DENY, DENY),
                arguments(Rule.POD_DEBUG, "pod-debug", WARN, DENY),
                arguments(Rule.BARE_POD, "bare-pod", DENY, DENY),
                arguments(Rule.POD_DELETE, "pod-delete", OFF, WARN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BARE_POD", "Bare-Pod", "bare-pods", "bare_pod"})
    void noOtherSpellingIsKnown(String id) {
        assertThat(Rule.of(id)).isEmpty();
    }
}
