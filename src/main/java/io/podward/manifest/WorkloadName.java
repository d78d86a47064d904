package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of the workload for a Pod: the Pod's own, without what was added to tell it from its likes.
 *
 * @param name the name
 * @param shortened why it is not the Pod's name; empty if it is
 */
record WorkloadName(String name, Optional<Remark> shortened) {
    /** The API server admits no longer name, and no longer {@code generateName} ({@code NameIsDNSSubdomain}). */
    private static final int LONGEST = 253;

    /** What the API server keeps of a {@code generateName}, and what it adds (apiserver, {@code storage/names}). */
    private static final int LONGEST_PREFIX = 58;

    private static final Pattern RANDOM = Pattern.compile("-[a-z0-9]{5}$");
    private static final Pattern ORDINAL = Pattern.compile("-[0-9]+$");

    /** The labels that hold the hash in the names of the Pods of a ReplicaSet: Kubernetes' own, and that of Argo Rollouts. */
    private static final List<String> HASHES = List.of("pod-template-hash", "rollouts-pod-template-hash");

    private static final List<String> JOB_NAMES = List.of("batch.kubernetes.io/job-name", "job-name");

    static WorkloadName of(PodManifest pod) {
        var name = pod.name();
        if (name.length() > LONGEST || pod.generateName().length() > LONGEST) {
            return new WorkloadName(name.isEmpty() ? pod.generateName() : name, Optional.empty());
        }
        var labels = pod.metadata().path("labels");
        var shortened = withoutJobSuffix(name, labels)
                .or(() -> withoutOrdinal(name, labels))
                .or(() -> withoutHash(generated(pod).orElse(name), labels))
                .or(() -> generated(pod))
                .orElse(name);
        return shortened.equals(name)
                ? new WorkloadName(name, Optional.empty())
                : new WorkloadName(shortened, Optional.of(remark(pod)));
    }

    private static Remark remark(PodManifest pod) {
        return new Remark(
                "metadata.name",
                pod.name().isEmpty()
                        ? "taken from generateName"
                        : "shortened from " + YamlString.inline(pod.name()) + ", which was made unique");
    }

    /** The prefix that the API server completed; a name that was given wins over the prefix. */
    private static Optional<String> generated(PodManifest pod) {
        var prefix = pod.generateName();
        var kept = prefix.substring(0, Math.min(prefix.length(), LONGEST_PREFIX));
        return !prefix.isEmpty() && (pod.name().isEmpty() || pod.name().startsWith(kept))
                ? Optional.of(withoutSeparators(prefix))
                : Optional.empty();
    }

    /** A name ends in a letter or digit. */
    private static String withoutSeparators(String prefix) {
        var end = prefix.length();
        while (end > 0 && "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(prefix.charAt(end - 1)) < 0) {
            end--;
        }
        return prefix.substring(0, end);
    }

    private static Optional<String> withoutHash(String name, JsonNode labels) {
        var unique = RANDOM.matcher(name).replaceFirst("");
        return HASHES.stream()
                .map(label -> "-" + labels.path(label).asText(""))
                .filter(hash -> hash.length() > 1 && (name.endsWith(hash) || unique.endsWith(hash)))
                .map(hash -> name.endsWith(hash) ? cut(name, hash) : cut(unique, hash))
                .findFirst();
    }

    private static String cut(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }

    private static Optional<String> withoutOrdinal(String name, JsonNode labels) {
        var ofStatefulSet =
                labels.path("statefulset.kubernetes.io/pod-name").asText("").equals(name) && !name.isEmpty();
        return ofStatefulSet ? Optional.of(ORDINAL.matcher(name).replaceFirst("")) : Optional.empty();
    }

    private static Optional<String> withoutJobSuffix(String name, JsonNode labels) {
        return JOB_NAMES.stream()
                .map(label -> labels.path(label).asText(""))
                .filter(job -> !job.isEmpty() && name.startsWith(job + "-"))
                .findFirst();
    }
}
