package io.podward.cluster;

import io.podward.certificates.Registered;
import io.podward.certificates.SecretContent;
import java.util.List;
import java.util.Optional;

/** What a look at the {@link CertificateObjects} brought. */
public final class CertificateLook {
    private final Optional<SecretObject> secret;
    private final List<Configuration> configurations;
    private final boolean complete;
    private final List<String> problems;

    CertificateLook(
            Optional<SecretObject> secret,
            List<Configuration> configurations,
            boolean complete,
            List<String> problems) {
        this.secret = secret;
        this.configurations = List.copyOf(configurations);
        this.complete = complete;
        this.problems = List.copyOf(problems);
    }

    /** A configuration that was found. */
    record Configuration(ApiObject place, WebhookConfigurationObject object) {}

    /** What the Secret holds; empty if it could not be read. */
    public Optional<SecretContent> secret() {
        return secret.map(SecretObject::content);
    }

    /** All webhooks that were found. */
    public List<Registered.Webhook> webhooks() {
        return configurations.stream()
                .flatMap(configuration -> configuration.object().webhooks().stream())
                .toList();
    }

    /** Whether there are no others. */
    public boolean complete() {
        return complete;
    }

    /** What could not be read, and why, one line each. */
    public List<String> problems() {
        return problems;
    }

    Optional<SecretObject> object() {
        return secret;
    }

    List<Configuration> configurations() {
        return configurations;
    }
}
