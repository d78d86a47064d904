package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.NamespaceChange.Ineffective;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NamespaceChangeTest {
    private static final Map<Rule, Action> PEOPLE =
            Map.of(Rule.BARE_POD, Action.WARN, Rule.POD_EDIT, Action.DENY, Rule.POD_LABEL, Action.AUDIT);
    private static final Map<String, String> NO_LABELS = Map.of("team", "shop");
    private static final NamespaceChange NOTHING = new NamespaceChange(List.of(), List.of(), Map.of());

    @ParameterizedTest
    @MethodSource
    void tellsWhatAChangeMeans(
            Mode mode,
            NamespaceLabelUse use,
            Map<String, String> before,
            Map<String, String> after,
            NamespaceChange change) {
        var policy = new Policy(mode, PEOPLE, Map.of(), use, 3600, "", List.of(), Optional.empty());
        assertThat(NamespaceChange.of(policy, before, after)).isEqualTo(change);
    }

    static Stream<Arguments> tellsWhatAChangeMeans() {
        return Stream.of(
                row("nothing of Podward's", Mode.ENFORCE, NO_LABELS, Map.of("team", "bank"), NOTHING),
                row(
                        "a stricter rule",
                        Mode.ENFORCE,
                        NO_LABELS,
                        label("bare-pod", "deny"),
                        now(Rule.BARE_POD, Action.DENY)),
                row(
                        "a rule that was off",
                        Mode.ENFORCE,
                        NO_LABELS,
                        label("pod-delete", "warn"),
                        now(Rule.POD_DELETE, Action.WARN)),
                row("a rule that was off is recorded", Mode.ENFORCE, NO_LABELS, label("pod-delete", "audit"), NOTHING),
                row(
                        "a stricter rule that is only recorded still",
                        Mode.AUDIT,
                        NO_LABELS,
                        label("bare-pod", "deny"),
                        NOTHING),
                row("what the policy says already", Mode.ENFORCE, NO_LABELS, label("bare-pod", "warn"), NOTHING),
                row(
                        "what was there already",
                        Mode.ENFORCE,
                        label("bare-pod", "deny"),
                        label("bare-pod", "deny"),
                        NOTHING),
                row("back to the policy", Mode.ENFORCE, label("bare-pod", "deny"), NO_LABELS, NOTHING),
                row(
                        "the mode: what is only recorded elsewhere",
                        Mode.AUDIT,
                        NO_LABELS,
                        label("mode", "enforce"),
                        new NamespaceChange(
                                List.of(), List.of(), Map.of(Rule.BARE_POD, Action.WARN, Rule.POD_EDIT, Action.DENY))),
                row(
                        "the mode where a rule is stricter",
                        Mode.AUDIT,
                        label("pod-label", "deny"),
                        Map.of("podward.io/pod-label", "deny", "podward.io/mode", "enforce"),
                        new NamespaceChange(
                                List.of(),
                                List.of(),
                                Map.of(
                                        Rule.BARE_POD,
                                        Action.WARN,
                                        Rule.POD_EDIT,
                                        Action.DENY,
                                        Rule.POD_LABEL,
                                        Action.DENY))),
                row(
                        "a milder rule",
                        Mode.ENFORCE,
                        NO_LABELS,
                        label("pod-edit", "off"),
                        ineffective("pod-edit=off", "deny")),
                row(
                        "a milder mode",
                        Mode.ENFORCE,
                        NO_LABELS,
                        label("mode", "audit"),
                        ineffective("mode=audit", "enforce")),
                row(
                        "a milder rule that was there already",
                        Mode.ENFORCE,
                        label("pod-edit", "off"),
                        label("pod-edit", "off"),
                        NOTHING),
                row(
                        "a milder rule where labels may do anything",
                        Mode.ENFORCE,
                        NamespaceLabelUse.ANY,
                        NO_LABELS,
                        label("pod-edit", "off"),
                        NOTHING),
                row(
                        "from milder to the policy, where labels may do anything",
                        Mode.ENFORCE,
                        NamespaceLabelUse.ANY,
                        label("pod-edit", "off"),
                        NO_LABELS,
                        now(Rule.POD_EDIT, Action.DENY)),
                row(
                        "a stricter rule where labels may do nothing",
                        Mode.ENFORCE,
                        NamespaceLabelUse.IGNORE,
                        NO_LABELS,
                        label("bare-pod", "deny"),
                        ineffective("bare-pod=deny", "warn")),
                row(
                        "a rule that there is not",
                        Mode.ENFORCE,
                        NO_LABELS,
                        label("bare-pods", "deny"),
                        misunderstood("bare-pods=deny")),
                row(
                        "an action that there is not",
                        Mode.ENFORCE,
                        NO_LABELS,
                        label("bare-pod", "no"),
                        misunderstood("bare-pod=no")),
                row(
                        "an action too strict for its rule",
                        Mode.ENFORCE,
                        NO_LABELS,
                        label("pod-delete", "deny"),
                        misunderstood("pod-delete=deny")),
                row(
                        "a mistake that was there already",
                        Mode.ENFORCE,
                        label("bare-pod", "no"),
                        label("bare-pod", "no"),
                        NOTHING));
    }

    private static Arguments row(
            String name, Mode mode, Map<String, String> before, Map<String, String> after, NamespaceChange change) {
        return row(name, mode, NamespaceLabelUse.TIGHTEN, before, after, change);
    }

    private static Arguments row(
            String name,
            Mode mode,
            NamespaceLabelUse use,
            Map<String, String> before,
            Map<String, String> after,
            NamespaceChange change) {
        return argumentSet(name, mode, use, before, after, change);
    }

    private static Map<String, String> label(String name, String value) {
        return Map.of("podward.io/" + name, value);
    }

    private static NamespaceChange now(Rule rule, Action action) {
        return new NamespaceChange(List.of(), List.of(), Map.of(rule, action));
    }

    private static NamespaceChange ineffective(String label, String inForce) {
        return new NamespaceChange(List.of(), List.of(new Ineffective("podward.io/" + label, inForce)), Map.of());
    }

    private static NamespaceChange misunderstood(String label) {
        return new NamespaceChange(List.of("podward.io/" + label), List.of(), Map.of());
    }
}
