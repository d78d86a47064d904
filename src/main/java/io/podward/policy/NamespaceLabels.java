package io.podward.policy;

import java.util.Map;

/** The labels of a request's namespace. */
public sealed interface NamespaceLabels {
    /** Nobody has looked. */
    record NotAsked() implements NamespaceLabels {}

    /** These. */
    record Known(Map<String, String> labels) implements NamespaceLabels {
        public Known {
            labels = Map.copyOf(labels);
        }
    }

    /** The cluster did not say, or not in time. */
    record Unknown() implements NamespaceLabels {}
}
