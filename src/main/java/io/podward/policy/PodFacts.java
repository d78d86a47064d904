package io.podward.policy;

import java.util.Map;

/**
 * What the rules need to know of a Pod, as it would be after the request.
 *
 * @param name the name; empty before the API server has generated it
 * @param labels the labels
 * @param purpose what it is made for
 * @param deletion how it is deleted
 * @param adoption whether a controller would take it over
 * @param membership whether its controller keeps it
 */
public record PodFacts(
        String name,
        Map<String, String> labels,
        Purpose purpose,
        Deletion deletion,
        Adoption adoption,
        Membership membership) {
    /** Of a request that is not about a Pod. */
    public static final PodFacts NONE = new PodFacts(
            "", Map.of(), new Purpose.Lasting(), Deletion.NONE, new Adoption.NotAsked(), Membership.NOT_ASKED);

    public PodFacts {
        labels = Map.copyOf(labels);
    }

    /** What nobody has asked for is unknown. */
    PodFacts settled() {
        return new PodFacts(
                name,
                labels,
                purpose,
                deletion,
                adoption instanceof Adoption.NotAsked ? new Adoption.Unknown() : adoption,
                membership == Membership.NOT_ASKED ? Membership.UNKNOWN : membership);
    }
}
