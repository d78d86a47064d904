package io.podward.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A label selector ({@code LabelSelector}, apimachinery {@code meta/v1}).
 *
 * @param matchLabels labels that must have these values
 * @param matchExpressions what else must hold
 */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {
    public LabelSelector {
        matchLabels = Map.copyOf(matchLabels);
        matchExpressions = List.copyOf(matchExpressions);
    }

    /** How a label is compared. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    /**
     * What must hold of one label.
     *
     * @param key the label
     * @param operator how it is compared
     * @param values with what; empty for an operator that compares with nothing
     */
    public record Requirement(String key, Operator operator, List<String> values) {
        public Requirement {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return switch (operator) {
                case IN -> key + " in (" + String.join(",", values) + ")";
                case NOT_IN -> key + " notin (" + String.join(",", values) + ")";
                case EXISTS -> key;
                case DOES_NOT_EXIST -> "!" + key;
            };
        }

        private boolean holds(Map<String, String> labels) {
            return switch (operator) {
                case IN -> labels.containsKey(key) && values.contains(labels.get(key));
                // As in Kubernetes, a label that is not there is in no list.
                case NOT_IN -> !labels.containsKey(key) || !values.contains(labels.get(key));
                case EXISTS -> labels.containsKey(key);
                case DOES_NOT_EXIST -> !labels.containsKey(key);
            };
        }
    }

    /** The selector as queries spell it ({@code labels.Parse}, apimachinery): {@code app=web,!pod-template-hash}. */
    @Override
    public String toString() {
        var equal = matchLabels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(String::valueOf);
        return Stream.concat(equal, matchExpressions.stream().map(Requirement::toString))
                .collect(Collectors.joining(","));
    }

    /** Whether the selector demands nothing, and so matches everything. */
    public boolean isEmpty() {
        return matchLabels.isEmpty() && matchExpressions.isEmpty();
    }

    /** Whether labels match. */
    public boolean matches(Map<String, String> labels) {
        return labels.entrySet().containsAll(matchLabels.entrySet())
                && matchExpressions.stream().allMatch(requirement -> requirement.holds(labels));
    }
}
