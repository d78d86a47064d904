package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.manifest.JobRerun;
import io.podward.manifest.PodManifest;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.TemplateRebase;
import io.podward.manifest.TemplateRebase.Entangled;
import io.podward.manifest.TemplateRebase.ForeignContainer;
import io.podward.manifest.TemplateRebase.Rebased;
import io.podward.manifest.Workload;
import io.podward.manifest.Yaml;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.List;

/** What to say to somebody who changed the spec of a Pod that a controller made. */
public final class PodEditRemedy {
    private static final String DEADLINE = "activeDeadlineSeconds";

    private final Kubectl kubectl;
    private final String pod;
    private final PodUpdate update;

    private PodEditRemedy(String namespace, PodManifest pod, PodUpdate update) {
        this.kubectl = new Kubectl(namespace);
        this.pod = Shell.printable(pod.displayName());
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
                owner.root().map(remedy::atRoot).orElseGet(() -> remedy.unknownWay(object.kind(), object.name()));
            case Owner.Claimed(var reference) -> remedy.unresolved(reference);
            case Owner.Unresolved(var reference) -> remedy.unresolved(reference);
            case Owner.Gone(var reference) -> remedy.unresolved(reference);
            case Owner.None _ ->
                throw new IllegalArgumentException("a Pod without a controller breaks no rule by an edit");
        };
    }

    private Remedy atRoot(Workload root) {
        var ref = root.ref();
        if (!root.hasPodTemplate()) {
            return isCustom(ref)
                    ? Remedy.withCommand(
                            problem(ref), "Change the " + kind(ref) + " instead", kubectl.edit(ref), List.of())
                    : unknownWay(ref.kind(), ref.name());
        }
        var rest = update.without(DEADLINE);
        return rest.change().spec().isEmpty()
                ? deadline(root)
                : template(root, TemplateRebase.of(rest, root.templateSpec()));
    }

    private Remedy template(Workload root, TemplateRebase rebase) {
        return switch (rebase) {
            case Rebased(var spec) when spec.equals(root.templateSpec()) -> saysSoAlready(root);
            case Rebased(var spec) when root.ref().kind().equals("Job") -> rerun(root, spec);
            case Rebased(var spec) ->
                Remedy.withCommand(
                        problem(root.ref()),
                        "Change the " + kind(root.ref()) + " instead",
                        TemplateCommand.of(kubectl, root, spec),
                        RolloutNotes.of(kubectl, root));
            case ForeignContainer(var name) ->
                Remedy.withoutCommand(
                        problem(root.ref()),
                        "Container " + Shell.printable(name) + " is not in the Pod template of " + named(root.ref())
                                + ": something else, such as a sidecar injector, adds it to each Pod, and has to be changed"
                                + " instead");
            case Entangled _ ->
                Remedy.withCommand(
                        problem(root.ref()),
                        "Change the " + kind(root.ref()) + " instead",
                        kubectl.edit(root.ref()),
                        RolloutNotes.of(kubectl, root));
        };
    }

    private Remedy rerun(Workload job, JsonNode spec) {
        var manifest = JobRerun.of(job, spec);
        return Remedy.withCommand(
                problem(job.ref()),
                "The Pod template of a Job cannot be changed. To delete the Job and run it again with the change",
                kubectl.withManifest("replace --force", manifest, Yaml.write(manifest)),
                List.of());
    }

    private Remedy saysSoAlready(Workload root) {
        var fact = "The Pod template of " + named(root.ref())
                + " says so already, and each Pod takes it over when it is replaced";
        return switch (root.ref().kind()) {
            case "DaemonSet", "Deployment", "StatefulSet" ->
                Remedy.withCommand(
                        problem(root.ref()),
                        fact + ". To follow the roll-out",
                        kubectl.command("rollout", "status", Kubectl.resource(root.ref())),
                        RolloutNotes.of(kubectl, root));
            default -> Remedy.withoutCommand(problem(root.ref()), fact);
        };
    }

    /** The template of a Job may hold the deadline too, but cannot be changed; the Job's own deadline can. */
    private Remedy deadline(Workload root) {
        var seconds = update.after().path(DEADLINE);
        var job = JsonNodeFactory.instance.objectNode();
        job.putObject("spec").set(DEADLINE, seconds);
        return switch (root.ref().kind()) {
            case "Job" ->
                Remedy.withCommand(
                        problem(root.ref()), "Change the Job instead", kubectl.patch(root.ref(), job), List.of());
            case "CronJob" -> {
                var cronJob = JsonNodeFactory.instance.objectNode();
                cronJob.putObject("spec").set("jobTemplate", job);
                yield Remedy.withCommand(
                        problem(root.ref()),
                        "Change the CronJob instead",
                        kubectl.patch(root.ref(), cronJob),
                        RolloutNotes.of(kubectl, root));
            }
            default ->
                Remedy.withoutCommand(
                        problem(root.ref()),
                        "The Pods of a " + kind(root.ref()) + " run until they are replaced: its Pod template takes no "
                                + DEADLINE);
        };
    }

    private Remedy unresolved(OwnerReference reference) {
        if (reference.kind().equals("Node")) {
            return Remedy.withoutCommand(
                    problem(reference.kind(), reference.name()),
                    "The kubelet of that node runs it from a manifest file: change the file instead");
        }
        return unknownWay(reference.kind(), reference.name());
    }

    private Remedy unknownWay(String kind, String name) {
        return Remedy.withoutCommand(
                problem(kind, name), "Change " + Shell.printable(kind + " " + name) + ", or what owns it, instead");
    }

    private String problem(ObjectRef owner) {
        return problem(owner.kind(), owner.name());
    }

    private String problem(String kind, String name) {
        return "Pod " + pod + " belongs to " + Shell.printable(kind + " " + name)
                + ": a change made here is lost when the Pod is replaced.";
    }

    private static String kind(ObjectRef object) {
        return Shell.printable(object.kind());
    }

    private static String named(ObjectRef object) {
        return Shell.printable(object.kind() + " " + object.name());
    }

    private static boolean isCustom(ObjectRef object) {
        return object.group().contains(".");
    }
}
