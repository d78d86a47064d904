package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.LabelSelector;
import io.podward.policy.LabelSelector.Operator;
import io.podward.policy.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads labels and label selectors. */
public final class LabelSelectors {
    /** As {@code LabelSelectorOperator}, apimachinery {@code meta/v1}, spells them. */
    private static final Map<String, Operator> OPERATORS = Map.of(
            "In", Operator.IN,
            "NotIn", Operator.NOT_IN,
            "Exists", Operator.EXISTS,
            "DoesNotExist", Operator.DOES_NOT_EXIST);

    private LabelSelectors() {}

    /**
     * The selector by which a workload finds its Pods; empty if it has none, or one that is not understood.
     *
     * @param workload of any kind that has {@code spec.selector}
     */
    public static Optional<LabelSelector> of(Workload workload) {
        var selector = workload.spec().path("selector");
        if (workload.ref().is("", "ReplicationController")) {
            return Optional.of(new LabelSelector(labels(selector), List.of())).filter(found -> !found.isEmpty());
        }
        return read(selector);
    }

    /** A selector with {@code matchLabels} and {@code matchExpressions}; empty if it selects nothing or is not understood. */
    public static Optional<LabelSelector> read(JsonNode selector) {
        var requirements = new ArrayList<Requirement>();
        for (var expression : selector.path("matchExpressions")) {
            var operator = Optional.ofNullable(
                    OPERATORS.get(expression.path("operator").asText()));
            if (operator.isEmpty()) {
                return Optional.empty();
            }
            var values = expression
                    .path("values")
                    .valueStream()
                    .map(value -> value.asText())
                    .toList();
            requirements.add(new Requirement(expression.path("key").asText(), operator.get(), values));
        }
        return Optional.of(new LabelSelector(labels(selector.path("matchLabels")), requirements))
                .filter(found -> !found.isEmpty());
    }

    /** The operators, as Kubernetes spells them, sorted. */
    public static List<String> operators() {
        return OPERATORS.keySet().stream().sorted().toList();
    }

    /** A map of labels. */
    public static Map<String, String> labels(JsonNode map) {
        var labels = new TreeMap<String, String>();
        map.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
