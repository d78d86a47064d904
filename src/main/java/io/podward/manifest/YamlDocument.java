package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One document of a YAML text. */
public final class YamlDocument {
    private final JsonNode tree;
    private final Node root;

    YamlDocument(JsonNode tree, Node root) {
        this.tree = tree;
        this.root = root;
    }

    /** What the document says. */
    public JsonNode tree() {
        return tree;
    }

    /** The line in the whole text on which a field starts; for a field that is not there, that of what should hold it. */
    public int line(FieldPath path) {
        var line = root.getStartMark().getLine();
        var node = root;
        for (var step : path.steps()) {
            var place = place(node, step);
            if (place.isEmpty()) {
                break;
            }
            line = place.get().start().getStartMark().getLine();
            node = place.get().value();
        }
        return line + 1;
    }

    /** Where a step leads: the node that the reader sees it start with, and the node that is there. */
    private record Place(Node start, Node value) {}

    private static Optional<Place> place(Node node, FieldPath.Step step) {
        return switch (step) {
            case FieldPath.Step.Field(var name) -> valueOf(node, name);
            case FieldPath.Step.Key(var key) -> valueOf(node, key);
            case FieldPath.Step.Index(var position)
            when node instanceof SequenceNode list && position < list.getValue().size() ->
                Optional.of(list.getValue().get(position)).map(element -> new Place(element, element));
            case FieldPath.Step.Index _ -> Optional.empty();
        };
    }

    private static Optional<Place> valueOf(Node node, String name) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(field -> isNamed(field, name))
                        .map(field -> new Place(field.getKeyNode(), field.getValueNode()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isNamed(NodeTuple field, String name) {
        return field.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name);
    }
}
