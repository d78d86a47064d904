package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;

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
        var fields = new LinkedHashSet<String>();
        from.fieldNames().forEachRemaining(fields::add);
        to.fieldNames().forEachRemaining(fields::add);
        for (var field : fields) {
            var old = from.path(field);
            var wanted = to.path(field);
            if (!Lists.same(field, old, wanted)) {
                patch.set(field, value(field, old, wanted));
            }
        }
        return patch;
    }

    private static JsonNode value(String field, JsonNode from, JsonNode to) {
        if (from.isObject() && to.isObject()) {
            return between(from, to);
        }
        if (from.isArray() || to.isArray()) {
            return list(field, from, to);
        }
        return Lists.absent(to) ? JsonNodeFactory.instance.nullNode() : to;
    }

    private static JsonNode list(String field, JsonNode from, JsonNode to) {
        var key = Lists.mergeKey(field);
        if (key.isPresent() && !field.equals("ports")) {
            return merged(key.get(), from, to);
        }
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

    private static ArrayNode merged(String key, JsonNode from, JsonNode to) {
        var patch = JsonNodeFactory.instance.arrayNode();
        var old = Lists.byKey(key, from);
        Lists.byKey(key, to).forEach((name, element) -> {
            var previous = old.remove(name);
            if (previous == null) {
                patch.add(element);
            } else if (!previous.equals(element)) {
                var changed = JsonNodeFactory.instance.objectNode();
                changed.set(key, element.path(key));
                patch.add(changed.setAll(between(previous, element)));
            }
        });
        old.values().forEach(removed -> {
            var deletion = directive("delete");
            deletion.set(key, removed.path(key));
            patch.add(deletion);
        });
        return patch;
    }

    private static ObjectNode directive(String name) {
        return JsonNodeFactory.instance.objectNode().put(DIRECTIVE, name);
    }
}
