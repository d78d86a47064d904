package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.policy.Change;
import io.podward.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an update changes, of what the API server keeps for the resource that it is addressed to. In the mutating phase a request
 * still shows what is dropped: labels sent to {@code pods/resize}, owner references and spec sent to {@code pods/status}.
 */
public final class EffectiveChange {
    /** Of a Job, what steers this one run: its owner has no equivalent, or means something else by it. */
    private static final Set<String> OF_THIS_JOB = Set.of("parallelism", "selector", "suspend");

    private EffectiveChange() {}

    /**
     * The change.
     *
     * @param target the resource that the request is addressed to
     * @param before the object as it is
     * @param after the object that the request carries
     */
    public static Change of(Target target, JsonNode before, JsonNode after) {
        return switch (target) {
            case POD -> ofPod(before, after);
            case POD_STATUS ->
                new Change(
                        List.of(),
                        differs("labels", before, after),
                        false,
                        false,
                        differs("annotations", before, after) || differs("finalizers", before, after));
            case POD_RESIZE -> spec(podFields(target, before, after));
            case POD_EPHEMERAL_CONTAINERS -> new Change(List.of(), false, false, addsDebugger(before, after), false);
            case REPLICA_SET -> ofReplicaSet(before, after);
            case REPLICA_SET_SCALE -> spec(fields(before, after, Set.of("replicas")));
            case JOB ->
                new Change(
                        jobFields(before, after),
                        false,
                        false,
                        false,
                        differsInMetadata(before, after)
                                || !fields(before, after, OF_THIS_JOB).isEmpty());
            case OTHER -> Change.NONE;
        };
    }

    private static Change ofPod(JsonNode before, JsonNode after) {
        var other = differsBesideLabels(before, after)
                || PodUpdate.differsInItself(before.path("spec"), after.path("spec"));
        return new Change(
                podFields(Target.POD, before, after),
                differs("labels", before, after),
                losesController(before, after),
                false,
                other);
    }

    private static Change ofReplicaSet(JsonNode before, JsonNode after) {
        var fields = new ArrayList<>(fields(before, after, Set.of("minReadySeconds", "replicas")));
        fields.addAll(templateFields(before, after));
        return new Change(
                List.copyOf(fields), false, losesController(before, after), false, differsInMetadata(before, after));
    }

    private static List<String> podFields(Target target, JsonNode before, JsonNode after) {
        return PodUpdate.of(new PodManifest(before), new PodManifest(after), target)
                .fields();
    }

    private static List<String> jobFields(JsonNode before, JsonNode after) {
        var names = new TreeSet<String>();
        before.path("spec").fieldNames().forEachRemaining(names::add);
        after.path("spec").fieldNames().forEachRemaining(names::add);
        names.removeAll(OF_THIS_JOB);
        names.remove("template");
        var fields = new ArrayList<>(fields(before, after, names));
        fields.addAll(templateFields(before, after));
        return List.copyOf(fields);
    }

    private static List<String> templateFields(JsonNode before, JsonNode after) {
        var fields = new ArrayList<String>();
        var live = before.path("spec").path("template");
        var desired = after.path("spec").path("template");
        for (var field : List.of("annotations", "labels")) {
            if (differs(field, live, desired)) {
                fields.add("template.metadata." + field);
            }
        }
        PodUpdate.ofTemplate(new Workload(before), new Workload(after)).fields().stream()
                .map("template.spec."::concat)
                .forEach(fields::add);
        return fields;
    }

    private static List<String> fields(JsonNode before, JsonNode after, Set<String> names) {
        return names.stream()
                .filter(name -> !Lists.same(
                        name, before.path("spec").path(name), after.path("spec").path(name)))
                .sorted()
                .toList();
    }

    /** Whether anything differs in the metadata that people write; the rest of it is the API server's own. */
    private static boolean differsInMetadata(JsonNode before, JsonNode after) {
        return differs("labels", before, after) || differsBesideLabels(before, after);
    }

    private static boolean differsBesideLabels(JsonNode before, JsonNode after) {
        return differs("annotations", before, after)
                || differs("finalizers", before, after)
                || differs("ownerReferences", before, after);
    }

    /** Whether a field of the metadata differs; one that is not there is an empty one. */
    private static boolean differs(String field, JsonNode before, JsonNode after) {
        return !present(before, field).equals(present(after, field));
    }

    private static JsonNode present(JsonNode object, String field) {
        var value = object.path("metadata").path(field);
        return value.isEmpty() ? JsonNodeFactory.instance.missingNode() : value;
    }

    private static boolean losesController(JsonNode before, JsonNode after) {
        return Controllers.of(before.path("metadata")).isPresent()
                && Controllers.of(after.path("metadata")).isEmpty();
    }

    private static boolean addsDebugger(JsonNode before, JsonNode after) {
        var old = Lists.byKey("name", before.path("spec").path("ephemeralContainers"));
        return !old.keySet()
                .containsAll(Lists.byKey("name", after.path("spec").path("ephemeralContainers"))
                        .keySet());
    }

    private static Change spec(List<String> fields) {
        return new Change(fields, false, false, false, false);
    }
}
