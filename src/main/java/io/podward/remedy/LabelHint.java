package io.podward.remedy;

import io.podward.manifest.Spelling;
import io.podward.policy.Action;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceOverrides;
import io.podward.policy.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What somebody may have meant with a label of a namespace that means nothing. */
final class LabelHint {
    private static final String MODE = NamespaceOverrides.MODE.substring(NamespaceOverrides.PREFIX.length());

    private LabelHint() {}

    /**
     * The hint, as the second half of a sentence.
     *
     * @param label as {@code key=value}
     */
    static String of(String label) {
        var equals = label.indexOf('=');
        var name = label.substring(NamespaceOverrides.PREFIX.length(), equals);
        var value = label.substring(equals + 1);
        if (name.equals(MODE)) {
            return value(value, Arrays.stream(Mode.values()).map(Mode::label).toList());
        }
        return Rule.of(name).map(rule -> value(value, actions(rule))).orElseGet(() -> key(name));
    }

    private static String value(String value, List<String> known) {
        return Spelling.nearest(value, known)
                .map(word -> "did you mean " + word + "?")
                .orElseGet(() -> "its value can be " + String.join(", ", known) + ".");
    }

    private static String key(String name) {
        var known = Stream.concat(Stream.of(MODE), Arrays.stream(Rule.values()).map(Rule::id))
                .toList();
        return Spelling.nearest(name, known)
                .map(word -> "did you mean " + NamespaceOverrides.PREFIX + word + "?")
                .orElseGet(() -> "after the slash there can be " + String.join(", ", known) + ".");
    }

    private static List<String> actions(Rule rule) {
        return rule.actions().stream().map(Action::label).toList();
    }
}
