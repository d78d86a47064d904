package io.podward.selftest;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What Podward says of a request on demand.
 *
 * @param words by their names
 */
record Said(Map<String, String> words) {
    private static final String MARK = "podward.io/explain: ";

    Said {
        words = Map.copyOf(words);
    }

    /** What a warning says; empty if it says something else. */
    static Optional<Said> of(String warning) {
        return Optional.of(warning)
                .filter(text -> text.startsWith(MARK))
                .map(text ->
                        new Said(Arrays.stream(text.substring(MARK.length()).split(" ", -1))
                                .map(word -> word.split("=", 2))
                                .filter(word -> word.length == 2)
                                .collect(toMap(word -> word[0], word -> word[1], (first, _) -> first))));
    }

    /** A word; empty if it is not there. */
    String word(String name) {
        return words.getOrDefault(name, "");
    }

    /** Whether the request ends with this. */
    boolean denies() {
        return word("action").equals("deny")
                && word("mode").equals("enforce")
                && word("reason").isEmpty();
    }

    /** What is done about the rule, for people. */
    String shown() {
        return switch (word("action")) {
            case "" ->
                word("exemption").isEmpty()
                        ? "no rule is broken (" + word("reason") + ")"
                        : "exempt by " + word("exemption");
            case "off" -> "off";
            default -> word("action") + (word("mode").equals("audit") ? ", which audit mode only records" : "");
        };
    }
}
