package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What an update does to labels, or to annotations.
 *
 * @param patch the new value of each key that changes, in the order of the keys; null for one that is taken away
 */
public record MetadataChange(ObjectNode patch) {
    /** The change from one map to another; a map that is not there is an empty one. */
    public static MetadataChange between(JsonNode before, JsonNode after) {
        var keys = new TreeSet<String>();
        before.fieldNames().forEachRemaining(keys::add);
        after.fieldNames().forEachRemaining(keys::add);
        var patch = JsonNodeFactory.instance.objectNode();
        keys.stream()
                .filter(key -> !before.path(key).asText().equals(after.path(key).asText())
                        || before.has(key) != after.has(key))
                .forEach(key -> patch.set(key, after.has(key) ? after.get(key) : JsonNodeFactory.instance.nullNode()));
        return new MetadataChange(patch);
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return patch.isEmpty();
    }

    /** What changes. */
    public List<String> keys() {
        return patch.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** The same change without what the cluster gives each Pod by itself, and no Pod template holds. */
    public MetadataChange ofPodTemplates() {
        return only(key -> !TemplateMetadata.isOfOnePod(key));
    }

    /** The same change without what a map says already. */
    public MetadataChange notYetIn(JsonNode map) {
        return only(key -> patch.get(key).isNull()
                ? map.has(key)
                : !patch.get(key).asText().equals(map.path(key).asText()) || !map.has(key));
    }

    /** The labels among these by which a workload finds its Pods; kinds that make up their selector have it in the template too. */
    public List<String> inSelectorOf(Workload workload) {
        var selector = workload.spec().path("selector");
        var keys = new TreeSet<String>();
        selector.path("matchLabels").fieldNames().forEachRemaining(keys::add);
        selector.path("matchExpressions")
                .forEach(expression -> keys.add(expression.path("key").asText()));
        if (workload.ref().is("", "ReplicationController")) {
            selector.fieldNames().forEachRemaining(keys::add);
        }
        return keys().stream().filter(keys::contains).toList();
    }

    /** The same change without these keys. */
    public MetadataChange without(List<String> keys) {
        return only(key -> !keys.contains(key));
    }

    private MetadataChange only(Predicate<String> wanted) {
        var kept = JsonNodeFactory.instance.objectNode();
        patch.properties().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
        return new MetadataChange(kept);
    }
}
