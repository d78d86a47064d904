package io.podward.remedy;

import io.podward.policy.ObjectRef;
import io.podward.policy.Operation;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import java.util.List;

/**
 * What to say to somebody whose own Pod looks like a replica of something else. There is no command: what the Pod is for, and so
 * which labels it needs, only they know.
 */
final class PodAdoptionRemedy {
    /** The labels that controllers give to their own Pods, and have in their selectors. Without them a copy is no replica. */
    private static final List<String> TELLTALE = List.of(
            "batch.kubernetes.io/controller-uid", "controller-uid", "pod-template-hash", "rollouts-pod-template-hash");

    private PodAdoptionRemedy() {}

    /** The remedy. */
    static Remedy of(Attempt attempt, Owner owner) {
        return switch (owner) {
            case Owner.Root(var controller, var root) ->
                Remedy.withoutCommand(problem(attempt, controller, root), advice(attempt));
            case Owner.None _, Owner.Claimed _, Owner.Gone _, Owner.Unresolved _ ->
                throw new IllegalArgumentException("only a controller that is there takes a Pod over");
        };
    }

    private static String problem(Attempt attempt, OwnerReference controller, ObjectRef root) {
        var isRoot = controller.kind().equals(root.kind()) && controller.name().equals(root.name());
        var pod = "Pod " + Printable.of(attempt.name()) + " has the labels of the Pods of " + Named.of(controller)
                + (isRoot ? "" : " (" + Named.of(root) + ")");
        return controller.in("").is("apps", "ReplicaSet") || controller.kind().equals("ReplicationController")
                ? pod + ": that takes it over, and deletes one Pod too many, maybe a healthy one."
                : pod + ": that takes it over, and may delete it, or another one for it.";
    }

    private static String advice(Attempt attempt) {
        if (attempt.request().operation() == Operation.UPDATE) {
            return "Leave its " + Named.all("label", attempt.labels().keys()) + " as before, or choose other values";
        }
        var telltale =
                TELLTALE.stream().filter(attempt.after().labels()::containsKey).toList();
        return telltale.isEmpty()
                ? "Give it labels of its own"
                : "Leave out " + Named.all("label", telltale)
                        + "; with labels of its own it gets none of their traffic either";
    }
}
