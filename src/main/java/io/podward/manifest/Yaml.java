package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** YAML, read as kubectl reads it. JSON is YAML. */
public sealed interface Yaml {
    /** What the text holds; documents that are empty, or comments alone, are left out. */
    record Documents(List<YamlDocument> documents) implements Yaml {
        public Documents {
            documents = List.copyOf(documents);
        }
    }

    /**
     * A text that is no YAML, or says what JSON cannot.
     *
     * @param line where, from 1
     * @param column where in the line, from 1
     * @param problem what is wrong; it may quote the text
     */
    record Malformed(int line, int column, String problem) implements Yaml {}

    /** Far above what the API server takes, and far below what a heap does not. */
    int LONGEST_TEXT = 64 * 1024 * 1024;

    /** Reads all documents of a text. */
    static Yaml read(String text) {
        try {
            return documents(text);
        } catch (MarkedYAMLException e) {
            var mark = Objects.requireNonNullElse(e.getProblemMark(), e.getContextMark());
            return new Malformed(mark.getLine() + 1, mark.getColumn() + 1, String.valueOf(e.getProblem()));
        } catch (ReaderException e) {
            return unreadable(text, e.getPosition());
        } catch (YAMLException e) {
            return new Malformed(1, 1, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes an object in the manner of kubectl, ending in a line break. Safe to print, and safe in a here-document: every line but
     * those of the object's own fields is indented.
     */
    static String write(JsonNode object) {
        return YamlWriter.write(object);
    }

    /** A text as one YAML word on one line, safe to print: plain where that is unambiguous, else quoted and escaped. */
    static String word(String text) {
        return YamlString.inline(text);
    }

    private static Yaml documents(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_TEXT);
        var parser = new ParserImpl(new StreamReader(text), options);
        var composer = new Composer(parser, new YamlScalars.Unresolved(), options);
        var documents = new ArrayList<YamlDocument>();
        while (composer.checkNode()) {
            var root = composer.getNode();
            var values = new YamlValues();
            var tree = values.value(root);
            if (values.problem().isPresent()) {
                return values.problem().get();
            }
            if (!tree.isNull()) {
                documents.add(new YamlDocument(tree, root));
            }
        }
        return new Documents(documents);
    }

    private static Malformed unreadable(String text, int position) {
        var before = text.codePoints().limit(position).toArray();
        var line = 1;
        var column = 1;
        for (var c : before) {
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
        }
        return new Malformed(line, column, "a control character, which YAML allows only as an escape in double quotes");
    }
}
