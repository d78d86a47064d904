package io.podward.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The webhooks that the API server is told about, as {@code deploy/base} has them. */
enum RegisteredWebhooks {
    MUTATING("mutating", "pods.podward.io"),
    VALIDATING("validating", "pods.podward.io"),
    DELETIONS("validating", "deletions.podward.io"),
    NAMESPACES("validating", "namespaces.podward.io");

    private final String configuration;
    private final String webhook;

    RegisteredWebhooks(String configuration, String webhook) {
        this.configuration = configuration;
        this.webhook = webhook;
    }

    /** A field of the webhook. */
    JsonNode field(String name) {
        return webhooksOf(configuration)
                .filter(candidate -> candidate.path("name").asText().equals(webhook))
                .findFirst()
                .orElseThrow()
                .path(name);
    }

    /** The names of its match conditions. */
    List<String> conditions() {
        return field("matchConditions")
                .valueStream()
                .map(condition -> condition.path("name").asText())
                .toList();
    }

    /** The expression of the match condition of that name. */
    String condition(String name) {
        return field("matchConditions")
                .valueStream()
                .filter(condition -> condition.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("expression")
                .asText();
    }

    /** What it asks about, one line for each operation on each resource: {@code UPDATE pods/resize}. */
    List<String> rules() {
        return field("rules")
                .valueStream()
                .flatMap(rule -> rule.path("operations")
                        .valueStream()
                        .flatMap(operation -> rule.path("resources")
                                .valueStream()
                                .map(resource -> "%s %s %s"
                                        .formatted(
                                                operation.asText(),
                                                String.join("/", texts(rule, "apiGroups"), texts(rule, "apiVersions")),
                                                resource.asText()))))
                .sorted()
                .toList();
    }

    /** The names of all webhooks of a configuration, {@code mutating} or {@code validating}. */
    static List<String> names(String configuration) {
        return webhooksOf(configuration)
                .map(webhook -> webhook.path("name").asText())
                .toList();
    }

    private static String texts(JsonNode rule, String field) {
        return String.join(
                "+", rule.path(field).valueStream().map(JsonNode::asText).toList());
    }

    private static Stream<JsonNode> webhooksOf(String configuration) {
        var file = Path.of("deploy/base/webhooks", configuration + ".yaml");
        try {
            JsonNode tree = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(file)));
            return tree.path("webhooks").valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
