package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns the nodes of one YAML document into JSON: resolves scalars, aliases and merge keys. What has no meaning in JSON is noted,
 * and stands as null.
 */
final class YamlValues {
    /** More than any manifest repeats by aliases, and too little for an attack. */
    private static final int MOST_REPEATED_NODES = 100_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final AtomicInteger repeated = new AtomicInteger();
    private final List<Yaml.Malformed> problems = new ArrayList<>();

    /** The value of a node. */
    JsonNode value(Node node) {
        if (!seen.add(node) && repeated.incrementAndGet() > MOST_REPEATED_NODES) {
            return unusable(node, "aliases that multiply the text beyond measure");
        }
        if (!open.add(node)) {
            return unusable(node, "an anchor that contains an alias of itself");
        }
        var value = switch (node) {
            case MappingNode mapping when mapping.getTag().equals(Tag.MAP) -> object(mapping);
            case SequenceNode sequence when sequence.getTag().equals(Tag.SEQ) -> list(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> unusable(node, "the tag " + node.getTag() + " has no meaning in JSON");
        };
        open.remove(node);
        return value;
    }

    /** The first thing that had no meaning in JSON. */
    Optional<Yaml.Malformed> problem() {
        return problems.stream().findFirst();
    }

    private ArrayNode list(SequenceNode sequence) {
        var list = NODES.arrayNode();
        sequence.getValue().forEach(element -> list.add(value(element)));
        return list;
    }

    private ObjectNode object(MappingNode mapping) {
        var object = NODES.objectNode();
        for (var field : mapping.getValue()) {
            if (isMerge(field)) {
                merge(field.getValueNode(), object);
            }
        }
        var keys = new HashSet<String>();
        for (var field : mapping.getValue()) {
            if (!isMerge(field)) {
                var key = key(field.getKeyNode());
                if (!keys.add(key)) {
                    unusable(field.getKeyNode(), "the key " + key + " is here twice");
                }
                object.set(key, value(field.getValueNode()));
            }
        }
        return object;
    }

    private static boolean isMerge(NodeTuple field) {
        return field.getKeyNode() instanceof ScalarNode key
                && key.getValue().equals("<<")
                && (key.getTag().equals(YamlScalars.PLAIN) || key.getTag().equals(Tag.MERGE));
    }

    /** Takes over the fields of another mapping, or of several, of which the first has the most say. */
    private void merge(Node source, ObjectNode object) {
        switch (value(source)) {
            case ObjectNode fields ->
                fields.properties().forEach(field -> object.putIfAbsent(field.getKey(), field.getValue()));
            case ArrayNode _
            when source instanceof SequenceNode sources -> sources.getValue().forEach(each -> merge(each, object));
            default -> unusable(source, "only a mapping, or a list of mappings, can be merged");
        }
    }

    /** JSON has keys of text alone: like kubectl, takes numbers and booleans as they would be printed. */
    private String key(Node node) {
        var key = value(node);
        if (key.isContainerNode() || key.isNull()) {
            unusable(node, "a key that is no text");
        }
        return key.asText();
    }

    private JsonNode scalar(ScalarNode scalar) {
        var tag = scalar.getTag();
        if (tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP)) {
            return NODES.textNode(scalar.getValue());
        }
        var value = YamlScalars.value(scalar.getValue());
        if (value.isEmpty()) {
            return unusable(scalar, scalar.getValue() + " is no number in JSON: quote it, if it is text");
        }
        return value.filter(v -> suits(tag, v))
                .orElseGet(() -> unusable(scalar, "the tag " + tag + " does not suit " + scalar.getValue()));
    }

    private static boolean suits(Tag tag, JsonNode value) {
        return tag.equals(YamlScalars.PLAIN)
                || (tag.equals(Tag.BOOL) && value.isBoolean())
                || (tag.equals(Tag.INT) && value.isIntegralNumber())
                || (tag.equals(Tag.FLOAT) && value.isNumber())
                || (tag.equals(Tag.NULL) && value.isNull());
    }

    private JsonNode unusable(Node node, String problem) {
        var mark = node.getStartMark();
        problems.add(new Yaml.Malformed(mark.getLine() + 1, mark.getColumn() + 1, problem));
        return NODES.nullNode();
    }
}
