package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the lists of a Pod spec mean: which are maps in truth, and by which key; which are sets. */
final class Lists {
    /** The merge keys of the lists that a strategic merge patch merges ({@code patchMergeKey} in k8s.io/api/core/v1). */
    private static final Map<String, String> MERGE_KEYS = Map.of(
            "containers", "name",
            "env", "name",
            "hostAliases", "ip",
            "imagePullSecrets", "name",
            "initContainers", "name",
            "ports", "containerPort",
            "resourceClaims", "name",
            "volumeDevices", "devicePath",
            "volumeMounts", "mountPath",
            "volumes", "name");

    private Lists() {}

    /** The field by which elements of the list are told apart; empty for a list that only has positions. */
    static Optional<String> mergeKey(String field) {
        return Optional.ofNullable(MERGE_KEYS.get(field));
    }

    static boolean isContainers(String field) {
        return field.equals("containers") || field.equals("initContainers");
    }

    /**
     * Whether two values of a field mean the same. Tolerations are a set: when a user removes a default one, the API server
     * adds it again at another place. An explicit null is an absent field.
     */
    static boolean same(String field, JsonNode one, JsonNode other) {
        if (field.equals("tolerations")) {
            return set(one).equals(set(other));
        }
        return absent(one) ? absent(other) : one.equals(other);
    }

    static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    static Set<JsonNode> set(JsonNode list) {
        var elements = new HashSet<JsonNode>();
        list.forEach(elements::add);
        return elements;
    }

    /** The elements of a list by the text of their key field, in order; elements without the field are under "". */
    static Map<String, JsonNode> byKey(String key, JsonNode list) {
        var elements = new LinkedHashMap<String, JsonNode>();
        list.forEach(element -> elements.put(element.path(key).asText(), element));
        return elements;
    }
}
