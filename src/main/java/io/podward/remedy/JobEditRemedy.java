package io.podward.remedy;

import io.podward.manifest.CarriedChange;
import io.podward.manifest.Workload;
import java.util.List;

/** What to say to somebody who changed a Job that something else made. */
final class JobEditRemedy {
    /** What a Job has for itself alone, and no CronJob may say. */
    private static final List<String> OF_ONE_JOB = List.of("manualSelector", "selector");

    private final Kubectl kubectl;
    private final Attempt attempt;
    private final Workload root;

    JobEditRemedy(Attempt attempt, Workload root) {
        this.kubectl = new Kubectl(attempt.namespace());
        this.attempt = attempt;
        this.root = root;
    }

    /** The remedy for a problem that is put into words already. */
    Remedy remedy(String problem) {
        var ref = root.ref();
        if (ref.isCustom()) {
            return new CustomOwnerRemedy(kubectl, root).edit(problem);
        }
        return ref.is("batch", "CronJob")
                ? atCronJob(problem).withCaution(ManagedBy.caution(root))
                : Remedy.withoutCommand(problem, UnknownWay.at(ref));
    }

    private Remedy atCronJob(String problem) {
        var beside = attempt.request().change().spec().stream()
                .filter(field -> !field.startsWith("template.") && !OF_ONE_JOB.contains(field))
                .toList();
        var change = new CarriedChange(attempt.workloadBefore(), attempt.workloadAfter(), root, beside);
        if (change.isEntangled()) {
            return Remedy.withCommand(problem, advice(), kubectl.edit(root.ref()), List.of());
        }
        return change.isEmpty()
                ? Remedy.withoutCommand(problem, "The CronJob says so already")
                : Remedy.withCommand(
                        problem, advice(), TemplateCommand.of(kubectl, root, change), RolloutNotes.of(kubectl, root));
    }

    private String advice() {
        return ManagedBy.advice(root, "Change the CronJob, too", "To change the CronJob");
    }
}
