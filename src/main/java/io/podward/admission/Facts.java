package io.podward.admission;

import io.podward.manifest.ClusterFacts;
import io.podward.manifest.EffectiveChange;
import io.podward.manifest.LabelSelectors;
import io.podward.manifest.PodDeletion;
import io.podward.manifest.PodPurpose;
import io.podward.policy.Adoption;
import io.podward.policy.Change;
import io.podward.policy.Deletion;
import io.podward.policy.Membership;
import io.podward.policy.Operation;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.PodFacts;
import io.podward.policy.Purpose;
import io.podward.policy.Request;
import io.podward.policy.Target;
import java.util.Set;

/** From a request, and what the cluster said, to the facts that the rules judge by. */
final class Facts {
    /** What can only have Pods that run for ever: there is no such thing as a deadline in its Pod template. */
    private static final Set<String> WITHOUT_DEADLINE =
            Set.of("DaemonSet", "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet");

    private static final String DEADLINE = "activeDeadlineSeconds";

    private final ReviewRequest asked;
    private final ClusterFacts cluster;

    private Facts(ReviewRequest asked, ClusterFacts cluster) {
        this.asked = asked;
        this.cluster = cluster;
    }

    /** The facts, as far as they are known. */
    static Request of(ReviewRequest asked, ClusterFacts cluster) {
        var facts = new Facts(asked, cluster);
        return new Request(
                asked.operation(),
                asked.target(),
                asked.requester(),
                asked.namespace(),
                cluster.labels(),
                asked.oldObject().terminating() || facts.scalesWhatIsDeleted(),
                facts.owner(),
                facts.written(),
                facts.change(),
                asked.target().isPod() ? facts.pod() : PodFacts.NONE);
    }

    private Owner owner() {
        var claimed = asked.target() == Target.REPLICA_SET_SCALE ? scaled() : claimed();
        var found = cluster.owner().owner();
        if (claimed instanceof Owner.None || found instanceof Owner.None) {
            return claimed;
        }
        // What is scaled has been looked up itself: if that is the end of the chain, it has no owner.
        return asked.target() == Target.REPLICA_SET_SCALE && isItself(found) ? new Owner.None() : found;
    }

    private Owner claimed() {
        return asked.oldObject().controller().<Owner>map(Owner.Claimed::new).orElseGet(Owner.None::new);
    }

    private Owner scaled() {
        var scale = asked.oldObject().metadata();
        return new Owner.Claimed(new OwnerReference(
                "apps/v1",
                "ReplicaSet",
                scale.path("name").asText(""),
                scale.path("uid").asText("")));
    }

    /** A Scale does not say so itself. */
    private boolean scalesWhatIsDeleted() {
        return asked.target() == Target.REPLICA_SET_SCALE
                && cluster.owner()
                        .direct()
                        .filter(scaled -> scaled.metadata().hasNonNull("deletionTimestamp"))
                        .isPresent();
    }

    private boolean isItself(Owner found) {
        return switch (found) {
            case Owner.Root(var reference, var object) -> object.equals(reference.in(object.namespace()));
            case Owner.Gone _ -> true;
            case Owner.None _, Owner.Claimed _, Owner.Unresolved _ -> false;
        };
    }

    private Owner written() {
        if (asked.target() != Target.POD && asked.target() != Target.REPLICA_SET) {
            return new Owner.None();
        }
        var desired = asked.object().controller();
        if (desired.isEmpty() || desired.equals(asked.oldObject().controller())) {
            return new Owner.None();
        }
        var found = cluster.written().owner();
        return found instanceof Owner.None ? new Owner.Claimed(desired.get()) : found;
    }

    private Change change() {
        if (asked.operation() != Operation.UPDATE) {
            return Change.NONE;
        }
        var change = EffectiveChange.of(
                asked.target(), asked.oldObject().tree(), asked.object().tree());
        var mayHaveDeadline = asked.oldObject()
                .controller()
                .filter(controller -> !controller.in("").isCustom() && WITHOUT_DEADLINE.contains(controller.kind()))
                .isEmpty();
        return mayHaveDeadline ? change : change.without(DEADLINE);
    }

    private PodFacts pod() {
        var pod = asked.operation() == Operation.DELETE ? asked.oldObject() : asked.object();
        return new PodFacts(
                pod.name(),
                pod.labels(),
                asked.operation() == Operation.CREATE ? PodPurpose.of(pod) : new Purpose.Lasting(),
                deletion(),
                asked.oldObject().finished() ? new Adoption.Nobody() : cluster.adoption(),
                membership());
    }

    private Deletion deletion() {
        if (asked.operation() != Operation.DELETE) {
            return Deletion.NONE;
        }
        var strategy = cluster.owner()
                .direct()
                .map(controller ->
                        controller.spec().path("updateStrategy").path("type").asText(""))
                .orElse("");
        return strategy.equals("OnDelete")
                ? Deletion.FOR_AN_UPDATE
                : PodDeletion.of(asked.oldObject(), asked.options());
    }

    private Membership membership() {
        if (cluster.owner().owner() instanceof Owner.None) {
            return Membership.NOT_ASKED;
        }
        return cluster.owner()
                .direct()
                .flatMap(LabelSelectors::of)
                .map(selector -> selector.matches(asked.object().labels()) ? Membership.STAYS : Membership.LEAVES)
                .orElse(Membership.UNKNOWN);
    }
}
