package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Action;
import io.podward.policy.Mode;
import io.podward.policy.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers values, and what is wrong with others. */
final class PolicyReader {
    private final List<FieldProblem> problems = new ArrayList<>();

    PolicyManifest read(JsonNode tree) {
        oneOf(FieldPath.of("apiVersion"), tree.path("apiVersion"), List.of("podward.io/v1"), v -> v);
        oneOf(FieldPath.of("kind"), tree.path("kind"), List.of("Policy"), v -> v);
        strangers(FieldPath.ROOT, tree, Set.of("apiVersion", "kind", "metadata", "mode", "rules"));
        var mode = tree.has("mode")
                ? oneOf(FieldPath.of("mode"), tree.path("mode"), List.of(Mode.values()), Mode::label)
                : Optional.<Mode>empty();
        var actions = actions(tree.path("rules"));
        return problems.isEmpty() ? new PolicyManifest.Loaded(mode, actions) : new PolicyManifest.Invalid(problems);
    }

    private Map<Rule, Action> actions(JsonNode rules) {
        var at = FieldPath.of("rules");
        strangers(at, rules, Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.toSet()));
        var actions = new EnumMap<Rule, Action>(Rule.class);
        for (var rule : Rule.values()) {
            if (rules.has(rule.id())) {
                oneOf(at.field(rule.id()), rules.path(rule.id()), List.of(Action.values()), Action::label)
                        .ifPresent(action -> actions.put(rule, action));
            }
        }
        return actions;
    }

    private <T> Optional<T> oneOf(FieldPath at, JsonNode found, List<T> allowed, Function<T, String> label) {
        // An off without quotes is a boolean in YAML 1.1, and is meant as the word.
        var text = found.isBoolean() && !found.asBoolean() ? Action.OFF.label() : found.asText();
        var value = allowed.stream()
                .filter(candidate -> label.apply(candidate).equals(text))
                .findFirst();
        if (value.isEmpty()) {
            problems.add(new FieldProblem(
                    at,
                    "expected " + allowed.stream().map(label).collect(Collectors.joining(", ")) + "; found "
                            + (found.isMissingNode() ? "nothing" : CompactJson.of(found))));
        }
        return value;
    }

    private void strangers(FieldPath at, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                problems.add(new FieldProblem(
                        at.field(field),
                        "there is no such field; there are "
                                + known.stream().sorted().collect(Collectors.joining(", "))));
            }
        });
    }
}
