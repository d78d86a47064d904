package io.podward.manifest;

import java.util.Optional;

/** The prefix from which the API server makes the name of a Pod. */
public final class GeneratedName {
    /** What the API server keeps of the prefix (apiserver, {@code storage/names}). */
    private static final int LONGEST_PREFIX = 58;

    private GeneratedName() {}

    /** The prefix; empty if the requester chose the whole name, which wins over a prefix. */
    public static Optional<String> of(PodManifest pod) {
        var prefix = pod.generateName();
        var kept = prefix.substring(0, Math.min(prefix.length(), LONGEST_PREFIX));
        return !prefix.isEmpty() && (pod.name().isEmpty() || pod.name().startsWith(kept))
                ? Optional.of(prefix)
                : Optional.empty();
    }
}
