package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes an object as YAML, in the manner of kubectl: block style, two spaces, list dashes below their field. No line is ever
 * folded, and none but those of top-level fields starts at the left margin: nothing inside can end a here-document.
 */
final class YamlWriter {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private YamlWriter() {}

    /** The object as text that ends in a line break; fields keep their order. */
    static String write(JsonNode object) {
        if (object.isEmpty()) {
            return "{}\n";
        }
        var writer = new YamlWriter();
        writer.fields(object, "");
        return writer.text.toString();
    }

    /** Writes fields; the first stands where the text ends, the others on lines of their own. */
    private void fields(JsonNode object, String indent) {
        var separator = "";
        for (var field : object.properties()) {
            text.append(separator).append(YamlString.inline(field.getKey())).append(':');
            fieldValue(field.getValue(), indent);
            separator = indent;
        }
    }

    private void fieldValue(JsonNode value, String indent) {
        if (value.isEmpty()) {
            text.append(' ');
            scalar(value, indent);
        } else {
            text.append('\n').append(value.isArray() ? indent : indent + INDENT);
            children(value, value.isArray() ? indent : indent + INDENT);
        }
    }

    private void elements(JsonNode list, String indent) {
        var separator = "";
        for (var element : list) {
            text.append(separator).append("- ");
            if (element.isEmpty()) {
                scalar(element, indent);
            } else {
                children(element, indent + INDENT);
            }
            separator = indent;
        }
    }

    private void children(JsonNode container, String indent) {
        if (container.isArray()) {
            elements(container, indent);
        } else {
            fields(container, indent);
        }
    }

    /** Writes what has no children: an empty list or object is JSON and YAML alike, and so are numbers, booleans and null. */
    private void scalar(JsonNode value, String indent) {
        var scalar = value.isTextual()
                ? YamlString.value(value.textValue(), indent.length() + INDENT.length())
                : value.toString();
        text.append(scalar).append('\n');
    }
}
