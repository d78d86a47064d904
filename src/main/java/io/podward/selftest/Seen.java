package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a look at an object, or at a list, brought. */
public sealed interface Seen {
    /** The object or list. */
    record Found(JsonNode tree) implements Seen {}

    /** It is not there. */
    record Absent() implements Seen {}

    /** There is no telling, and why. */
    record Unreadable(String why) implements Seen {}

    /** The object or list; a missing node if there is none to be seen. */
    default JsonNode tree() {
        return switch (this) {
            case Found(var tree) -> tree;
            case Absent _, Unreadable _ -> JsonNodeFactory.instance.missingNode();
        };
    }
}
