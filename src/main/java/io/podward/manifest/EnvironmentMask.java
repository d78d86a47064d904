package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.function.BiPredicate;

/**
 * Hides the values of environment variables. In the place of a value stands what no JSON and no YAML parser takes, so that a
 * masked manifest or patch that is pasted is refused as a whole.
 */
public final class EnvironmentMask {
    /** What stands in the place of a value, without quotes. */
    public static final String MASK = "***";

    /** The whole manifest once more, as text, environment and all. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private static final JsonNode MASKED = JsonNodeFactory.instance.rawValueNode(new RawValue(MASK));

    private EnvironmentMask() {}

    /**
     * A copy of a Pod, a workload, a patch, or any part of one, in which all values are masked, for what is recorded. References
     * to values stay.
     */
    public static JsonNode of(JsonNode tree) {
        return masked(tree, (_, _) -> true);
    }

    /** The same, in which only the values are masked that look like credentials, for the user. */
    public static JsonNode ofCredentials(JsonNode tree) {
        return masked(tree, Credentials::include);
    }

    /**
     * Whether {@link #ofCredentials} masks a variable.
     *
     * @param name its name
     * @param value its value
     */
    public static boolean hides(String name, String value) {
        return Credentials.include(name, value);
    }

    private static JsonNode masked(JsonNode tree, BiPredicate<String, String> hidden) {
        JsonNode copy = tree.deepCopy();
        mask(copy, hidden);
        return copy;
    }

    private static void mask(JsonNode node, BiPredicate<String, String> hidden) {
        if (node instanceof ObjectNode object && object.has(LAST_APPLIED)) {
            object.set(LAST_APPLIED, MASKED);
        }
        for (var variable : node.path("env")) {
            if (variable instanceof ObjectNode named
                    && named.hasNonNull("value")
                    && hidden.test(
                            named.path("name").asText(), named.path("value").asText())) {
                named.set("value", MASKED);
            }
        }
        node.forEach(child -> mask(child, hidden));
    }
}
