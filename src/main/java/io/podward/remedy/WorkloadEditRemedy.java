package io.podward.remedy;

import io.podward.manifest.Workload;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.Target;

/** What to say to somebody who changed what a higher controller owns. */
final class WorkloadEditRemedy {
    private WorkloadEditRemedy() {}

    /** The remedy. */
    static Remedy of(Attempt attempt, Owner owner) {
        return switch (owner) {
            case Owner.Root(var _, var object) ->
                attempt.cluster()
                        .owner()
                        .root()
                        .map(root -> atRoot(attempt, root))
                        .orElseGet(() -> plain(attempt, Named.of(object), UnknownWay.at(object)));
            case Owner.Unresolved(var _, var farthest)
            when attempt.request().target() == Target.REPLICA_SET_SCALE ->
                plain(attempt, Named.of(farthest), UnknownWay.at(farthest, farthest));
            case Owner.Unresolved(var reference, var farthest) ->
                plain(attempt, Named.of(reference), UnknownWay.at(reference, farthest));
            case Owner.None _, Owner.Claimed _, Owner.Gone _ ->
                plain(attempt, "another object", "Change what owns it instead");
        };
    }

    private static Remedy atRoot(Attempt attempt, Workload root) {
        var ref = root.ref();
        var problem = problem(attempt, Named.of(ref));
        if (attempt.request().target() == Target.JOB) {
            return new JobEditRemedy(attempt, root).remedy(problem);
        }
        if (attempt.request().change().spec().isEmpty()) {
            return taken(attempt, ref);
        }
        if (ref.is("apps", "Deployment")) {
            return new ReplicaSetEditRemedy(attempt, root).remedy(problem);
        }
        return ref.isCustom()
                ? new CustomOwnerRemedy(new Kubectl(attempt.namespace()), root).edit(problem)
                : plain(attempt, ref);
    }

    /** A ReplicaSet is taken from its owner, or given another one. */
    private static Remedy taken(Attempt attempt, ObjectRef owner) {
        var name = Named.of("ReplicaSet", attempt.name());
        var problem = attempt.request().change().controllerRemoved()
                ? name + " loses the reference to " + Named.of(owner)
                        + ", which takes it back if its labels match, and otherwise may start as many Pods again."
                : name + " is given another controller: " + Named.of(owner)
                        + " counts its Pods no more, and may start as many again.";
        return Remedy.withoutCommand(problem, "Leave its owner references as they are");
    }

    private static Remedy plain(Attempt attempt, ObjectRef owner) {
        return plain(attempt, Named.of(owner), UnknownWay.at(owner));
    }

    private static Remedy plain(Attempt attempt, String owner, String advice) {
        return Remedy.withoutCommand(problem(attempt, owner), advice);
    }

    private static String problem(Attempt attempt, String owner) {
        if (attempt.request().target() != Target.JOB) {
            return Named.of("ReplicaSet", attempt.name()) + " belongs to " + owner
                    + ", which undoes what is changed here.";
        }
        var inTemplate = attempt.request().change().spec().stream().anyMatch(field -> field.startsWith("template."));
        return Named.of("Job", attempt.name()) + " belongs to " + owner
                + (inTemplate
                        ? ", and its Pod template cannot be changed."
                        : ": a change made here holds for this run alone.");
    }
}
