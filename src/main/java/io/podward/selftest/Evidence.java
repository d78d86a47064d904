package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.LabelSelectors;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was read of a cluster.
 *
 * @param mutating Podward's mutating configuration
 * @param validating its validating one
 * @param allMutating all mutating configurations
 * @param allValidating all validating ones
 * @param namespaces the namespaces
 * @param deployment Podward's Deployment
 * @param service its Service
 * @param slices the EndpointSlices of that
 * @param policy its policy
 * @param bindings the RoleBindings and ClusterRoleBindings
 * @param served the certificate that it serves
 * @param now the time
 */
public record Evidence(
        Seen mutating,
        Seen validating,
        Seen allMutating,
        Seen allValidating,
        Seen namespaces,
        Seen deployment,
        Seen service,
        Seen slices,
        Seen policy,
        List<Seen> bindings,
        Served served,
        Instant now) {
    public Evidence {
        bindings = List.copyOf(bindings);
    }

    /** One of Podward's two. */
    Seen configuration(Configuration kind) {
        return kind == Configuration.MUTATING ? mutating : validating;
    }

    /** All of a kind. */
    Seen all(Configuration kind) {
        return kind == Configuration.MUTATING ? allMutating : allValidating;
    }

    /** The labels of the namespaces, by name. */
    Map<String, Map<String, String>> labels() {
        var labels = new HashMap<String, Map<String, String>>();
        for (var namespace : namespaces.tree().path("items")) {
            JsonNode metadata = namespace.path("metadata");
            labels.put(metadata.path("name").asText(), LabelSelectors.labels(metadata.path("labels")));
        }
        return labels;
    }
}
