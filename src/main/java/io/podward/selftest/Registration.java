package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One of Podward's two configurations in a cluster.
 *
 * @param kind which one
 * @param seen the configuration
 * @param sibling the other one, which says the same of where Podward is
 * @param namespaces the labels of the namespaces that are known
 */
record Registration(Configuration kind, Seen seen, Seen sibling, Map<String, Map<String, String>> namespaces) {
    /** What is wrong with the registration, and what is right. */
    List<Finding> findings() {
        var about = kind.about(Configuration.NAME);
        return switch (seen) {
            case Seen.Absent _ ->
                List.of(Finding.wrong(
                        about,
                        "is not there: the API server does not ask Podward in the "
                                + (kind == Configuration.MUTATING ? "mutating" : "validating")
                                + " phase. Apply your installation again, or:",
                        "kubectl apply -f - <<'EOF'\n" + Yaml.write(shipped()) + "EOF"));
            case Seen.Unreadable(var why) -> List.of(Finding.unknown(about, "cannot be read: " + why));
            case Seen.Found(var tree) ->
                Expected.webhooks(kind).stream()
                        .flatMap(expected -> webhook(expected, tree).stream())
                        .toList();
        };
    }

    private List<Finding> webhook(JsonNode expected, JsonNode configuration) {
        var name = expected.path("name").asText();
        var about = kind.about(Configuration.NAME, expected);
        var webhooks = configuration.path("webhooks");
        var patch = patch(name, webhooks);
        return patch.map(found ->
                        new WebhookCheck(expected, webhooks.path(found.index()), about, found, namespaces).findings())
                .orElseGet(() -> List.of(Finding.wrong(
                        about,
                        "is not there",
                        "kubectl patch " + kind.resource() + " " + Configuration.NAME + " --type=json -p "
                                + WebhookPatch.append(located(expected)))));
    }

    private Optional<WebhookPatch> patch(String webhook, JsonNode webhooks) {
        return IntStream.range(0, webhooks.size())
                .filter(i -> webhooks.path(i).path("name").asText().equals(webhook))
                .mapToObj(i -> new WebhookPatch(kind, Configuration.NAME, i, webhook))
                .findFirst();
    }

    private JsonNode shipped() {
        ObjectNode manifest = Expected.configuration(kind).deepCopy();
        var webhooks = manifest.putArray("webhooks");
        Expected.webhooks(kind).forEach(webhook -> webhooks.add(located(webhook)));
        return manifest;
    }

    /** The webhook, called where the others are called. */
    private JsonNode located(JsonNode webhook) {
        return Stream.of(seen, sibling)
                .flatMap(there -> there.tree().path("webhooks").valueStream())
                .map(there -> there.path("clientConfig"))
                .filter(client -> client.has("service") || client.has("url"))
                .findFirst()
                .map(client -> ClientConfig.of(client).at(webhook))
                .orElse(webhook);
    }
}
