package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What the API server, its admission plugins and the scheduler put into the spec of a Pod, and would put into the next one again.
 */
final class ServerSetFields {
    /**
     * {@code serviceAccount} is the deprecated twin of {@code serviceAccountName}; {@code priority} comes from the priority class;
     * ephemeral containers are for a Pod that runs.
     */
    private static final List<String> FIELDS = List.of("nodeName", "serviceAccount", "priority", "ephemeralContainers");

    private static final String TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    /** Those that the admission plugin DefaultTolerationSeconds adds. */
    private static final Set<String> TOLERATED =
            Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private static final int TOLERATED_SECONDS = 300;

    private ServerSetFields() {}

    /** Drops them from the spec of a Pod. */
    static void dropFromPod(ObjectNode spec) {
        if (!spec.hasNonNull("serviceAccountName") && spec.hasNonNull("serviceAccount")) {
            spec.set("serviceAccountName", spec.get("serviceAccount"));
        }
        spec.remove(FIELDS);
        if (spec.path("serviceAccountName").asText().equals("default")) {
            spec.remove("serviceAccountName");
        }
        if (spec.hasNonNull("runtimeClassName")) {
            // The RuntimeClass says it, and no other value is admitted.
            spec.remove("overhead");
        }
        removeElements(spec, "tolerations", ServerSetFields::isDefaultToleration);
        removeTokenVolumes(spec);
        ApiDefaults.removeFrom(spec);
    }

    /** A Pod template's spec without them: nothing but the API server's defaults gets into a template. */
    static ObjectNode dropFromTemplate(JsonNode templateSpec) {
        ObjectNode spec = templateSpec.deepCopy();
        ApiDefaults.removeFrom(spec);
        return spec;
    }

    private static boolean isDefaultToleration(JsonNode toleration) {
        return TOLERATED.contains(toleration.path("key").asText())
                && toleration.path("operator").asText().equals("Exists")
                && toleration.path("effect").asText().equals("NoExecute")
                && toleration.path("tolerationSeconds").asInt() == TOLERATED_SECONDS;
    }

    private static void removeTokenVolumes(ObjectNode spec) {
        var names = StreamSupport.stream(spec.path("volumes").spliterator(), false)
                .filter(ServerSetFields::isTokenVolume)
                .map(volume -> volume.path("name").asText())
                .collect(Collectors.toSet());
        removeElements(
                spec, "volumes", volume -> names.contains(volume.path("name").asText()));
        for (var list : List.of("containers", "initContainers")) {
            for (var container : spec.path(list)) {
                removeElements(
                        (ObjectNode) container,
                        "volumeMounts",
                        mount -> names.contains(mount.path("name").asText())
                                && mount.path("mountPath").asText().equals(TOKEN_PATH));
            }
        }
    }

    /** Today's projected token, or the token Secret of clusters before 1.24. */
    private static boolean isTokenVolume(JsonNode volume) {
        var name = volume.path("name").asText();
        return (name.startsWith("kube-api-access-") && volume.has("projected"))
                || (name.matches(".+-token-[a-z0-9]{5}")
                        && Objects.equals(
                                volume.path("secret").path("secretName").asText(), name));
    }

    private static void removeElements(ObjectNode owner, String list, Predicate<JsonNode> unwanted) {
        if (owner.path(list) instanceof ArrayNode elements) {
            elements.removeIf(unwanted);
            if (elements.isEmpty()) {
                owner.remove(list);
            }
        }
    }
}
