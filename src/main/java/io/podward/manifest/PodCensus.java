package io.podward.manifest;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import io.podward.policy.ObjectRef;
import io.podward.policy.OwnerReference;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The Pods of a namespace, sorted by which rules are about them. Left out are those that are on their way out, and static Pods,
 * which are their node's.
 *
 * @param bare the names of those without a controller
 * @param temporary the names of those without a controller that end by themselves, or look into a node
 * @param controlled those that have a controller, by the root of its owner chain, the most first
 * @param forged those whose controller is of a kind that controls no Pods, in the same way
 * @param complete whether these are all
 */
public record PodCensus(
        List<String> bare, List<String> temporary, List<Group> controlled, List<Group> forged, boolean complete) {
    private static final String MIRROR = "kubernetes.io/config.mirror";

    public PodCensus {
        bare = List.copyOf(bare);
        temporary = List.copyOf(temporary);
        controlled = List.copyOf(controlled);
        forged = List.copyOf(forged);
    }

    /**
     * The Pods of one owner.
     *
     * @param kind the kind of the owner
     * @param name its name
     * @param pods how many there are
     */
    public record Group(String kind, String name, long pods) {}

    /**
     * Counts the Pods.
     *
     * @param leaseSeconds how long a Pod that ends by itself may live at most to count as temporary
     */
    public static PodCensus of(NamespacePods.Listed listed, long leaseSeconds) {
        var pods = listed.pods().stream()
                .filter(pod -> !pod.terminating() && !pod.finished() && !isStatic(pod))
                .toList();
        var alone = pods.stream()
                .filter(pod -> pod.controller().isEmpty())
                .collect(partitioningBy(pod -> PodPurpose.of(pod).isTemporary(leaseSeconds)));
        return new PodCensus(
                names(alone.getOrDefault(false, List.of())),
                names(alone.getOrDefault(true, List.of())),
                groups(pods, listed, OwnerReference::canControlPods),
                groups(pods, listed, controller -> !controller.canControlPods()),
                listed.complete());
    }

    private static List<Group> groups(
            List<PodManifest> pods, NamespacePods.Listed listed, Predicate<OwnerReference> controllers) {
        return pods.stream()
                .flatMap(pod -> pod.controller().stream())
                .filter(controllers)
                .map(controller -> listed.roots().getOrDefault(controller, controller.in("")))
                .collect(groupingBy(owner -> new ObjectRef("", owner.kind(), "", owner.name()), counting()))
                .entrySet()
                .stream()
                .map(group -> new Group(group.getKey().kind(), group.getKey().name(), group.getValue()))
                .sorted(Comparator.comparingLong(Group::pods)
                        .reversed()
                        .thenComparing(Group::name)
                        .thenComparing(Group::kind))
                .toList();
    }

    private static List<String> names(List<PodManifest> pods) {
        return pods.stream().map(PodManifest::name).sorted().toList();
    }

    /** Anybody can write the annotation, but only a kubelet a Pod that its node controls. */
    private static boolean isStatic(PodManifest pod) {
        return pod.metadata().path("annotations").has(MIRROR)
                && pod.controller()
                        .filter(controller -> controller.in("").is("", "Node"))
                        .isPresent();
    }
}
