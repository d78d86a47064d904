package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NamespaceOverridesTest {
    @ParameterizedTest
    @MethodSource
    void areReadFromTheLabels(Map<String, String> labels, NamespaceOverrides overrides) {
        assertThat(NamespaceOverrides.of(labels)).isEqualTo(overrides);
    }

    static Stream<Arguments> areReadFromTheLabels() {
        return Stream.of(
                argumentSet("no labels", Map.of(), NamespaceOverrides.NONE),
                argumentSet(
                        "labels of others",
                        Map.of("team", "a", "pod-security.kubernetes.io/enforce", "restricted", "podward", "off"),
                        NamespaceOverrides.NONE),
                argumentSet(
                        "rules and mode",
                        Map.of(
                                "podward.io/bare-pod", "deny",
                                "podward.io/pod-label", "off",
                                "podward.io/mode", "enforce"),
                        new NamespaceOverrides(
                                Map.of(Rule.BARE_POD, Action.DENY, Rule.POD_LABEL, Action.OFF),
                                Optional.of(Mode.ENFORCE),
                                List.of())),
                argumentSet(
                        "the most that a rule allows",
                        Map.of("podward.io/pod-delete", "warn"),
                        new NamespaceOverrides(Map.of(Rule.POD_DELETE, Action.WARN), Optional.empty(), List.of())),
                argumentSet(
                        "more than a rule allows",
                        Map.of("podward.io/pod-delete", "deny"),
                        misunderstood("podward.io/pod-delete=deny")),
                argumentSet(
                        "an action that there is not",
                        Map.of("podward.io/bare-pod", "forbid"),
                        misunderstood("podward.io/bare-pod=forbid")),
                argumentSet(
                        "a rule that there is not",
                        Map.of("podward.io/naked-pod", "deny"),
                        misunderstood("podward.io/naked-pod=deny")),
                argumentSet(
                        "a mode that there is not",
                        Map.of("podward.io/mode", "warn"),
                        misunderstood("podward.io/mode=warn")),
                argumentSet("an empty value", Map.of("podward.io/bare-pod", ""), misunderstood("podward.io/bare-pod=")),
                argumentSet(
                        "what means something beside what does not, sorted",
                        Map.of(
                                "podward.io/pod-label", "Warn",
                                "podward.io/bare-pod", "DENY",
                                "podward.io/pod-edit", "warn",
                                "podward.io/mode", "audit"),
                        new NamespaceOverrides(
                                Map.of(Rule.POD_EDIT, Action.WARN),
                                Optional.of(Mode.AUDIT),
                                List.of("podward.io/bare-pod=DENY", "podward.io/pod-label=Warn"))));
    }

    private static NamespaceOverrides misunderstood(String label) {
        return new NamespaceOverrides(Map.of(), Optional.empty(), List.of(label));
    }
}
