package io.podward.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the labels of a namespace say about the rules in it: {@code podward.io/<rule>: <action>} and {@code
 * podward.io/mode: <mode>}. They are about people; only the mode is for programs too.
 *
 * @param actions the action of each rule that a label names
 * @param mode the mode, if a label says one
 * @param misunderstood the labels that mean nothing, as {@code key=value}, sorted
 */
public record NamespaceOverrides(Map<Rule, Action> actions, Optional<Mode> mode, List<String> misunderstood) {
    /** What all these labels begin with. */
    public static final String PREFIX = "podward.io/";

    /** No labels that say anything. */
    public static final NamespaceOverrides NONE = new NamespaceOverrides(Map.of(), Optional.empty(), List.of());

    /** The label for the mode. */
    public static final String MODE = PREFIX + "mode";

    public NamespaceOverrides {
        actions = Map.copyOf(actions);
        misunderstood = List.copyOf(misunderstood);
    }

    /** Reads the labels of a namespace. A value that means nothing changes nothing. */
    public static NamespaceOverrides of(Map<String, String> labels) {
        var rest = new TreeMap<>(labels);
        rest.keySet().removeIf(key -> !key.startsWith(PREFIX));
        var mode = Optional.ofNullable(rest.get(MODE)).flatMap(Mode::of);
        mode.ifPresent(_ -> rest.remove(MODE));
        var actions = new EnumMap<Rule, Action>(Rule.class);
        for (var rule : Rule.values()) {
            Optional.ofNullable(rest.get(PREFIX + rule.id()))
                    .flatMap(Action::of)
                    .filter(rule.actions()::contains)
                    .ifPresent(action -> actions.put(rule, action));
        }
        actions.keySet().forEach(rule -> rest.remove(PREFIX + rule.id()));
        var misunderstood = rest.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
        return new NamespaceOverrides(actions, mode, misunderstood);
    }
}
