package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeSet;

/** Walks the Pod before, the Pod after and the template side by side, and gathers what stands in the way. */
final class TemplateCarrier {
    private final LinkedHashSet<String> foreign = new LinkedHashSet<>();
    private final TreeSet<String> entangled = new TreeSet<>();

    TemplateRebase carry(PodUpdate update, JsonNode template) {
        var spec = object("", update.before(), update.after(), template);
        if (!foreign.isEmpty()) {
            return new TemplateRebase.ForeignContainer(foreign.getFirst());
        }
        return entangled.isEmpty() ? new TemplateRebase.Rebased(spec) : new TemplateRebase.Entangled(entangled);
    }

    private ObjectNode object(String path, JsonNode before, JsonNode after, JsonNode template) {
        var result = JsonNodeFactory.instance.objectNode();
        var fields = new LinkedHashSet<String>();
        template.fieldNames().forEachRemaining(fields::add);
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        for (var field : fields) {
            var carried = value(
                    path.isEmpty() ? field : path + "." + field,
                    field,
                    before.path(field),
                    after.path(field),
                    template.path(field));
            if (!Lists.absent(carried)) {
                result.set(field, carried);
            }
        }
        return result;
    }

    private JsonNode value(String path, String field, JsonNode before, JsonNode after, JsonNode template) {
        if (Lists.same(field, before, after)) {
            return template;
        }
        if (field.equals("tolerations")) {
            return tolerations(before, after, template);
        }
        if (Lists.absent(after)) {
            return before.isArray() ? list(path, field, before, after, template) : after;
        }
        if (after.isArray()) {
            return list(path, field, before, after, template);
        }
        return after.isObject() && !before.isValueNode() && !template.isValueNode()
                ? object(path, before, after, template)
                : after;
    }

    private JsonNode tolerations(JsonNode before, JsonNode after, JsonNode template) {
        var result = new LinkedHashSet<JsonNode>();
        template.forEach(result::add);
        result.removeIf(toleration ->
                Lists.set(before).contains(toleration) && !Lists.set(after).contains(toleration));
        after.forEach(toleration -> {
            if (!Lists.set(before).contains(toleration)) {
                result.add(toleration);
            }
        });
        return arrayOrAbsent(result);
    }

    private JsonNode list(String path, String field, JsonNode before, JsonNode after, JsonNode template) {
        var key = Lists.mergeKey(field);
        if (key.isPresent() && isMap(key.get(), before) && isMap(key.get(), after) && isMap(key.get(), template)) {
            return keyed(path, field, key.get(), before, after, template);
        }
        if (!Lists.same(field, before, template)) {
            entangled.add(path);
        }
        return after;
    }

    private JsonNode keyed(String path, String field, String key, JsonNode before, JsonNode after, JsonNode template) {
        var old = Lists.byKey(key, before);
        var wanted = Lists.byKey(key, after);
        var result = new LinkedHashMap<>(Lists.byKey(key, template));
        old.forEach((name, element) -> {
            if (!wanted.containsKey(name)) {
                result.remove(name);
            }
        });
        wanted.forEach((name, element) -> {
            var previous = old.get(name);
            if (previous == null) {
                result.put(name, element);
            } else if (!previous.equals(element)) {
                result.computeIfPresent(
                        name, (_, inTemplate) -> object(path + "[" + name + "]", previous, element, inTemplate));
                addForeign(path, field, name, element, result);
            }
        });
        return arrayOrAbsent(result.values());
    }

    /** A changed element that the template does not have: a variable may simply be added, a sidecar may not. */
    private void addForeign(String path, String field, String name, JsonNode element, Map<String, JsonNode> result) {
        if (result.containsKey(name)) {
            return;
        }
        if (Lists.isContainers(field)) {
            foreign.add(name);
        } else if (field.equals("env")) {
            result.put(name, element);
        } else {
            entangled.add(path + "[" + name + "]");
        }
    }

    private static boolean isMap(String key, JsonNode list) {
        return Lists.byKey(key, list).size() == list.size();
    }

    private static JsonNode arrayOrAbsent(Iterable<JsonNode> elements) {
        var array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(array::add);
        return array.isEmpty() ? MissingNode.getInstance() : array;
    }
}
