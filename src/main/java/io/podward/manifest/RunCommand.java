package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.policy.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What {@code kubectl run} has to be told for an interactive Pod of one container: {@code pkg/cmd/run} and
 * {@code pkg/generate/versioned/run.go} of kubectl. What it has no flag for goes into {@code --overrides}, a JSON merge patch of
 * the Pod that the flags make: fields of objects are merged, lists are replaced, so that the containers are told whole or not
 * at all. A Pod without labels gets {@code run}, on which nothing depends.
 *
 * @param name the name
 * @param image the image
 * @param tty whether the container has a terminal
 * @param overrides what the flags do not say
 * @param environment for {@code --env}
 * @param labels for {@code --labels}; empty for kubectl's own
 * @param command whether the words are the command, else they are its arguments
 * @param words what follows {@code --}
 */
public record RunCommand(
        String name,
        String image,
        boolean tty,
        ObjectNode overrides,
        Map<String, String> environment,
        String labels,
        boolean command,
        List<String> words) {
    /** What kubectl takes for an image, or a part of that: {@code ReferenceRegexp}, distribution/reference. */
    private static final Pattern IMAGE = Pattern.compile("(?:[a-zA-Z0-9][a-zA-Z0-9.-]*+(?::[0-9]++)?+/)?"
            + "[a-z0-9]++(?:(?:\\.|__?|-++)[a-z0-9]++)*+(?:/[a-z0-9]++(?:(?:\\.|__?|-++)[a-z0-9]++)*+)*+"
            + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

    /** Keys and values of labels, less than which kubectl could take apart. */
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_./-]*");

    /** Names for which a shell can have a variable too. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Set<String> FLAGS =
            Set.of("name", "image", "args", "command", "env", "stdin", "stdinOnce", "tty");

    public RunCommand {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        words = List.copyOf(words);
    }

    /** The command that makes the same Pod and lets the user into it; empty if there is none. */
    static Optional<RunCommand> of(ObjectNode pod) {
        var metadata = pod.path("metadata");
        var spec = pod.path("spec");
        var container = spec.path("containers").path(0);
        var labels = metadata.path("labels");
        // kubectl lets its user into the first container, unless an annotation names another one.
        var sayable = metadata.has("name")
                && spec.path("containers").size() == 1
                && IMAGE.matcher(container.path("image").asText()).matches()
                && labels.properties().stream()
                        .allMatch(label -> LABEL.matcher(
                                        label.getKey() + label.getValue().asText())
                                .matches());
        return sayable ? Optional.of(of(metadata, spec, container)) : Optional.empty();
    }

    private static RunCommand of(JsonNode metadata, JsonNode spec, JsonNode container) {
        var name = metadata.path("name").asText();
        var flags = !spec.has("initContainers") && saysAll(container, name);
        return new RunCommand(
                name,
                container.path("image").asText(),
                container.path("tty").asBoolean(),
                overrides(metadata, spec, flags),
                flags ? environment(container) : Map.of(),
                labels(metadata.path("labels"), name),
                flags && container.has("command"),
                flags ? texts(container.path(container.has("command") ? "command" : "args")) : List.of());
    }

    /** Whether the flags, and the words that follow them, say all of the container. */
    private static boolean saysAll(JsonNode container, String name) {
        return container.properties().stream().allMatch(field -> FLAGS.contains(field.getKey()))
                && container.path("name").asText().equals(name)
                && container.path("stdinOnce").asBoolean()
                && !(container.has("command") && container.has("args"))
                && StreamSupport.stream(container.path("env").spliterator(), false)
                        .allMatch(RunCommand::isPlain)
                && environment(container).size() == container.path("env").size()
                && texts(container.path("command")).stream().allMatch(Printable::isPrintable)
                && texts(container.path("args")).stream().allMatch(Printable::isPrintable);
    }

    private static boolean isPlain(JsonNode variable) {
        return !variable.has("valueFrom")
                && VARIABLE.matcher(variable.path("name").asText()).matches()
                && Printable.isPrintable(variable.path("value").asText());
    }

    private static Map<String, String> environment(JsonNode container) {
        var environment = new LinkedHashMap<String, String>();
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }

    private static ObjectNode overrides(JsonNode metadata, JsonNode spec, boolean withoutContainers) {
        var overrides = JsonNodeFactory.instance.objectNode();
        if (metadata.has("annotations")) {
            overrides.putObject("metadata").set("annotations", metadata.path("annotations"));
        }
        ObjectNode rest = spec.deepCopy();
        rest.remove("restartPolicy");
        if (withoutContainers) {
            rest.remove("containers");
        }
        overrides.set("spec", rest);
        return overrides;
    }

    private static String labels(JsonNode labels, String name) {
        return labels.size() == 1 && labels.path("run").asText().equals(name)
                ? ""
                : labels.properties().stream()
                        .map(label -> label.getKey() + "=" + label.getValue().asText())
                        .collect(Collectors.joining(","));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
