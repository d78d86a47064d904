package io.podward.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
    record Pruned(ObjectNode pod, List<FieldPath> removed) {}

    /** The Pod without those of its labels, annotations and fields of the spec that are not noted. */
    Pruned prune(ObjectNode pod) {
        var removed = new ArrayList<FieldPath>();
        ObjectNode pruned = pod.deepCopy();
        for (var field : List.of("labels", "annotations")) {
            var noted = fields.path("f:metadata").path("f:" + field);
            pruneMap(FieldPath.of("metadata", field), pruned.path("metadata").path(field), noted, removed);
        }
        pruneObject(FieldPath.of("spec"), pruned.path("spec"), fields.path("f:spec"), removed);
        // Whatever was noted then was not this Pod.
        return pruned.path("spec").path("containers").isEmpty()
                ? new Pruned(pod, List.of())
                : new Pruned(pruned, List.copyOf(removed));
    }

    private static void pruneMap(FieldPath path, JsonNode node, JsonNode noted, List<FieldPath> removed) {
        if (node instanceof ObjectNode map) {
            var added =
                    names(map).stream().filter(key -> !noted.has("f:" + key)).toList();
            map.remove(added);
            added.forEach(key -> removed.add(path.key(key)));
        }
    }

    private static void pruneObject(FieldPath path, JsonNode node, JsonNode noted, List<FieldPath> removed) {
        if (node instanceof ObjectNode object) {
            for (var name : names(object)) {
                if (noted.has("f:" + name)) {
                    pruneValue(path.field(name), object, name, noted.path("f:" + name), removed);
                } else {
                    object.remove(name);
                    removed.add(path.field(name));
                }
            }
        }
    }

    private static void pruneValue(
            FieldPath path, ObjectNode owner, String name, JsonNode noted, List<FieldPath> removed) {
        var value = owner.path(name);
        if (noted.isEmpty()) {
            if (FILLED_LATER.contains(name) && !value.isEmpty()) {
                owner.putObject(name);
                removed.add(path);
            }
        } else if (value instanceof ArrayNode list) {
            pruneList(path, Lists.mergeKey(name).orElse("name"), list, noted, removed);
            if (list.isEmpty()) {
                owner.remove(name);
            }
        } else {
            pruneObject(path, value, noted, removed);
        }
    }

    private static void pruneList(
            FieldPath path, String keyField, ArrayNode list, JsonNode noted, List<FieldPath> removed) {
        for (var elements = list.elements(); elements.hasNext(); ) {
            var element = elements.next();
            var here = path.key(element.path(keyField).asText());
            var entry = noted.properties().stream()
                    .filter(candidate -> denotes(candidate.getKey(), element))
                    .findFirst();
            if (entry.isEmpty()) {
                elements.remove();
                removed.add(here);
            } else if (!entry.get().getValue().isEmpty()) {
                pruneObject(here, element, entry.get().getValue(), removed);
            }
        }
    }

    /** Whether a path element denotes this element of a list: {@code k:} by the value of its keys, {@code v:} by its whole value. */
    private static boolean denotes(String pathElement, JsonNode element) {
        try {
            var value = JSON.readTree(pathElement.substring(pathElement.indexOf(':') + 1));
            return switch (pathElement.charAt(0)) {
                case 'k' -> value.properties().stream().allMatch(key -> hasKey(element, key.getKey(), key.getValue()));
                case 'v' -> value.equals(element);
                default -> false;
            };
        } catch (JsonProcessingException e) {
            // A path element of another kind, such as "." for the list itself.
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
