package io.podward.cluster;

import io.podward.manifest.LabelSelectors;
import io.podward.manifest.Workload;
import io.podward.policy.Adoption;
import io.podward.policy.Inquiry.Adoptable;
import io.podward.policy.LabelSelector;
import io.podward.policy.LabelSelector.Operator;
import io.podward.policy.LabelSelector.Requirement;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds who would take over a Pod that has no controller: a controller of its namespace whose selector matches its labels
 * ({@code ControllerRefManager}, kubernetes {@code pkg/controller}).
 *
 * <p>What cannot match is not asked for:
 *
 * <ul>
 *   <li>The ReplicaSets of a Deployment carry the label {@code pod-template-hash}, and their selector demands it; those of an
 *       Argo Rollout have one of their own. So a Pod is matched by ReplicaSets without those labels, or by such with the same.
 *   <li>A StatefulSet takes only Pods that are named like its own, and so can be asked for by name.
 *   <li>So can a Job: the selector that it is given demands its UID, and whoever copies that label copies its name along. One
 *       with {@code manualSelector} is found if the Pod names it.
 * </ul>
 */
final class Adopters {
    private static final List<String> TEMPLATE_HASHES = List.of("pod-template-hash", "rollouts-pod-template-hash");
    private static final List<String> JOB_NAMES = List.of("batch.kubernetes.io/job-name", "job-name");

    /** How the Pods of a StatefulSet are named ({@code statefulPodRegex}, kubernetes {@code pkg/controller/statefulset}). */
    private static final Pattern POD_OF_A_STATEFUL_SET = Pattern.compile("(.*)-[0-9]+", Pattern.DOTALL);

    private static final LabelSelector ALL = new LabelSelector(Map.of(), List.of());

    private final Cluster cluster;
    private final OwnerChain owners;

    Adopters(Cluster cluster, OwnerChain owners) {
        this.cluster = cluster;
        this.owners = owners;
    }

    /** Who would take the Pod over; the first, if several would: they do not know of each other either. */
    Adoption of(Adoptable pod, String namespace) {
        if (pod.labels().isEmpty()) {
            return new Adoption.Nobody();
        }
        var listings = AtOnce.ask(questions(pod, namespace));
        return listings.stream()
                .flatMap(Adopters::objects)
                .filter(controller -> adopts(controller, pod))
                .findFirst()
                .<Adoption>map(controller -> by(controller, namespace))
                .orElseGet(() ->
                        listings.stream().allMatch(Adopters::isAll) ? new Adoption.Nobody() : new Adoption.Unknown());
    }

    private List<Supplier<Listing>> questions(Adoptable pod, String namespace) {
        var questions = new ArrayList<Supplier<Listing>>();
        for (var selector : replicaSets(pod.labels())) {
            questions.add(() -> cluster.list("apps/v1", "ReplicaSet", namespace, selector));
        }
        questions.add(() -> cluster.list("v1", "ReplicationController", namespace, ALL));
        questions.add(() -> cluster.list("apps/v1", "DaemonSet", namespace, ALL));
        Optional.of(POD_OF_A_STATEFUL_SET.matcher(pod.name()))
                .filter(Matcher::matches)
                .ifPresent(match -> questions.add(() -> one("apps/v1", "StatefulSet", match.group(1), namespace)));
        JOB_NAMES.stream()
                .filter(pod.labels()::containsKey)
                .map(pod.labels()::get)
                .distinct()
                .forEach(job -> questions.add(() -> one("batch/v1", "Job", job, namespace)));
        return questions;
    }

    private static List<LabelSelector> replicaSets(Map<String, String> labels) {
        var none = TEMPLATE_HASHES.stream()
                .map(hash -> new Requirement(hash, Operator.DOES_NOT_EXIST, List.of()))
                .toList();
        var same = TEMPLATE_HASHES.stream()
                .filter(labels::containsKey)
                .map(hash -> new LabelSelector(Map.of(hash, labels.get(hash)), List.of()));
        return Stream.concat(Stream.of(new LabelSelector(Map.of(), none)), same).toList();
    }

    private Listing one(String apiVersion, String kind, String name, String namespace) {
        return switch (cluster.find(new OwnerReference(apiVersion, kind, name, ""), namespace)) {
            case Lookup.Found(var object) -> new Listing.Found(List.of(object), true);
            case Lookup.NotFound _ -> new Listing.Found(List.of(), true);
            case Lookup.Unavailable(var why) -> new Listing.Unavailable(why);
        };
    }

    private static Stream<Workload> objects(Listing listing) {
        return switch (listing) {
            case Listing.Found(var objects, var _) -> objects.stream();
            case Listing.Unavailable _ -> Stream.empty();
        };
    }

    private static boolean isAll(Listing listing) {
        return listing instanceof Listing.Found(var _, var complete) && complete;
    }

    /** One that is being deleted takes nothing over, nor does a Job that has ended; a selector that demands nothing matches nothing. */
    private static boolean adopts(Workload controller, Adoptable pod) {
        return !controller.metadata().hasNonNull("deletionTimestamp")
                && !hasEnded(controller)
                && LabelSelectors.of(controller)
                        .filter(selector -> selector.matches(pod.labels()))
                        .isPresent();
    }

    private static boolean hasEnded(Workload controller) {
        return controller.ref().is("batch", "Job")
                && controller
                        .tree()
                        .path("status")
                        .path("conditions")
                        .valueStream()
                        .filter(condition -> condition.path("status").asText("").equals("True"))
                        .map(condition -> condition.path("type").asText(""))
                        .anyMatch(List.of("Complete", "Failed")::contains);
    }

    private Adoption by(Workload controller, String namespace) {
        var ref = controller.ref();
        var reference = new OwnerReference(ref.apiVersion(), ref.kind(), ref.name(), controller.uid());
        return new Adoption.By(
                reference, root(owners.above(reference, controller, namespace).owner(), ref));
    }

    private static ObjectRef root(Owner owner, ObjectRef controller) {
        return switch (owner) {
            case Owner.Root(var _, var object) -> object;
            case Owner.Unresolved(var _, var farthest) -> farthest.in(controller.namespace());
            case Owner.None _, Owner.Claimed _, Owner.Gone _ -> controller;
        };
    }
}
