package io.podward.remedy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.manifest.JobRerun;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.StrategicMergePatch;
import io.podward.manifest.TemplateRebase;
import io.podward.manifest.Workload;
import io.podward.policy.ObjectRef;
import io.podward.policy.Printable;
import java.util.ArrayList;
import java.util.List;

/** What to say to somebody who changed a Pod, where the root of its owners has the Pod template that the change belongs in. */
final class TemplateRemedy {
    private static final String DEADLINE = "activeDeadlineSeconds";
    private static final String RESTART_POLICY = "restartPolicy";

    private final Kubectl kubectl;
    private final String pod;
    private final PodUpdate update;
    private final Workload root;
    private final ObjectRef owner;

    TemplateRemedy(Kubectl kubectl, String pod, PodUpdate update, Workload root) {
        this.kubectl = kubectl;
        this.pod = pod;
        this.update = update;
        this.root = root;
        this.owner = root.ref();
    }

    /** The remedy for a problem that is put into words already. */
    Remedy remedy(String problem) {
        var rest = isJob(owner)
                ? update.without(DEADLINE)
                : update.without(DEADLINE).without(RESTART_POLICY);
        if (!rest.fields().isEmpty()) {
            return template(problem, TemplateRebase.of(rest, root.templateSpec()));
        }
        return isJob(owner) ? deadline(problem) : Remedy.withoutCommand(problem, leftOut());
    }

    /** Jobs end, and so may have what everything else may not. */
    static boolean isJob(ObjectRef owner) {
        return owner.kind().equals("Job") || owner.kind().equals("CronJob");
    }

    /** What the Pod template of this owner cannot say; empty if it is nothing. */
    private String leftOut() {
        var changed = update.fields();
        var left = new ArrayList<String>();
        if (changed.contains(DEADLINE)) {
            left.add("no " + DEADLINE);
        }
        if (changed.contains(RESTART_POLICY) && !isJob(owner)) {
            left.add("no " + RESTART_POLICY + " but Always");
        }
        return left.isEmpty()
                ? ""
                : "The Pod template of a " + Printable.of(owner.kind()) + " takes " + String.join(" and ", left);
    }

    private Remedy template(String problem, TemplateRebase rebase) {
        if (!rebase.entangled().isEmpty()) {
            return owner.kind().equals("Job")
                    ? Remedy.withoutCommand(problem, "The Pod template of a Job cannot be changed, only a new Job made")
                    : Remedy.withCommand(problem, changeIt(), kubectl.edit(owner), notes(rebase));
        }
        if (StrategicMergePatch.between(root.templateSpec(), rebase.spec()).isEmpty()) {
            return nothingToChange(problem, rebase);
        }
        if (owner.kind().equals("Job")) {
            return rerun(problem, rebase);
        }
        return Remedy.withCommand(problem, changeIt(), TemplateCommand.of(kubectl, root, rebase.spec()), notes(rebase));
    }

    private Remedy nothingToChange(String problem, TemplateRebase rebase) {
        if (!rebase.foreign().isEmpty()) {
            return Remedy.withoutCommand(problem, foreign(rebase));
        }
        if (!rebase.elsewhere().isEmpty()) {
            return Remedy.withoutCommand(
                    problem,
                    Printable.of(String.join(", ", rebase.elsewhere())) + " is not in the Pod template of "
                            + named()
                            + ": something else adds it to each Pod, and has to be changed instead");
        }
        return saysSoAlready(problem);
    }

    private String foreign(TemplateRebase rebase) {
        return "Container " + Printable.of(String.join(", ", rebase.foreign())) + " is not in the Pod template of "
                + named()
                + ": a sidecar injector or the like adds it to each Pod, or the template has changed since";
    }

    private List<String> notes(TemplateRebase rebase) {
        var notes = new ArrayList<String>();
        if (!rebase.entangled().isEmpty()) {
            notes.add("Not the same in the Pod and in the template, so look twice: "
                    + Printable.of(String.join(", ", rebase.entangled())) + ".");
        }
        if (!rebase.foreign().isEmpty()) {
            notes.add(foreign(rebase) + ".");
        }
        var leftOut = leftOut();
        if (!leftOut.isEmpty() && !owner.kind().equals("Job")) {
            notes.add(leftOut + ": that is left out.");
        }
        notes.addAll(RolloutNotes.of(kubectl, root));
        return notes;
    }

    private Remedy rerun(String problem, TemplateRebase rebase) {
        var manifest = JobRerun.of(root, rebase.spec());
        if (update.fields().contains(DEADLINE)) {
            manifest.withObject("/spec").set(DEADLINE, update.after().path(DEADLINE));
        }
        return Remedy.withCommand(
                problem,
                "The Pod template of a Job cannot be changed. To delete the Job and run it again with the change",
                kubectl.withManifest("replace --force", manifest),
                notes(rebase));
    }

    /** Either the change is on its way to the Pods, or only this Pod differs: made before it, or changed by hand since. */
    private Remedy saysSoAlready(String problem) {
        var fact = "The Pod template of " + named() + " says so already";
        if (isJob(owner)) {
            return Remedy.withoutCommand(problem, fact + ": only this Pod differs");
        }
        var resource = Kubectl.resource(owner);
        if (RolloutNotes.isPaused(root)) {
            return Remedy.withCommand(
                    problem,
                    fact + ", but its roll-outs are paused. To let it reach the Pods",
                    kubectl.command("rollout", "resume", resource),
                    List.of());
        }
        if (RolloutNotes.isRollingOut(root)) {
            return Remedy.withCommand(
                    problem,
                    fact + ", and is being rolled out. To follow that",
                    kubectl.command("rollout", "status", resource),
                    List.of());
        }
        return Remedy.withCommand(
                problem,
                fact + ": only this Pod differs. To have it replaced",
                kubectl.command("delete", "pod", pod),
                RolloutNotes.of(kubectl, root));
    }

    /** The template of a Job may hold the deadline too, but cannot be changed; the Job's own deadline can. */
    private Remedy deadline(String problem) {
        var job = JsonNodeFactory.instance.objectNode();
        job.putObject("spec").set(DEADLINE, update.after().path(DEADLINE));
        if (owner.kind().equals("Job")) {
            return Remedy.withCommand(problem, changeIt(), kubectl.patch(owner, job), List.of());
        }
        var cronJob = JsonNodeFactory.instance.objectNode();
        cronJob.putObject("spec").set("jobTemplate", job);
        return Remedy.withCommand(problem, changeIt(), kubectl.patch(owner, cronJob), RolloutNotes.of(kubectl, root));
    }

    private String changeIt() {
        return ManagedBy.changeIt(root);
    }

    private String named() {
        return Named.of(owner);
    }
}
