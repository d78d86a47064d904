package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.CompactJson;
import java.util.Optional;

/** What to type, ready to paste; and the same with masked environment values, for what is recorded. */
public sealed interface Command {
    /**
     * The most characters that a warning or a record spends on a command. The API server passes on 4096 characters of warnings a
     * request whole, and cuts each to 256 beyond that: a command that is cut is worse than none.
     */
    int LONGEST_LINE = 3000;

    /** The command as it stands in a denial, without a line break at its end. */
    String block();

    /** The command on one line; empty if it would be too long for that. */
    Optional<String> line();

    /** The command on one line as logs, audit annotations and causes hold it. */
    String recorded();

    /**
     * A command of one line.
     *
     * @param text the command
     * @param recorded the command with masked values
     */
    record Line(String text, String recorded) implements Command {
        @Override
        public String block() {
            return "  " + text;
        }

        /** A record is read, not pasted: where it is cut, it says so. */
        public Line {
            recorded = recorded.length() <= LONGEST_LINE ? recorded : recorded.substring(0, LONGEST_LINE) + "…";
        }

        @Override
        public Optional<String> line() {
            return Optional.of(text).filter(line -> line.length() <= LONGEST_LINE);
        }
    }

    /**
     * A command that reads a manifest.
     *
     * @param kubectl the command without its input, which is {@code -f -}
     * @param yaml the manifest as text for people, ending in a line break
     * @param tree the same manifest
     * @param masked the same with masked values
     */
    record WithManifest(String kubectl, String yaml, JsonNode tree, JsonNode masked) implements Command {
        @Override
        public String block() {
            return "\n" + kubectl + " <<'EOF'\n" + yaml + "EOF";
        }

        @Override
        public Optional<String> line() {
            return Optional.of(piped(tree)).filter(text -> text.length() <= LONGEST_LINE);
        }

        @Override
        public String recorded() {
            var text = piped(masked);
            return text.length() <= LONGEST_LINE ? text : kubectl;
        }

        private String piped(JsonNode manifest) {
            // Not echo: some shells' echo obeys backslashes.
            return "printf %s " + Shell.word(CompactJson.of(manifest)) + " | " + kubectl;
        }
    }
}
