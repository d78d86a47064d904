package io.podward.cluster;

import com.github.benmanes.caffeine.cache.Ticker;
import io.podward.manifest.ClusterFacts;
import io.podward.manifest.NamespacePods;
import io.podward.manifest.Workload;
import io.podward.policy.Inquiry;
import io.podward.policy.LabelSelector;
import io.podward.policy.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Answers inquiries from one cluster. What cannot be looked up is unknown. A thread that is interrupted while it waits for an
 * answer gets it at once, with what is known by then.
 */
public final class Inquiries {
    private final Cluster cluster;
    private final OwnerChain owners;
    private final Adopters adopters;
    private final Namespaces namespaces;
    private final PodListing pods;

    public Inquiries(Cluster cluster) {
        this.cluster = cluster;
        this.owners = new OwnerChain(cluster);
        this.adopters = new Adopters(cluster, owners);
        this.namespaces = new Namespaces(cluster, Ticker.systemTicker());
        this.pods = new PodListing(cluster, owners);
    }

    /** What the cluster says; everything is asked for at the same time. */
    public ClusterFacts answer(Inquiry inquiry) {
        var namespace = inquiry.namespace();
        var questions = new ArrayList<Supplier<UnaryOperator<ClusterFacts>>>();
        inquiry.owner()
                .ifPresent(reference -> questions.add(() -> {
                    var owner = owners.resolve(reference, namespace);
                    var autoscaler =
                            inquiry.autoscaler() ? owner.root().flatMap(this::autoscaler) : Optional.<String>empty();
                    return facts -> facts.withOwner(owner, autoscaler);
                }));
        inquiry.written()
                .ifPresent(reference -> questions.add(() -> {
                    var written = owners.resolve(reference, namespace);
                    return facts -> facts.withWritten(written);
                }));
        inquiry.adoptable()
                .ifPresent(pod -> questions.add(() -> {
                    var adoption = adopters.of(pod, namespace);
                    return facts -> facts.withAdoption(adoption);
                }));
        if (inquiry.labels()) {
            questions.add(() -> {
                var labels = namespaces.labels(namespace);
                return facts -> facts.withLabels(labels);
            });
        }
        var facts = ClusterFacts.NONE;
        for (var learned : AtOnce.ask(questions)) {
            facts = learned.apply(facts);
        }
        return facts;
    }

    /** The Pods of a namespace. */
    public NamespacePods pods(String namespace) {
        return pods.of(namespace);
    }

    /** The labels of a namespace change: those that are known are of no use any more. */
    public void forget(String namespace) {
        namespaces.forget(namespace);
    }

    private Optional<String> autoscaler(Workload root) {
        var everything = new LabelSelector(Map.of(), List.of());
        var namespace = root.ref().namespace();
        return switch (cluster.list("autoscaling/v2", "HorizontalPodAutoscaler", namespace, everything)) {
            case Listing.Found(var autoscalers, var _) ->
                autoscalers.stream()
                        .filter(autoscaler -> scales(autoscaler, root.ref()))
                        .map(autoscaler -> autoscaler.ref().name())
                        .findFirst();
            case Listing.Unavailable _ -> Optional.empty();
        };
    }

    /** The version is no matter: an autoscaler may name an older one of the same kind. */
    private static boolean scales(Workload autoscaler, ObjectRef root) {
        var target = autoscaler.spec().path("scaleTargetRef");
        var named = new ObjectRef(
                target.path("apiVersion").asText(""),
                target.path("kind").asText(""),
                root.namespace(),
                target.path("name").asText(""));
        return named.is(root.group(), root.kind()) && named.name().equals(root.name());
    }
}
