package io.podward.selftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.Yaml;
import io.podward.manifest.YamlDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The registration that this version ships, from the very files in {@code deploy/}. */
final class Expected {
    private Expected() {}

    /** The whole configuration. */
    static JsonNode configuration(Configuration kind) {
        return trees(kind == Configuration.MUTATING ? "mutating.yaml" : "validating.yaml")
                .findFirst()
                .orElseThrow();
    }

    /** Its webhooks. */
    static List<JsonNode> webhooks(Configuration kind) {
        return configuration(kind).path("webhooks").valueStream().toList();
    }

    private static Stream<JsonNode> trees(String file) {
        return switch (Yaml.read(text(file))) {
            case Yaml.Documents(var documents) -> documents.stream().map(YamlDocument::tree);
            case Yaml.Malformed(var _, var _, var problem) -> throw new IllegalStateException(file + ": " + problem);
        };
    }

    private static String text(String file) {
        try (var resource = Expected.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalStateException(file + " is part of the program");
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
