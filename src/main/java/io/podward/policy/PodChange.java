package io.podward.policy;

import java.util.List;

/**
 * What an update of a Pod changes, of what the API server would keep.
 *
 * @param spec the changed fields of the spec, for example {@code containers[blog].image}, sorted
 * @param metadata whether labels, annotations, finalizers or owner references change
 */
public record PodChange(List<String> spec, boolean metadata) {
    /** No change at all: also what a creation or deletion has. */
    public static final PodChange NONE = new PodChange(List.of(), false);

    public PodChange {
        spec = List.copyOf(spec);
    }
}
