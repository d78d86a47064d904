package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Hides what may be secret from whatever is recorded: the values of environment variables. */
public final class EnvironmentMask {
    /** What stands in the place of a value. */
    public static final String MASK = "***";

    /** The whole manifest once more, as text, environment and all. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private EnvironmentMask() {}

    /** A copy of a Pod, a workload, a patch, or any part of one, in which the values are masked; references to values stay. */
    public static JsonNode of(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        mask(copy);
        return copy;
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object && object.has(LAST_APPLIED)) {
            object.put(LAST_APPLIED, MASK);
        }
        for (var variable : node.path("env")) {
            if (variable instanceof ObjectNode named && named.hasNonNull("value")) {
                named.put("value", MASK);
            }
        }
        node.forEach(EnvironmentMask::mask);
    }
}
