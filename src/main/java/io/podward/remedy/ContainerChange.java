package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.StrategicMergePatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A container that differs between two Pod specs, which have the same containers otherwise.
 *
 * @param before the container in the one
 * @param after the container in the other
 */
record ContainerChange(JsonNode before, JsonNode after) {
    private static final List<String> LISTS = List.of("initContainers", "containers");

    /** All containers that differ, init containers first; empty if anything else differs, or a container comes or goes. */
    static Optional<List<ContainerChange>> allBetween(JsonNode from, JsonNode to) {
        if (!LISTS.containsAll(StrategicMergePatch.fields(from, to))) {
            return Optional.empty();
        }
        var changes = new ArrayList<ContainerChange>();
        for (var list : LISTS) {
            var before = from.path(list);
            var after = to.path(list);
            if (!names(before).equals(names(after))) {
                return Optional.empty();
            }
            for (var i = 0; i < before.size(); i++) {
                var change = new ContainerChange(before.path(i), after.path(i));
                if (!change.fields().isEmpty()) {
                    changes.add(change);
                }
            }
        }
        return Optional.of(changes);
    }

    private static List<String> names(JsonNode containers) {
        var names = new ArrayList<String>();
        containers.forEach(container -> names.add(container.path("name").asText("")));
        return names;
    }

    String name() {
        return after.path("name").asText("");
    }

    /** The fields that differ. */
    Set<String> fields() {
        return StrategicMergePatch.fields(before, after);
    }

    /** The variables by name, in order, before and after. */
    static Map<String, JsonNode> variables(JsonNode container) {
        var variables = new LinkedHashMap<String, JsonNode>();
        container
                .path("env")
                .forEach(variable -> variables.put(variable.path("name").asText(""), variable));
        return variables;
    }
}
