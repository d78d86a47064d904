package io.podward.policy;

import static io.podward.policy.LabelSelector.Operator.DOES_NOT_EXIST;
import static io.podward.policy.LabelSelector.Operator.EXISTS;
import static io.podward.policy.LabelSelector.Operator.IN;
import static io.podward.policy.LabelSelector.Operator.NOT_IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.LabelSelector.Operator;
import io.podward.policy.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LabelSelectorTest {
    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front");

    @ParameterizedTest
    @MethodSource
    void matches(LabelSelector selector, boolean matches) {
        assertThat(selector.matches(LABELS)).isEqualTo(matches);
    }

    static Stream<Arguments> matches() {
        return Stream.of(
                argumentSet("what demands nothing", labels(Map.of()), true),
                argumentSet("a label", labels(Map.of("app", "web")), true),
                argumentSet("a label of another value", labels(Map.of("app", "api")), false),
                argumentSet("a label that is not there", labels(Map.of("zone", "web")), false),
                argumentSet("both labels", labels(LABELS), true),
                argumentSet("one label of two", labels(Map.of("app", "web", "tier", "back")), false),
                argumentSet("In, with the value", requiring("app", IN, "api", "web"), true),
                argumentSet("In, without it", requiring("app", IN, "api"), false),
                argumentSet("In, of no label", requiring("zone", IN, "web"), false),
                argumentSet("NotIn, with the value", requiring("app", NOT_IN, "api", "web"), false),
                argumentSet("NotIn, without it", requiring("app", NOT_IN, "api"), true),
                argumentSet("NotIn, of no label", requiring("zone", NOT_IN, "web"), true),
                argumentSet("Exists", requiring("app", EXISTS), true),
                argumentSet("Exists, of no label", requiring("zone", EXISTS), false),
                argumentSet("DoesNotExist", requiring("zone", DOES_NOT_EXIST), true),
                argumentSet("DoesNotExist, of a label", requiring("app", DOES_NOT_EXIST), false),
                argumentSet("a label and a requirement", both("web", "front"), true),
                argumentSet("a label, but not the requirement", both("web", "back"), false),
                argumentSet("the requirement, but not the label", both("api", "front"), false),
                argumentSet(
                        "all requirements but one",
                        new LabelSelector(
                                Map.of(), List.of(requirement("app", EXISTS), requirement("tier", DOES_NOT_EXIST))),
                        false));
    }

    @ParameterizedTest
    @MethodSource
    void isEmptyIfItDemandsNothing(LabelSelector selector, boolean empty) {
        assertThat(selector.isEmpty()).isEqualTo(empty);
    }

    static Stream<Arguments> isEmptyIfItDemandsNothing() {
        return Stream.of(
                argumentSet("nothing", labels(Map.of()), true),
                argumentSet("a label", labels(Map.of("app", "web")), false),
                argumentSet("a requirement", requiring("app", EXISTS), false));
    }

    @ParameterizedTest
    @MethodSource
    void isSpelledAsQueriesSpellIt(LabelSelector selector, String query) {
        assertThat(selector).hasToString(query);
    }

    static Stream<Arguments> isSpelledAsQueriesSpellIt() {
        return Stream.of(
                argumentSet("labels, sorted", labels(LABELS), "app=web,tier=front"),
                argumentSet("In", requiring("app", IN, "api", "web"), "app in (api,web)"),
                argumentSet("NotIn", requiring("app", NOT_IN, "api"), "app notin (api)"),
                argumentSet("Exists", requiring("app", EXISTS), "app"),
                argumentSet("DoesNotExist", requiring("app", DOES_NOT_EXIST), "!app"),
                argumentSet("both", both("web", "front"), "app=web,tier in (front)"),
                argumentSet("nothing", labels(Map.of()), ""));
    }

    private static LabelSelector labels(Map<String, String> labels) {
        return new LabelSelector(labels, List.of());
    }

    private static LabelSelector requiring(String key, Operator operator, String... values) {
        return new LabelSelector(Map.of(), List.of(requirement(key, operator, values)));
    }

    private static LabelSelector both(String app, String tier) {
        return new LabelSelector(Map.of("app", app), List.of(requirement("tier", IN, tier)));
    }

    private static Requirement requirement(String key, Operator operator, String... values) {
        return new Requirement(key, operator, List.of(values));
    }
}
