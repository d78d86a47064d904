package io.podward.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.certificates.Registered;
import io.podward.certificates.TrustBundle;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A validating or mutating webhook configuration as the API server has it.
 *
 * @param tree all of it, so that nothing but a {@code caBundle} is ever changed
 */
record WebhookConfigurationObject(ObjectNode tree) {
    private static final String WEBHOOKS = "webhooks";
    private static final String CLIENT_CONFIG = "clientConfig";
    private static final String CA_BUNDLE = "caBundle";

    List<Registered.Webhook> webhooks() {
        return tree.path(WEBHOOKS)
                .valueStream()
                .map(webhook -> webhook.path(CLIENT_CONFIG))
                .map(client -> new Registered.Webhook(names(client), bundle(client)))
                .toList();
    }

    /** The same with other bundles; empty if they are the same. */
    Optional<ObjectNode> with(UnaryOperator<TrustBundle> bundles) {
        var changed = tree.deepCopy();
        for (var webhook : changed.path(WEBHOOKS)) {
            var before = bundle(webhook.path(CLIENT_CONFIG));
            var after = bundles.apply(before);
            if (!after.isSameAs(before) && webhook.path(CLIENT_CONFIG) instanceof ObjectNode client) {
                client.put(
                        CA_BUNDLE,
                        Base64.getEncoder().encodeToString(after.text().getBytes(UTF_8)));
            }
        }
        return changed.equals(tree) ? Optional.empty() : Optional.of(changed);
    }

    /** By which the API server calls: a Service by its short name, whatever the cluster's domain is. */
    private static List<String> names(JsonNode client) {
        var service = client.path("service");
        if (service.isObject()) {
            var name = service.path("name").asText() + "."
                    + service.path("namespace").asText() + ".svc";
            return List.of(name, name + ".cluster.local");
        }
        return host(client.path("url").asText()).map(List::of).orElse(List.of());
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).map(host -> host.replaceAll("[\\[\\]]", ""));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static TrustBundle bundle(JsonNode client) {
        return TrustBundle.read(
                new String(Base64.getMimeDecoder().decode(client.path(CA_BUNDLE).asText()), UTF_8));
    }
}
