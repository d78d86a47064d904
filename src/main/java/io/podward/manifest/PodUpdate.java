package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An update of a Pod, reduced to what the API server would keep of it. In the mutating phase a request still shows fields that
 * the addressed resource drops: they mean nothing.
 *
 * @param before the spec as it is, without the fields that no update can usefully name
 * @param after the spec that the update asks for, reduced in the same way
 */
public record PodUpdate(JsonNode before, JsonNode after) {
    /**
     * Fields that the control plane sets on a Pod, or that exist for this one Pod alone: none of them has a place in the
     * owner's Pod template. {@code serviceAccount} is the deprecated twin of {@code serviceAccountName}; ephemeral containers
     * have a subresource of their own.
     */
    private static final Set<String> OF_THIS_POD =
            Set.of("ephemeralContainers", "nodeName", "priority", "schedulingGates", "serviceAccount");

    /** What {@code pods/resize} keeps of a container, and with pod-level resources of the spec (KEP-1287, KEP-5419). */
    private static final Set<String> RESIZABLE = Set.of("resources", "resizePolicy");

    /**
     * The effective part of an update.
     *
     * @param live the Pod before the update
     * @param desired the Pod that the request carries
     * @param target the resource that the request is addressed to
     */
    public static PodUpdate of(PodManifest live, PodManifest desired, Target target) {
        return switch (target) {
            case POD -> new PodUpdate(templatePart(live.spec()), templatePart(desired.spec()));
            case POD_RESIZE -> new PodUpdate(resizablePart(live.spec()), resizablePart(desired.spec()));
            case POD_STATUS, POD_EPHEMERAL_CONTAINERS, REPLICA_SET, REPLICA_SET_SCALE, JOB, OTHER ->
                new PodUpdate(nothing(), nothing());
        };
    }

    /** The update of a workload, as far as it is about the spec of its Pod template. */
    public static PodUpdate ofTemplate(Workload live, Workload desired) {
        return new PodUpdate(templatePart(live.templateSpec()), templatePart(desired.templateSpec()));
    }

    /** The fields that change, for example {@code containers[blog].image}, sorted. */
    public List<String> fields() {
        var fields = new TreeSet<String>();
        for (var field : fieldsOf(before, after)) {
            if (Lists.isContainers(field)) {
                fields.addAll(containerFields(field, before.path(field), after.path(field)));
            } else if (!Lists.same(field, before.path(field), after.path(field))) {
                fields.add(field);
            }
        }
        return List.copyOf(fields);
    }

    /** The same update, as far as it is about other fields of the spec than this one. */
    public PodUpdate without(String field) {
        ObjectNode reducedBefore = before.deepCopy();
        ObjectNode reducedAfter = after.deepCopy();
        return new PodUpdate(reducedBefore.without(field), reducedAfter.without(field));
    }

    /** Whether two specs differ in what exists for this one Pod alone. */
    static boolean differsInItself(JsonNode before, JsonNode after) {
        return OF_THIS_POD.stream().anyMatch(field -> !Lists.same(field, before.path(field), after.path(field)));
    }

    private static List<String> containerFields(String list, JsonNode before, JsonNode after) {
        var old = Lists.byKey("name", before);
        var fields = new ArrayList<String>();
        Lists.byKey("name", after).forEach((name, container) -> {
            var previous = old.remove(name);
            if (previous == null) {
                fields.add(list + "[" + name + "]");
            } else {
                fieldsOf(previous, container).stream()
                        .filter(field -> !Lists.same(field, previous.path(field), container.path(field)))
                        .forEach(field -> fields.add(list + "[" + name + "]." + field));
            }
        });
        old.keySet().forEach(removed -> fields.add(list + "[" + removed + "]"));
        return fields;
    }

    private static Set<String> fieldsOf(JsonNode before, JsonNode after) {
        var fields = new TreeSet<String>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static ObjectNode templatePart(JsonNode spec) {
        var kept = nothing();
        spec.properties().stream()
                .filter(field -> !OF_THIS_POD.contains(field.getKey()))
                .forEach(field -> kept.set(field.getKey(), field.getValue()));
        return kept;
    }

    private static ObjectNode resizablePart(JsonNode spec) {
        var kept = nothing();
        if (spec.has("resources")) {
            kept.set("resources", spec.get("resources"));
        }
        for (var list : List.of("containers", "initContainers")) {
            for (var container : spec.path(list)) {
                var reduced = nothing().set("name", container.path("name"));
                RESIZABLE.stream()
                        .filter(container::has)
                        .forEach(field -> ((ObjectNode) reduced).set(field, container.get(field)));
                kept.withArray(list).add(reduced);
            }
        }
        return kept;
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
