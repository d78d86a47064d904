package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What {@code kubectl create deployment} or {@code kubectl create job} has to be told, where that makes the whole workload:
 * {@code pkg/cmd/create} of kubectl. Of the workload it changes two things that nothing depends on: the label is {@code app}, or
 * for a Job there is none, and a Deployment's container is called after its image.
 *
 * @param resource {@code deployment} or {@code job}
 * @param name the name
 * @param image the image
 * @param port for {@code --port}; a Job has none
 * @param command the words after {@code --}; empty for the image's own
 */
public record CreateCommand(String resource, String name, String image, OptionalInt port, List<String> command) {
    private static final Set<String> WORKLOAD_FIELDS = Set.of("replicas", "selector", "template");
    private static final Set<String> CONTAINER_FIELDS = Set.of("name", "image", "command", "ports");
    private static final Set<String> PORT_FIELDS = Set.of("containerPort");

    /** As a label value, and as the name of a container. */
    private static final Pattern LABEL = Pattern.compile("(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    /** {@code --image} is a comma-separated list in CSV; the rest would need more than a word in single quotes. */
    private static final Pattern ONE_IMAGE = Pattern.compile("[!-~&&[^,\"]]+");

    /** What belongs on a command line; other text is better read in a manifest. */
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]*");

    /** Stands for the random end that kubectl gives to a container whose image's name is no name for a container. */
    private static final String RANDOM_END = "-xxxxx";

    public CreateCommand {
        command = List.copyOf(command);
    }

    /** The command that makes the same workload; empty where kubectl has no flag for something. */
    static Optional<CreateCommand> of(Workload workload, JsonNode podLabels) {
        var spec = workload.tree().path("spec");
        var template = spec.path("template");
        var container = template.path("spec").path("containers").path(0);
        var name = workload.ref().name();
        var command = new CreateCommand(
                workload.ref().kind().equals("Job") ? "job" : "deployment",
                name,
                container.path("image").asText(),
                port(container),
                StreamSupport.stream(container.path("command").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
        var plain = hasOnly(spec, WORKLOAD_FIELDS)
                && hasOnlyOneContainer(template.path("spec"), command.isJob())
                && hasOnly(container, CONTAINER_FIELDS)
                && template.path("metadata").path("annotations").isEmpty()
                && isNamedOnly(podLabels, name);
        return plain && command.fits(container) ? Optional.of(command) : Optional.empty();
    }

    private boolean isJob() {
        return resource.equals("job");
    }

    private boolean fits(JsonNode container) {
        var ports = container.path("ports");
        var given = container.path("name").asText();
        var portFits = ports.isEmpty() || (!isJob() && port.isPresent());
        var named = given.equals(name) || (!isJob() && given.equals(containerName()));
        return portFits
                && named
                && LABEL.matcher(name).matches()
                && (isJob() || LABEL.matcher(containerName()).matches())
                && ONE_IMAGE.matcher(image).matches()
                && command.stream().allMatch(word -> ONE_LINE.matcher(word).matches());
    }

    /** What kubectl calls the container of a Deployment. */
    private String containerName() {
        var last = image.substring(image.lastIndexOf('/') + 1);
        var base = last.split("[:@]", 2)[0];
        var clean = base.replaceAll("[._]", "-");
        return clean.equals(base) ? base : clean + RANDOM_END;
    }

    private static OptionalInt port(JsonNode container) {
        var ports = container.path("ports");
        var simple = ports.size() == 1
                && hasOnly(ports.path(0), PORT_FIELDS)
                && ports.path(0).path("containerPort").isInt();
        return simple ? OptionalInt.of(ports.path(0).path("containerPort").asInt()) : OptionalInt.empty();
    }

    private static boolean hasOnlyOneContainer(JsonNode spec, boolean job) {
        var allowed = job ? Set.of("containers", "restartPolicy") : Set.of("containers");
        return hasOnly(spec, allowed)
                && spec.path("containers").size() == 1
                && (!job || spec.path("restartPolicy").asText().equals("Never"));
    }

    private static boolean isNamedOnly(JsonNode labels, String name) {
        return labels.isEmpty()
                || (labels.size() == 1
                        && (labels.path("run").asText().equals(name)
                                || labels.path("app").asText().equals(name)));
    }

    private static boolean hasOnly(JsonNode object, Set<String> fields) {
        return object.properties().stream().allMatch(field -> fields.contains(field.getKey()));
    }
}
