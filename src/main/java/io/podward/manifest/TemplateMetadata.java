package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The labels and annotations of a Pod that are its like's too; the others tell about this one Pod. */
final class TemplateMetadata {
    private static final Set<String> LABELS = Set.of(
            "apps.kubernetes.io/pod-index",
            "controller-revision-hash",
            "controller-uid",
            "job-name",
            "pod-template-generation",
            "pod-template-hash",
            "rollouts-pod-template-hash",
            "statefulset.kubernetes.io/pod-name",
            "topology.kubernetes.io/region",
            "topology.kubernetes.io/zone");

    private static final Set<String> ANNOTATIONS = Set.of(
            "cni.projectcalico.org/containerID",
            "cni.projectcalico.org/podIP",
            "cni.projectcalico.org/podIPs",
            "k8s.v1.cni.cncf.io/network-status",
            "k8s.v1.cni.cncf.io/networks-status",
            "kubectl.kubernetes.io/last-applied-configuration",
            "kubernetes.io/created-by",
            "kubernetes.io/limit-ranger");

    private static final List<String> PREFIXES = List.of("batch.kubernetes.io/", "kubernetes.io/config.");

    private TemplateMetadata() {}

    /** Whether a label or an annotation tells about one Pod alone. */
    static boolean isOfOnePod(String key) {
        return LABELS.contains(key) || isOfOnePod(key, ANNOTATIONS);
    }

    static ObjectNode labels(JsonNode metadata) {
        return kept(metadata.path("labels"), LABELS);
    }

    static ObjectNode annotations(JsonNode metadata) {
        return kept(metadata.path("annotations"), ANNOTATIONS);
    }

    /**
     * The labels by which a selector finds the Pods: all there are, so that two workloads do not take each other's for theirs,
     * but for those that change with every release, since a selector cannot be changed.
     */
    static ObjectNode selector(ObjectNode labels) {
        ObjectNode selector = labels.deepCopy();
        selector.remove(
                List.of("app.kubernetes.io/managed-by", "app.kubernetes.io/version", "helm.sh/chart", "version"));
        return selector.isEmpty() ? labels.deepCopy() : selector;
    }

    /** A note on the labels or annotations that were left out, if any were. */
    static Optional<Remark> leftOut(String field, JsonNode given, ObjectNode kept) {
        var keys = given.properties().stream()
                .map(Map.Entry::getKey)
                .filter(Predicate.not(kept::has))
                .sorted()
                .map(YamlString::inline)
                .collect(Collectors.joining(", "));
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new Remark(field, "left out what the cluster sets: " + keys));
    }

    private static ObjectNode kept(JsonNode given, Set<String> unwanted) {
        var kept = JsonNodeFactory.instance.objectNode();
        given.properties().stream()
                .filter(entry -> !isOfOnePod(entry.getKey(), unwanted))
                .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
        return kept;
    }

    private static boolean isOfOnePod(String key, Set<String> unwanted) {
        return unwanted.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
