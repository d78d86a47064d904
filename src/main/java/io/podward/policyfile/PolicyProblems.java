package io.podward.policyfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.FieldPath;
import io.podward.manifest.FieldProblem;
import io.podward.manifest.Spelling;
import io.podward.manifest.Yaml;
import java.util.List;
import java.util.Optional;

/** The words for what is wrong with a value of a policy. */
final class PolicyProblems {
    /** Enough to know one's own text again. */
    private static final int LONGEST_QUOTE = 60;

    private static final int LONGEST_CHOICE = 4;

    private PolicyProblems() {}

    /** A value that should be something else. */
    static FieldProblem unexpected(FieldPath at, String expected, JsonNode found) {
        return new FieldProblem(at, "expected " + expected + "; found " + called(found));
    }

    /** A value that should be one of a few words. */
    static FieldProblem among(FieldPath at, List<String> words, JsonNode found, String because) {
        var nearest = found.isTextual() ? Spelling.nearest(found.asText(), words) : Optional.<String>empty();
        if (nearest.isEmpty()) {
            var end = because.isEmpty() ? "" : ": " + because;
            return new FieldProblem(at, "expected " + or(words) + "; found " + called(found) + end);
        }
        // The whole list would only hide the word that was meant.
        var expected = words.size() > LONGEST_CHOICE ? "" : "expected " + or(words) + "; ";
        return new FieldProblem(at, expected + "found " + called(found) + ", did you mean " + nearest.get() + "?");
    }

    private static String or(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static String called(JsonNode found) {
        return switch (found.getNodeType()) {
            case ARRAY -> found.isEmpty() ? "an empty list" : "a list";
            case OBJECT -> found.isEmpty() ? "an empty object" : "an object";
            case STRING -> quoted(found.asText());
            case NUMBER -> "the number " + found.asText();
            case BOOLEAN -> "the boolean " + found.asText();
            case NULL, MISSING, BINARY, POJO -> "nothing";
        };
    }

    private static String quoted(String text) {
        return Yaml.word(text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text);
    }
}
