package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.manifest.CompactJson;
import io.podward.remedy.Shell;
import java.util.List;

/**
 * Commands that patch one webhook of a configuration. They do nothing if it is no longer at the place where it was seen.
 *
 * @param configuration of which kind
 * @param name of which name
 * @param index the place of the webhook in it
 * @param webhook the name of the webhook
 */
record WebhookPatch(Configuration configuration, String name, int index, String webhook) {
    private static final String STAND_IN = "podward-ca-bundle";

    /** Gives a field this value, or puts an element at the end of a list ({@code /-}). */
    String set(String field, JsonNode value) {
        return command(operation("add", field, value));
    }

    /** Takes a field away. */
    String remove(String field) {
        return command(removal(field));
    }

    /** Puts an element of a list, which has a name, in the place of what has that name. */
    String replace(String list, int place, JsonNode element) {
        var at = list + "/" + place;
        return command(operation("test", at + "/name", element.path("name")), operation("replace", at, element));
    }

    /** Takes an element that has a name out of a list. */
    String remove(String list, int place, JsonNode element) {
        var at = list + "/" + place;
        return command(operation("test", at + "/name", element.path("name")), removal(at));
    }

    /**
     * Gives a field what another command prints.
     *
     * @param field the field
     * @param command prints one line of base64
     */
    String setToOutput(String field, String command) {
        var text = set(field, JsonNodeFactory.instance.textNode(STAND_IN));
        return text.replace(STAND_IN, "'\"$(" + command + ")\"'");
    }

    /** The operation, as a word of a shell, that puts one more webhook at the end of a configuration. */
    static String append(JsonNode webhook) {
        var operations = JsonNodeFactory.instance.arrayNode();
        operations.addObject().put("op", "add").put("path", "/webhooks/-").set("value", webhook);
        return Shell.word(CompactJson.of(operations));
    }

    private JsonNode removal(String field) {
        return JsonNodeFactory.instance.objectNode().put("op", "remove").put("path", path(field));
    }

    private JsonNode operation(String verb, String field, JsonNode value) {
        var operation = JsonNodeFactory.instance.objectNode();
        operation.put("op", verb).put("path", path(field)).set("value", value);
        return operation;
    }

    private String path(String field) {
        return "/webhooks/" + index + "/" + field;
    }

    private String command(JsonNode... changes) {
        var operations = JsonNodeFactory.instance.arrayNode();
        operations.add(operation("test", "name", JsonNodeFactory.instance.textNode(webhook)));
        operations.addAll(List.of(changes));
        return "kubectl patch " + configuration.resource() + " " + Shell.word(name) + " --type=json -p "
                + Shell.word(CompactJson.of(operations));
    }
}
