package io.podward.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.podward.certificates.Kept;
import io.podward.certificates.SecretContent;
import io.podward.cluster.CertificateLook.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Secret that holds the certificates, and the two webhook configurations that the API server trusts them by. They are only
 * ever changed, never created: what is not there, somebody has taken away.
 */
public final class CertificateObjects {
    /** What everything of Podward is called. */
    private static final String PODWARD = "podward";

    private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1";
    private static final Resource SECRETS = new Resource("/api/v1", "secrets", true);
    private static final List<Resource> CONFIGURATIONS = List.of(
            new Resource(ADMISSION, "mutatingwebhookconfigurations", false),
            new Resource(ADMISSION, "validatingwebhookconfigurations", false));

    private final ApiServer api;
    private final ApiObject secret;
    private final List<ApiObject> configurations;

    /**
     * Those of the cluster that the client is configured for.
     *
     * @param namespace in which Podward runs
     * @param timeout the most that one call may take
     */
    public CertificateObjects(KubernetesClient client, String namespace, Duration timeout) {
        this.api = new ApiServer(client, timeout);
        this.secret = new ApiObject(SECRETS, namespace, "podward-certificates");
        this.configurations = CONFIGURATIONS.stream()
                .map(resource -> new ApiObject(resource, "", PODWARD))
                .toList();
    }

    /** What became of a change. */
    public sealed interface Change {
        /** What was changed. */
        String what();

        /** It was made. */
        record Made(String what) implements Change {}

        /** It was not, and why. Somebody else may have been faster, which is no trouble. */
        record Refused(String what, String why, boolean outdated) implements Change {}
    }

    /** All of it at this moment. */
    public CertificateLook look() {
        var problems = new ArrayList<String>();
        var webhooks = lookAtWebhooks();
        var secret = secret(problems);
        problems.addAll(webhooks.problems());
        return new CertificateLook(secret, webhooks.configurations(), webhooks.complete(), problems);
    }

    /** The webhook configurations at this moment, without the Secret. */
    public CertificateLook lookAtWebhooks() {
        var problems = new ArrayList<String>();
        var found = configurations.stream()
                .flatMap(configuration -> read(configuration, problems).stream()
                        .map(tree -> new Configuration(configuration, new WebhookConfigurationObject(tree))))
                .toList();
        return new CertificateLook(Optional.empty(), found, problems.isEmpty(), problems);
    }

    /** A configuration that is not there is no problem: that is how Podward is taken out of a cluster at once. */
    private Optional<ObjectNode> read(ApiObject configuration, List<String> problems) {
        return switch (api.get(configuration.path())) {
            case ApiServer.Reply.Body(ObjectNode tree) -> Optional.of(tree);
            case ApiServer.Reply.Absent(var status) when isNotFound(status) -> Optional.empty();
            case ApiServer.Reply other -> problem(configuration, other, problems);
        };
    }

    private Optional<SecretObject> secret(List<String> problems) {
        return switch (api.get(secret.path())) {
            case ApiServer.Reply.Body(ObjectNode tree) -> Optional.of(new SecretObject(tree));
            case ApiServer.Reply other -> problem(secret, other, problems).map(SecretObject::new);
        };
    }

    private static Optional<ObjectNode> problem(ApiObject object, ApiServer.Reply reply, List<String> problems) {
        problems.add(
                switch (reply) {
                    case ApiServer.Reply.Body _ -> "get %s: the answer is no object".formatted(object);
                    case ApiServer.Reply.Absent _ -> "%s is not there: apply Podward's manifests".formatted(object);
                    case ApiServer.Reply.Forbidden _ -> "the right to get %s is missing".formatted(object);
                    case ApiServer.Reply.Failed(var why) -> "get %s: %s".formatted(object, why);
                });
        return Optional.empty();
    }

    // A 404 also comes from proxies.
    private static boolean isNotFound(JsonNode status) {
        return status.path("reason").asText().equals("NotFound");
    }

    /** Changes the Secret, if it is still what it was at the look. */
    public Change write(CertificateLook look, SecretContent content) {
        return look.object().map(object -> put(secret, object.with(content))).orElseThrow();
    }

    /** Changes the caBundles that are not what they should be, of the configurations that are still what they were at the look. */
    public List<Change> register(CertificateLook look, Kept kept, Instant now) {
        return look.configurations().stream()
                .flatMap(configuration -> configuration
                        .object()
                        .with(bundle -> kept.bundle(bundle, now))
                        .map(changed -> put(configuration.place(), changed))
                        .stream())
                .toList();
    }

    private Change put(ApiObject place, ObjectNode changed) {
        return switch (api.put(place.path(), changed)) {
            case ApiServer.Change.Made _ -> new Change.Made(place.toString());
            case ApiServer.Change.Outdated _ -> new Change.Refused(place.toString(), "somebody else changed it", true);
            case ApiServer.Change.Forbidden _ ->
                new Change.Refused(place.toString(), "the right to update it is missing", false);
            case ApiServer.Change.Failed(var why) -> new Change.Refused(place.toString(), why, false);
        };
    }
}
