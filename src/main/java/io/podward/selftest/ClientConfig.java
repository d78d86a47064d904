package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/**
 * How the API server reaches Podward: the {@code clientConfig} of a webhook.
 *
 * @param tree the field
 */
public record ClientConfig(JsonNode tree) {
    private static final URI NOWHERE = URI.create("https://invalid/");

    static ClientConfig of(JsonNode tree) {
        return new ClientConfig(tree);
    }

    boolean isService() {
        return tree.has("service");
    }

    String namespace() {
        return tree.path("service").path("namespace").asText();
    }

    String service() {
        return tree.path("service").path("name").asText();
    }

    /** The path that is called. */
    String path() {
        return isService() ? tree.path("service").path("path").asText("/") : url().getPath();
    }

    /** The name that the certificate must have. */
    public String host() {
        return isService() ? service() + "." + namespace() + ".svc" : url().getHost();
    }

    /** The port that is called. */
    public int port() {
        return isService() ? tree.path("service").path("port").asInt(443) : url().getPort() < 0 ? 443 : url().getPort();
    }

    /** The trusted CAs, in PEM and base64. */
    String caBundle() {
        return tree.path("caBundle").asText("");
    }

    /** The shipped webhook with this instead of its own, but for the path. */
    JsonNode at(JsonNode webhook) {
        ObjectNode copy = webhook.deepCopy();
        ObjectNode client = tree.deepCopy();
        var path = new ClientConfig(webhook.path("clientConfig")).path();
        if (isService()) {
            client.withObject("/service").put("path", path);
        } else {
            client.put("url", url().resolve(path).toString());
        }
        copy.set("clientConfig", client);
        return copy;
    }

    /** The API server takes names that Java does not take for names. */
    private URI url() {
        try {
            var url = URI.create(tree.path("url").asText());
            return url.getHost() == null ? NOWHERE : url;
        } catch (IllegalArgumentException _) {
            return NOWHERE;
        }
    }
}
