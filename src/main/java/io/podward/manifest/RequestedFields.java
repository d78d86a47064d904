package io.podward.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The fields that the requester of a new Pod set, or the API server's defaults. The API server notes them in
 * {@code managedFields} before any admission plugin or webhook sees the Pod: what is not among them was added on the way.
 *
 * @param fields in the form of {@code FieldsV1} (apimachinery {@code meta/v1}; structured-merge-diff {@code fieldpath})
 */
record RequestedFields(JsonNode fields) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Objects that are merged field by field, and may have been empty when they were noted: what they hold now was added. Any
     * other field without noted parts was set as a whole.
     */
    private static final Set<String> FILLED_LATER = Set.of("affinity", "emptyDir", "resources", "securityContext");

    /** The noted fields of a Pod that has had one writer; with several of them, nothing tells additions from later changes. */
    static Optional<RequestedFields> of(JsonNode metadata) {
        var entries = StreamSupport.stream(metadata.path("managedFields").spliterator(), false)
                .filter(entry -> entry.path("subresource").asText().isEmpty())
                .toList();
        return entries.size() == 1
                        && entries.getFirst().path("fieldsV1").path("f:spec").has("f:containers")
                ? Optional.of(new RequestedFields(entries.getFirst().path("fieldsV1")))
                : Optional.empty();
    }

    /**
     * A Pod without what was added to it.
     *
     * @param pod the Pod
     * @param removed the fields that were taken out
     */
    record Pruned(ObjectNode pod, List<String> removed) {}

    /** The Pod without those of its labels, annotations and fields of the spec that are not noted. */
    Pruned prune(ObjectNode pod) {
        var removed = new ArrayList<String>();
        ObjectNode pruned = pod.deepCopy();
        for (var field : List.of("labels", "annotations")) {
            pruneObject(
                    "metadata." + field,
                    pruned.path("metadata").path(field),
                    fields.path("f:metadata").path("f:" + field),
                    removed);
        }
        pruneObject("spec", pruned.path("spec"), fields.path("f:spec"), removed);
        // Whatever was noted then was not this Pod.
        return pruned.path("spec").path("containers").isEmpty()
                ? new Pruned(pod, List.of())
                : new Pruned(pruned, List.copyOf(removed));
    }

    private static void pruneObject(String path, JsonNode object, JsonNode noted, List<String> removed) {
        for (var name : List.copyOf(names(object))) {
            var field = path + (path.startsWith("metadata.") ? "[" + YamlString.inline(name) + "]" : "." + name);
            if (noted.has("f:" + name)) {
                pruneValue(field, (ObjectNode) object, name, noted.path("f:" + name), removed);
            } else {
                ((ObjectNode) object).remove(name);
                removed.add(field);
            }
        }
    }

    private static void pruneValue(String path, ObjectNode owner, String name, JsonNode noted, List<String> removed) {
        var value = owner.path(name);
        if (noted.isEmpty()) {
            if (FILLED_LATER.contains(name) && !value.isEmpty()) {
                owner.set(name, JsonNodeFactory.instance.objectNode());
                removed.add(path);
            }
        } else if (value instanceof ArrayNode list) {
            pruneList(path, list, noted, removed);
            if (list.isEmpty()) {
                owner.remove(name);
            }
        } else {
            pruneObject(path, value, noted, removed);
        }
    }

    private static void pruneList(String path, ArrayNode list, JsonNode noted, List<String> removed) {
        for (var i = list.size() - 1; i >= 0; i--) {
            var element = list.get(i);
            var entry = noted.properties().stream()
                    .filter(e -> denotes(e.getKey(), element))
                    .findFirst();
            var field = path + "[" + YamlString.inline(element.path("name").asText(String.valueOf(i))) + "]";
            if (entry.isEmpty()) {
                list.remove(i);
                removed.add(field);
            } else if (!entry.get().getValue().isEmpty()) {
                pruneObject(field, element, entry.get().getValue(), removed);
            }
        }
    }

    /** Whether a path element denotes this element of a list: {@code k:} by the value of its keys, {@code v:} by its whole value. */
    private static boolean denotes(String pathElement, JsonNode element) {
        try {
            var text = pathElement.substring(Math.min(2, pathElement.length()));
            return switch (pathElement.substring(0, Math.min(2, pathElement.length()))) {
                case "k:" ->
                    JSON.readTree(text).properties().stream()
                            .allMatch(key -> hasKey(element, key.getKey(), key.getValue()));
                case "v:" -> JSON.readTree(text).equals(element);
                default -> false;
            };
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The protocol of a port has a default, which may have been taken out already. */
    private static boolean hasKey(JsonNode element, String key, JsonNode value) {
        return element.has(key) ? element.path(key).equals(value) : key.equals("protocol");
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
