package io.podward.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        var requested = NotedElements.of(noted);
        var kept = new ArrayList<JsonNode>();
        for (var element : list) {
            var here = path.key(element.path(keyField).asText());
            var fields = requested.find(element);
            if (fields.isEmpty()) {
                removed.add(here);
                continue;
            }
            kept.add(element);
            if (!fields.get().isEmpty()) {
                pruneObject(here, element, fields.get(), removed);
            }
        }
        list.removeAll().addAll(kept);
    }

    /**
     * What is noted of the elements of one list, read once for all of them, since there may be thousands: by the values of their
     * keys ({@code k:}), or by their whole value ({@code v:}). As text, because whoever makes a Pod could make trees collide in
     * a hash table.
     *
     * @param keys the names of the keys, the same for all elements
     */
    private record NotedElements(Set<String> keys, Map<String, JsonNode> byKeys, Map<String, JsonNode> byValue) {
        /** It has a default, which may have been taken out of the Pod already. */
        private static final String PROTOCOL = "protocol";

        static NotedElements of(JsonNode noted) {
            var read = new NotedElements(new TreeSet<>(), new HashMap<>(), new HashMap<>());
            noted.properties().forEach(entry -> read.add(entry.getKey(), entry.getValue()));
            return read;
        }

        Optional<JsonNode> find(JsonNode element) {
            return Optional.ofNullable(byKeys.get(text(keys.stream(), element)))
                    .or(() -> Optional.ofNullable(byValue.get(element.toString())));
        }

        private void add(String pathElement, JsonNode fields) {
            if (pathElement.startsWith("v:")) {
                parsed(pathElement).ifPresent(value -> byValue.putIfAbsent(value.toString(), fields));
            } else if (pathElement.startsWith("k:")) {
                parsed(pathElement)
                        .filter(element -> !element.properties().isEmpty())
                        .ifPresent(element -> addByKeys(element, fields));
            }
        }

        private void addByKeys(JsonNode element, JsonNode fields) {
            if (byKeys.isEmpty()) {
                keys.addAll(names(element));
            }
            byKeys.putIfAbsent(text(keys.stream(), element), fields);
            byKeys.putIfAbsent(text(keys.stream().filter(key -> !key.equals(PROTOCOL)), element), fields);
        }

        private static String text(Stream<String> keys, JsonNode element) {
            return keys.filter(element::has)
                    .map(key -> key + ": " + element.path(key))
                    .collect(Collectors.joining(", "));
        }

        private static Optional<JsonNode> parsed(String pathElement) {
            try {
                return Optional.of(JSON.readTree(pathElement.substring(2)));
            } catch (JsonProcessingException e) {
                // No path element of structured-merge-diff: nothing is known by it.
                return Optional.empty();
            }
        }
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
