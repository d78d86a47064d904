package io.podward.policy;

import java.util.List;

/**
 * What an update changes, of what the API server would keep.
 *
 * @param spec the changed fields of the spec that have an equivalent on the owner, for example {@code
 *     containers[blog].image}, sorted
 * @param labels whether labels change
 * @param controllerRemoved whether the object names a controller before, and none afterwards
 * @param ephemeralContainers whether ephemeral containers are added
 * @param other whether anything else changes that the API server keeps: annotations, finalizers, owner references of no
 *     controller, fields of this one object alone
 */
public record Change(
        List<String> spec, boolean labels, boolean controllerRemoved, boolean ephemeralContainers, boolean other) {
    /** No change at all: also what a creation or deletion has. */
    public static final Change NONE = new Change(List.of(), false, false, false, false);

    public Change {
        spec = List.copyOf(spec);
    }

    /** The same change, as far as it is about other fields of the spec than this one. */
    public Change without(String field) {
        var left = spec.stream().filter(name -> !name.equals(field)).toList();
        return new Change(left, labels, controllerRemoved, ephemeralContainers, other || left.size() < spec.size());
    }
}
