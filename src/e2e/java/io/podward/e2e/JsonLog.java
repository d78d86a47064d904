package io.podward.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A log with a JSON object on each line that counts. */
record JsonLog(Path file) {
    /** The lines with this text in them; it saves the reading of all others. */
    List<JsonNode> linesWith(String text) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("{") && line.endsWith("}") && line.contains(text))
                    .map(Json::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
