package io.podward.remedy;

import io.podward.manifest.CarriedChange;
import io.podward.manifest.DeploymentRevision;
import io.podward.manifest.Workload;
import java.util.ArrayList;
import java.util.List;

/** What to say to somebody who changed a ReplicaSet of a Deployment. */
final class ReplicaSetEditRemedy {
    private static final String REPLICAS = "replicas";

    private final Kubectl kubectl;
    private final Attempt attempt;
    private final Workload deployment;
    private final DeploymentRevision revision;
    private final List<String> fields;

    ReplicaSetEditRemedy(Attempt attempt, Workload deployment) {
        this.kubectl = new Kubectl(attempt.namespace());
        this.attempt = attempt;
        this.deployment = deployment;
        this.revision = attempt.revisionOf(deployment);
        this.fields = attempt.request().change().spec();
    }

    /** The remedy for a problem that is put into words already, as far as it is the same for each revision. */
    Remedy remedy(String problem) {
        var fact = revision.isKnown() && !revision.isCurrent() ? olderRevision() : problem;
        return answer(fact).withCaution(ManagedBy.caution(deployment));
    }

    private String olderRevision() {
        return Named.of("ReplicaSet", attempt.name()) + " is not the current one of " + Named.of(deployment.ref())
                + ", which undoes what is changed here.";
    }

    private Remedy answer(String problem) {
        var scale = new ReplicaSetScaleRemedy(attempt, revision);
        if (fields.equals(List.of(REPLICAS))) {
            return scale.remedy(problem);
        }
        // What is wanted of an older template may be what the newer ones have undone.
        if (!revision.isCurrent() || (fields.contains(REPLICAS) && !revision.isWhole())) {
            return edit(problem);
        }
        var beside =
                fields.stream().filter(field -> !field.startsWith("template.")).toList();
        var change = new CarriedChange(attempt.workloadBefore(), attempt.workloadAfter(), deployment, beside);
        return change.isEntangled() ? edit(problem) : template(problem, change, scale);
    }

    private Remedy template(String problem, CarriedChange change, ReplicaSetScaleRemedy scale) {
        var fixed = change.fixed().isEmpty()
                ? ""
                : "The selector of the Deployment, which cannot be changed, has " + Named.all("label", change.fixed());
        if (change.isEmpty()) {
            return Remedy.withoutCommand(problem, fixed.isEmpty() ? "The Deployment says so already" : fixed);
        }
        var notes = new ArrayList<String>();
        if (!fixed.isEmpty()) {
            notes.add(fixed + ": that is left out.");
        }
        notes.addAll(RolloutNotes.of(kubectl, deployment));
        if (fields.contains(REPLICAS)) {
            notes.addAll(scale.notes());
        }
        return Remedy.withCommand(
                problem, ManagedBy.changeIt(deployment), TemplateCommand.of(kubectl, deployment, change), notes);
    }

    private Remedy edit(String problem) {
        return Remedy.withCommand(problem, ManagedBy.changeIt(deployment), kubectl.edit(deployment.ref()), List.of());
    }
}
