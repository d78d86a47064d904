package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.CompactJson;
import io.podward.manifest.Yaml;
import java.util.Optional;

/**
 * What to type, ready to paste, but for environment values that look like credentials; and the same without any environment
 * values, for what is recorded. Where a value is left out, what stands there makes the shell or kubectl refuse the command.
 */
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

    /** What stands in the command for a value that looks like a credential; empty if there is none. */
    Optional<String> standIn();

    /**
     * A command of one line.
     *
     * @param text the command
     * @param recorded the command with masked values
     * @param standIn what stands in the text for a credential
     */
    record Line(String text, String recorded, Optional<String> standIn) implements Command {
        /** What is cut says so, in a way that no shell takes: half a command is another command. */
        public Line {
            recorded = recorded.length() <= LONGEST_LINE ? recorded : recorded.substring(0, LONGEST_LINE) + "… (cut)";
        }

        @Override
        public String block() {
            return "  " + text;
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
     * @param tree the manifest with masked credentials
     * @param masked the manifest with masked values
     * @param standIn what stands in the manifest for a credential
     */
    record WithManifest(String kubectl, JsonNode tree, JsonNode masked, Optional<String> standIn) implements Command {
        @Override
        public String block() {
            return "\n" + kubectl + " <<'EOF'\n" + Yaml.write(tree) + "EOF";
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
