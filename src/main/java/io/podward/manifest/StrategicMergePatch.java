package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The strategic merge patch that turns one Pod spec into another: {@code kubectl patch}'s default type for built-in kinds, in
 * which lists such as containers and env are merged by key and all others are replaced whole.
 */
public final class StrategicMergePatch {
    private static final String DIRECTIVE = "$patch";

    private StrategicMergePatch() {}

    /**
     * The patch, on the level of the two specs; empty if they are equal.
     *
     * @param from the spec as it is
     * @param to the spec as it should be
     */
    public static ObjectNode between(JsonNode from, JsonNode to) {
        var patch = JsonNodeFactory.instance.objectNode();
        fields(from, to).forEach(field -> change(patch, field, from.path(field), to.path(field)));
        return patch;
    }

    /** The fields in which two objects differ. */
    public static Set<String> fields(JsonNode from, JsonNode to) {
        var fields = new LinkedHashSet<String>();
        from.fieldNames().forEachRemaining(fields::add);
        to.fieldNames().forEachRemaining(fields::add);
        fields.removeIf(field -> Lists.same(field, from.path(field), to.path(field)));
        return fields;
    }

    private static void change(ObjectNode patch, String field, JsonNode from, JsonNode to) {
        var key = Lists.mergeKey(field);
        if (key.isPresent() && !field.equals("ports") && (from.isArray() || to.isArray())) {
            merge(patch, field, key.get(), from, to);
            return;
        }
        var value = value(field, from, to);
        if (!value.isObject() || !value.isEmpty() || !from.isObject()) {
            patch.set(field, value);
        }
    }

    private static JsonNode value(String field, JsonNode from, JsonNode to) {
        if (from.isObject() && to.isObject()) {
            return between(from, to);
        }
        if (from.isArray() || to.isArray()) {
            return list(field, to);
        }
        return Lists.absent(to) ? JsonNodeFactory.instance.nullNode() : to;
    }

    private static JsonNode list(String field, JsonNode to) {
        if (Lists.absent(to)) {
            return JsonNodeFactory.instance.nullNode();
        }
        var whole = JsonNodeFactory.instance.arrayNode();
        to.forEach(whole::add);
        return mergedByTheServer(field) ? whole.add(directive("replace")) : whole;
    }

    /**
     * Lists that a strategic merge patch merges by a key which does not tell their elements apart: a port may be open for TCP
     * and UDP, a topology key may have two constraints. Only replacing them whole says what is meant.
     */
    private static boolean mergedByTheServer(String field) {
        return field.equals("ports") || field.equals("topologySpreadConstraints");
    }

    private static void merge(ObjectNode patch, String field, String key, JsonNode from, JsonNode to) {
        var old = Lists.byKey(key, from);
        var wanted = Lists.byKey(key, to);
        var elements = JsonNodeFactory.instance.arrayNode();
        wanted.forEach((name, element) -> {
            var previous = old.get(name);
            var changed = previous == null ? element : between(previous, element);
            if (!changed.isEmpty()) {
                ObjectNode named = JsonNodeFactory.instance.objectNode();
                named.set(key, element.path(key));
                elements.add(named.setAll((ObjectNode) changed));
            }
        });
        old.forEach((name, removed) -> {
            if (!wanted.containsKey(name)) {
                var deletion = directive("delete");
                deletion.set(key, removed.path(key));
                elements.add(deletion);
            }
        });
        if (!keepsOrder(old.keySet(), wanted.keySet())) {
            var order = patch.putArray("$setElementOrder/" + field);
            wanted.values().forEach(element -> order.addObject().set(key, element.path(key)));
        }
        if (!elements.isEmpty()) {
            patch.set(field, elements);
        }
    }

    /** Whether the order needs no mention. It does if anything is new beside what is left: the API server puts that in front. */
    private static boolean keepsOrder(Set<String> old, Set<String> wanted) {
        var left = old.stream().filter(wanted::contains).toList();
        return left.isEmpty() || List.copyOf(wanted).equals(left);
    }

    private static ObjectNode directive(String name) {
        return JsonNodeFactory.instance.objectNode().put(DIRECTIVE, name);
    }
}
