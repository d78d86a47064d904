package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Lists as findings print them. */
final class Texts {
    /** Enough for somebody to see what is meant. */
    private static final int MOST = 5;

    private Texts() {}

    /** The texts of a list. */
    static List<String> of(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    /** The first few of these, and how many more there are. */
    static String few(Collection<String> names) {
        var shown = names.stream().limit(MOST).collect(Collectors.joining(", "));
        return names.size() <= MOST ? shown : shown + " and " + (names.size() - MOST) + " more";
    }
}
