package io.podward.remedy;

import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.Printable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to say to somebody who deletes a Pod that comes back. */
final class PodDeleteRemedy {
    private static final Set<String> RESTARTABLE = Set.of("DaemonSet", "Deployment", "StatefulSet");

    private final Attempt attempt;
    private final Kubectl kubectl;

    private PodDeleteRemedy(Attempt attempt) {
        this.attempt = attempt;
        this.kubectl = new Kubectl(attempt.namespace());
    }

    /** The remedy. */
    static Remedy of(Attempt attempt, Owner owner) {
        var remedy = new PodDeleteRemedy(attempt);
        return switch (owner) {
            case Owner.Root(var _, var object) -> remedy.of(object);
            case Owner.Unresolved(var reference, var _) -> remedy.plain(Named.of(reference));
            case Owner.Claimed(var reference) -> remedy.plain(Named.of(reference));
            case Owner.Gone(var reference, var _) -> remedy.plain(Named.of(reference));
            case Owner.None _ -> throw new IllegalArgumentException("a Pod without a controller does not come back");
        };
    }

    private Remedy of(ObjectRef owner) {
        return restart(owner)
                .map(command -> Remedy.withCommand(
                        problem(Named.of(owner)),
                        "To restart all its Pods, "
                                + (owner.isCustom()
                                        ? "with kubectl's plugin for Argo Rollouts"
                                        : "as its update strategy says"),
                        command,
                        List.of()))
                .orElseGet(() -> plain(Named.of(owner)));
    }

    /** What restarts the Pods; a paused Deployment refuses to. */
    private Optional<Command> restart(ObjectRef owner) {
        if (owner.is("argoproj.io", "Rollout")) {
            return Optional.of(kubectl.argoRestart(owner));
        }
        var paused =
                attempt.cluster().owner().root().filter(RolloutNotes::isPaused).isPresent();
        return owner.group().equals("apps") && RESTARTABLE.contains(owner.kind()) && !paused
                ? Optional.of(kubectl.command("rollout", "restart", Kubectl.resource(owner)))
                : Optional.empty();
    }

    private Remedy plain(String owner) {
        return Remedy.withoutCommand(problem(owner), "To have no such Pod, change what owns it");
    }

    private String problem(String owner) {
        return "Pod " + Printable.of(attempt.name()) + " belongs to " + owner + ", which makes another in its place.";
    }
}
