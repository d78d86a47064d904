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

    /** What a probe or a lifecycle hook does: exactly one of them. */
    private static final Set<String> HANDLERS = Set.of("exec", "grpc", "httpGet", "sleep", "tcpSocket");

    private static final Set<String> HANDLED =
            Set.of("livenessProbe", "postStart", "preStop", "readinessProbe", "startupProbe");

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
     * adds it again at another place. An explicit null is an absent field, and so is an empty list.
     */
    static boolean same(String field, JsonNode one, JsonNode other) {
        if (field.equals("tolerations")) {
            return set(one).equals(set(other));
        }
        return saysNothing(one) ? saysNothing(other) : one.equals(other);
    }

    /**
     * Whether two values of a field, or elements of a list, are of different kinds where only one may be: a variable has a value
     * or a reference, a volume one source. What changes in one says nothing about the other.
     */
    static boolean areAlternatives(String field, JsonNode one, JsonNode other) {
        var first = choices(field, one);
        var second = choices(field, other);
        return !first.isEmpty() && !second.isEmpty() && !first.equals(second);
    }

    private static Set<String> choices(String field, JsonNode node) {
        var choices = new HashSet<String>();
        node.fieldNames().forEachRemaining(choices::add);
        switch (field) {
            case "env" -> choices.retainAll(Set.of("value", "valueFrom"));
            case "volumes" -> choices.remove("name");
            default -> choices.retainAll(HANDLED.contains(field) ? HANDLERS : Set.of());
        }
        return choices;
    }

    static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static boolean saysNothing(JsonNode node) {
        return absent(node) || (node.isArray() && node.isEmpty());
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
