package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.DeploymentRevision;
import io.podward.manifest.Workload;
import io.podward.policy.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What to say to somebody who scaled a ReplicaSet of a Deployment. Only of the current one, and with no roll-out under way, does
 * the number mean the same on the Deployment: otherwise it would stop the application, or a part of it.
 */
final class ReplicaSetScaleRemedy {
    private final Kubectl kubectl;
    private final Attempt attempt;
    private final Workload deployment;
    private final DeploymentRevision revision;
    private final String resource;

    ReplicaSetScaleRemedy(Attempt attempt, DeploymentRevision revision) {
        this.kubectl = new Kubectl(attempt.namespace());
        this.attempt = attempt;
        this.deployment = revision.deployment();
        this.revision = revision;
        this.resource = Kubectl.resource(deployment.ref());
    }

    /** The remedy for a problem that is put into words already. */
    Remedy remedy(String problem) {
        if (!revision.isKnown()) {
            return Remedy.withoutCommand(problem, "Change the Deployment instead");
        }
        if (!revision.isCurrent()) {
            return replicas(attempt.after().spec()) > replicas(attempt.before().spec())
                    ? goBack(problem)
                    : goOn(problem);
        }
        return revision.isWhole() ? scale(problem) : rollingOut(problem);
    }

    private Remedy scale(String problem) {
        var wanted = replicas(attempt.after().spec());
        return Remedy.withCommand(
                problem,
                wanted > 0
                        ? ManagedBy.advice(deployment, "Scale the Deployment instead", "To scale the Deployment")
                        // Some scale a ReplicaSet to 0 to get new Pods: they are to know before they paste it.
                        : ManagedBy.advice(deployment, "To stop the application", "To stop the application"),
                kubectl.command("scale", resource, "--replicas=" + wanted),
                notes());
    }

    /** What a number of replicas on the Deployment does beyond that. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        if (replicas(attempt.after().spec()) > 0) {
            attempt.cluster()
                    .autoscaler()
                    .ifPresent(autoscaler -> notes.add(Named.of("HorizontalPodAutoscaler", autoscaler)
                            + " overrules this number: change its minReplicas and maxReplicas instead."));
        } else if (!RolloutNotes.isPaused(deployment)) {
            notes.add("To restart its Pods instead:\n"
                    + kubectl.command("rollout", "restart", resource).block());
        }
        return notes;
    }

    private Remedy rollingOut(String problem) {
        var fact = "The Deployment has " + replicas(deployment.spec()) + " replicas in all, and a roll-out is ";
        return RolloutNotes.isPaused(deployment)
                ? Remedy.withoutCommand(problem, fact + "paused half-way")
                : Remedy.withCommand(problem, fact + "under way. To follow it", status(), List.of());
    }

    private Remedy goBack(String problem) {
        return RolloutNotes.isPaused(deployment)
                ? Remedy.withoutCommand(
                        problem, "Its roll-outs are paused: there is no way back before they are resumed")
                : Remedy.withCommand(
                        problem, ManagedBy.advice(deployment, toRevision(), toRevision()), undo(), List.of());
    }

    private Remedy goOn(String problem) {
        return RolloutNotes.isPaused(deployment)
                ? Remedy.withoutCommand(problem, "Its roll-outs are paused, and its Pods stay until they are resumed")
                : Remedy.withCommand(
                        problem,
                        "Its Pods go by themselves as those of the current revision become ready. To follow that",
                        status(),
                        List.of(toRevision() + " instead:\n" + undo().block()));
    }

    private String toRevision() {
        return "To go back to revision " + revision.number();
    }

    private Command undo() {
        return kubectl.command("rollout", "undo", resource, "--to-revision=" + revision.number());
    }

    private Command status() {
        return kubectl.command("rollout", "status", resource);
    }

    /** A Scale to 0 says nothing of a number, a ReplicaSet has one in any case. */
    private int replicas(JsonNode spec) {
        return spec.path("replicas").asInt(attempt.request().target() == Target.REPLICA_SET_SCALE ? 0 : 1);
    }
}
