package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Walks the Pod before, the Pod after and the template side by side, and gathers what stands in the way. */
final class TemplateCarrier {
    private final PodUpdate update;
    private final Set<String> foreign = new HashSet<>();
    private final Set<String> elsewhere = new HashSet<>();
    private final Set<String> entangled = new HashSet<>();

    /** One field of the three. */
    private record Field(String path, String name, JsonNode before, JsonNode after, JsonNode template) {
        Field child(String field) {
            return new Field(
                    path.isEmpty() ? field : path + "." + field,
                    field,
                    before.path(field),
                    after.path(field),
                    template.path(field));
        }

        Field element(String key, JsonNode previous, JsonNode wanted, JsonNode inTemplate) {
            return new Field(path + "[" + key + "]", name, previous, wanted, inTemplate);
        }
    }

    TemplateCarrier(PodUpdate update) {
        this.update = update;
    }

    TemplateRebase onto(JsonNode template) {
        var spec = object(new Field("", "", update.before(), update.after(), template));
        return new TemplateRebase(spec, foreign, elsewhere, entangled);
    }

    private ObjectNode object(Field at) {
        if (Lists.areAlternatives(at.name(), at.before(), at.template())) {
            entangled.add(at.path());
            return JsonNodeFactory.instance.objectNode();
        }
        var result = JsonNodeFactory.instance.objectNode();
        var fields = new LinkedHashSet<String>();
        at.template().fieldNames().forEachRemaining(fields::add);
        at.before().fieldNames().forEachRemaining(fields::add);
        at.after().fieldNames().forEachRemaining(fields::add);
        for (var field : fields) {
            var carried = value(at.child(field));
            if (!Lists.absent(carried)) {
                result.set(field, carried);
            }
        }
        if (at.name().equals("resources")) {
            keepRequests(at, result);
        }
        return result;
    }

    private JsonNode value(Field at) {
        if (Lists.same(at.name(), at.before(), at.after())) {
            return at.template();
        }
        if (at.name().equals("tolerations")) {
            return tolerations(at);
        }
        if (Lists.absent(at.after())) {
            if (Lists.absent(at.template())) {
                elsewhere.add(at.path());
            }
            return at.before().isArray() ? list(at) : at.after();
        }
        if (at.after().isArray()) {
            return list(at);
        }
        return at.after().isObject()
                        && !at.before().isValueNode()
                        && !at.template().isValueNode()
                ? object(at)
                : at.after();
    }

    private static JsonNode tolerations(Field at) {
        var before = Lists.set(at.before());
        var after = Lists.set(at.after());
        var result = new LinkedHashSet<JsonNode>();
        at.template().forEach(result::add);
        result.removeIf(toleration -> before.contains(toleration) && !after.contains(toleration));
        at.after().forEach(toleration -> {
            if (!before.contains(toleration)) {
                result.add(toleration);
            }
        });
        return arrayOrAbsent(result);
    }

    private JsonNode list(Field at) {
        var key = Lists.mergeKey(at.name());
        if (key.isPresent()
                && isMap(key.get(), at.before())
                && isMap(key.get(), at.after())
                && isMap(key.get(), at.template())) {
            return keyed(at, key.get());
        }
        if (!Lists.same(at.name(), at.before(), at.template())) {
            entangled.add(at.path());
        }
        return at.after();
    }

    private JsonNode keyed(Field at, String key) {
        var before = Lists.byKey(key, at.before());
        var after = Lists.byKey(key, at.after());
        var result = new LinkedHashMap<>(Lists.byKey(key, at.template()));
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> {
            if (result.remove(name) == null) {
                elsewhere.add(at.path() + "[" + name + "]");
            }
        });
        after.forEach((name, element) -> {
            var previous = before.get(name);
            if (previous == null) {
                result.put(name, added(at.name(), name, element));
            } else if (!previous.equals(element)) {
                changed(at, name, previous, element, result);
            }
        });
        return arrayOrAbsent(ElementOrder.of(before.keySet(), after.keySet(), result.keySet()).stream()
                .map(result::get)
                .toList());
    }

    /** A container that somebody copied carries what the cluster adds to each Pod, and what no template has. */
    private JsonNode added(String list, String name, JsonNode element) {
        if (!Lists.isContainers(list)) {
            return element;
        }
        ObjectNode withoutAdditions = update.after().deepCopy();
        ServerSetFields.dropFromPod(withoutAdditions);
        return Lists.byKey("name", withoutAdditions.path(list)).getOrDefault(name, element);
    }

    /** A changed element that the template does not have: a variable may simply be added, a sidecar may not. */
    private void changed(Field at, String name, JsonNode previous, JsonNode element, Map<String, JsonNode> result) {
        var inTemplate = result.get(name);
        if (inTemplate != null) {
            result.put(name, object(at.element(name, previous, element, inTemplate)));
        } else if (Lists.isContainers(at.name())) {
            foreign.add(name);
        } else if (at.name().equals("env")) {
            result.put(name, element);
        } else {
            entangled.add(at.path() + "[" + name + "]");
        }
    }

    /**
     * Where a template has a limit and no request, the API server makes the limit the request, in Pods alone. So a new limit in
     * the template would raise the request, too, which the user did not ask for: it is written down.
     */
    private static void keepRequests(Field at, ObjectNode resources) {
        var wanted = at.after().path("requests");
        for (var limit : at.after().path("limits").properties()) {
            var name = limit.getKey();
            var changes = !limit.getValue().equals(at.before().path("limits").path(name));
            if (changes
                    && wanted.has(name)
                    && !wanted.get(name).equals(limit.getValue())
                    && !resources.path("requests").has(name)) {
                resources.withObject("/requests").set(name, wanted.get(name));
            }
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
