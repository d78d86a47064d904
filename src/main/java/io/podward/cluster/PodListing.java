package io.podward.cluster;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.podward.manifest.NamespacePods;
import io.podward.manifest.PodManifest;
import io.podward.policy.LabelSelector;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Supplier;

/** Lists the Pods of a namespace, with what owns most of them. */
final class PodListing {
    /** As many as a text has room for, and some that turn out to be the same. */
    private static final int LOOKED_UP = 10;

    private final Cluster cluster;
    private final OwnerChain owners;

    PodListing(Cluster cluster, OwnerChain owners) {
        this.cluster = cluster;
        this.owners = owners;
    }

    /**
     * The Pods, as far as a single page goes. Whole ones, although their metadata alone would be a quarter of the bytes: whether a
     * Pod without a controller ends by itself is in its spec.
     */
    NamespacePods of(String namespace) {
        return switch (cluster.list("v1", "Pod", namespace, new LabelSelector(Map.of(), List.of()))) {
            case Listing.Found(var objects, var complete) -> {
                var pods = objects.stream()
                        .map(object -> new PodManifest(object.tree()))
                        .toList();
                yield new NamespacePods.Listed(pods, roots(pods, namespace), complete);
            }
            case Listing.Unavailable _ -> new NamespacePods.Unknown();
        };
    }

    private Map<OwnerReference, ObjectRef> roots(List<PodManifest> pods, String namespace) {
        var controllers = pods.stream()
                .flatMap(pod -> pod.controller().stream())
                .filter(OwnerReference::canControlPods)
                .collect(groupingBy(controller -> controller, counting()))
                .entrySet()
                .stream()
                .sorted(Entry.<OwnerReference, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().name(), Comparator.naturalOrder()))
                .limit(LOOKED_UP)
                .map(Entry::getKey)
                .toList();
        var roots = new HashMap<OwnerReference, ObjectRef>();
        var questions = controllers.stream()
                .map(controller -> (Supplier<Owner>)
                        () -> owners.resolve(controller, namespace).owner())
                .toList();
        for (var owner : AtOnce.ask(questions)) {
            if (owner instanceof Owner.Root(var controller, var root)) {
                roots.put(controller, root);
            }
        }
        return roots;
    }
}
