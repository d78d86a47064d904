package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Phase;
import java.util.Locale;

/** The two kinds of webhook configurations. */
public enum Configuration {
    MUTATING("MutatingWebhookConfiguration", Phase.MUTATE),
    VALIDATING("ValidatingWebhookConfiguration", Phase.VALIDATE);

    /** The name of both of Podward's. */
    public static final String NAME = "podward";

    private final String kind;
    private final Phase phase;

    Configuration(String kind, Phase phase) {
        this.kind = kind;
        this.phase = phase;
    }

    /** The kind, as manifests spell it. */
    String kind() {
        return kind;
    }

    /** The kind, as paths and kubectl spell it, without the plural's s. */
    public String resource() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** The phase in which the API server asks. */
    Phase phase() {
        return phase;
    }

    /** A webhook of a configuration, as findings name it. */
    String about(String configuration, JsonNode webhook) {
        return about(configuration) + ", webhook " + webhook.path("name").asText();
    }

    String about(String configuration) {
        return kind + " " + configuration;
    }
}
