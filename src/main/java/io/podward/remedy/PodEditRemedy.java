package io.podward.remedy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.manifest.JobRerun;
import io.podward.manifest.PodManifest;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.StrategicMergePatch;
import io.podward.manifest.TemplateRebase;
import io.podward.manifest.Workload;
import io.podward.manifest.Yaml;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import java.util.ArrayList;
import java.util.List;

/** What to say to somebody who changed the spec of a Pod that a controller made. */
public final class PodEditRemedy {
    private static final String DEADLINE = "activeDeadlineSeconds";
    private static final String RESTART_POLICY = "restartPolicy";

    private final Kubectl kubectl;
    private final String pod;
    private final String podName;
    private final PodUpdate update;

    private PodEditRemedy(String namespace, PodManifest pod, PodUpdate update) {
        this.kubectl = new Kubectl(namespace);
        this.pod = Printable.of(pod.displayName());
        this.podName = pod.name();
        this.update = update;
    }

    /**
     * The remedy.
     *
     * @param namespace the Pod's namespace
     * @param pod the Pod
     * @param update what was tried
     * @param owner what the cluster said of its owner
     */
    public static Remedy of(String namespace, PodManifest pod, PodUpdate update, ResolvedOwner owner) {
        var remedy = new PodEditRemedy(namespace, pod, update);
        return switch (owner.owner()) {
            case Owner.Root(var object) ->
                owner.root().map(remedy::cautiously).orElseGet(() -> remedy.unknownWay(object.kind(), object.name()));
            case Owner.Claimed(var reference) -> remedy.unresolved(reference, reference);
            case Owner.Unresolved(var reference, var farthest) -> remedy.unresolved(reference, farthest);
            case Owner.Gone(var reference) -> remedy.unresolved(reference, reference);
            case Owner.None _ ->
                throw new IllegalArgumentException("a Pod without a controller breaks no rule by an edit");
        };
    }

    private Remedy cautiously(Workload root) {
        return atRoot(root).withCaution(RolloutNotes.source(root));
    }

    private Remedy atRoot(Workload root) {
        var ref = root.ref();
        if (!root.hasPodTemplate()) {
            return isCustom(ref)
                    ? Remedy.withCommand(problem(ref), changeThe(ref), kubectl.edit(ref), List.of())
                    : unknownWay(ref.kind(), ref.name());
        }
        var rest =
                isJob(ref) ? update.without(DEADLINE) : update.without(DEADLINE).without(RESTART_POLICY);
        if (!rest.change().spec().isEmpty()) {
            return template(root, TemplateRebase.of(rest, root.templateSpec()));
        }
        return isJob(ref) ? deadline(root) : Remedy.withoutCommand(problem(ref), leftOut(ref));
    }

    /** Jobs end, and so may have what everything else may not. */
    private static boolean isJob(ObjectRef owner) {
        return owner.kind().equals("Job") || owner.kind().equals("CronJob");
    }

    /** What the Pod template of this owner cannot say; empty if it is nothing. */
    private String leftOut(ObjectRef owner) {
        var changed = update.change().spec();
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

    private Remedy template(Workload root, TemplateRebase rebase) {
        var ref = root.ref();
        if (!rebase.entangled().isEmpty()) {
            return Remedy.withCommand(problem(ref), changeThe(ref), kubectl.edit(ref), notes(root, rebase));
        }
        if (StrategicMergePatch.between(root.templateSpec(), rebase.spec()).isEmpty()) {
            return nothingToChange(root, rebase);
        }
        if (ref.kind().equals("Job")) {
            return rerun(root, rebase);
        }
        return Remedy.withCommand(
                problem(ref), changeThe(ref), TemplateCommand.of(kubectl, root, rebase.spec()), notes(root, rebase));
    }

    private Remedy nothingToChange(Workload root, TemplateRebase rebase) {
        if (!rebase.foreign().isEmpty()) {
            return Remedy.withoutCommand(problem(root.ref()), foreign(root, rebase));
        }
        if (!rebase.elsewhere().isEmpty()) {
            return Remedy.withoutCommand(
                    problem(root.ref()),
                    Printable.of(String.join(", ", rebase.elsewhere())) + " is not in the Pod template of "
                            + named(root.ref())
                            + ": something else adds it to each Pod, and has to be changed instead");
        }
        return saysSoAlready(root);
    }

    private static String foreign(Workload root, TemplateRebase rebase) {
        return "Container " + Printable.of(String.join(", ", rebase.foreign())) + " is not in the Pod template of "
                + named(root.ref())
                + ": a sidecar injector or the like adds it to each Pod, or the template has changed since";
    }

    private List<String> notes(Workload root, TemplateRebase rebase) {
        var notes = new ArrayList<String>();
        if (!rebase.entangled().isEmpty()) {
            notes.add("Not the same in the Pod and in the template, so look twice: "
                    + Printable.of(String.join(", ", rebase.entangled())) + ".");
        }
        if (!rebase.foreign().isEmpty()) {
            notes.add(foreign(root, rebase) + ".");
        }
        var leftOut = leftOut(root.ref());
        if (!leftOut.isEmpty() && !root.ref().kind().equals("Job")) {
            notes.add(leftOut + ": that is left out.");
        }
        notes.addAll(RolloutNotes.of(kubectl, root));
        return notes;
    }

    private Remedy rerun(Workload job, TemplateRebase rebase) {
        var manifest = JobRerun.of(job, rebase.spec());
        if (update.change().spec().contains(DEADLINE)) {
            manifest.withObject("/spec").set(DEADLINE, update.after().path(DEADLINE));
        }
        return Remedy.withCommand(
                problem(job.ref()),
                "The Pod template of a Job cannot be changed. To delete the Job and run it again with the change",
                kubectl.withManifest("replace --force", manifest, Yaml.write(manifest)),
                notes(job, rebase));
    }

    /** Only this Pod differs from the template: made before it was changed, or changed by hand since. */
    private Remedy saysSoAlready(Workload root) {
        var fact = "The Pod template of " + named(root.ref()) + " says so already: only this Pod differs";
        return isJob(root.ref())
                ? Remedy.withoutCommand(problem(root.ref()), fact)
                : Remedy.withCommand(
                        problem(root.ref()),
                        fact + ". To have it replaced",
                        kubectl.command("delete", "pod", podName),
                        RolloutNotes.of(kubectl, root));
    }

    /** The template of a Job may hold the deadline too, but cannot be changed; the Job's own deadline can. */
    private Remedy deadline(Workload root) {
        var ref = root.ref();
        var job = JsonNodeFactory.instance.objectNode();
        job.putObject("spec").set(DEADLINE, update.after().path(DEADLINE));
        if (ref.kind().equals("Job")) {
            return Remedy.withCommand(problem(ref), changeThe(ref), kubectl.patch(ref, job), List.of());
        }
        var cronJob = JsonNodeFactory.instance.objectNode();
        cronJob.putObject("spec").set("jobTemplate", job);
        return Remedy.withCommand(
                problem(ref), changeThe(ref), kubectl.patch(ref, cronJob), RolloutNotes.of(kubectl, root));
    }

    private Remedy unresolved(OwnerReference reference, OwnerReference farthest) {
        if (reference.kind().equals("Node")) {
            return Remedy.withoutCommand(
                    problem(reference.kind(), reference.name()),
                    "The kubelet of that node runs it from a manifest file: change the file instead");
        }
        return farthest.equals(reference)
                ? unknownWay(reference.kind(), reference.name())
                : Remedy.withoutCommand(
                        problem(reference.kind(), reference.name()),
                        "What to change instead is " + Printable.of(farthest.kind() + " " + farthest.name())
                                + ", which that belongs to, or what owns it in turn");
    }

    private Remedy unknownWay(String kind, String name) {
        return Remedy.withoutCommand(
                problem(kind, name), "Change " + Printable.of(kind + " " + name) + ", or what owns it, instead");
    }

    private String problem(ObjectRef owner) {
        return isJob(owner)
                ? "Pod " + pod + " belongs to " + named(owner) + ": a change made here is for this one Pod alone."
                : problem(owner.kind(), owner.name());
    }

    private String problem(String kind, String name) {
        return "Pod " + pod + " belongs to " + Printable.of(kind + " " + name)
                + ": a change made here is lost when the Pod is replaced.";
    }

    private static String changeThe(ObjectRef owner) {
        return "Change the " + Printable.of(owner.kind()) + " instead";
    }

    private static String named(ObjectRef object) {
        return Printable.of(object.kind() + " " + object.name());
    }

    private static boolean isCustom(ObjectRef object) {
        return object.group().contains(".");
    }
}
