package io.podward.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/** What a look at an object, or at a list of objects, brought. */
public sealed interface Look {
    /** The object or list. */
    record Found(JsonNode tree) implements Look {}

    /** The cluster answered, and has no such object. */
    record NotFound() implements Look {}

    /** There is no telling, and why: on one line, safe to print. */
    record Unavailable(String why) implements Look {}
}
