package io.podward.remedy;

import io.podward.manifest.PodManifest;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import java.util.List;

/** What to say to somebody who changed the spec of a Pod that a controller made. */
public final class PodEditRemedy {
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
            case Owner.Root(var _, var object) ->
                owner.root().map(remedy::cautiously).orElseGet(() -> remedy.unknownWay(object.kind(), object.name()));
            case Owner.Claimed(var reference) -> remedy.unresolved(reference, reference);
            case Owner.Unresolved(var reference, var farthest) -> remedy.unresolved(reference, farthest);
            case Owner.Gone(var reference, var _) -> remedy.unresolved(reference, reference);
            case Owner.None _ ->
                throw new IllegalArgumentException("a Pod without a controller breaks no rule by an edit");
        };
    }

    private Remedy cautiously(Workload root) {
        return atRoot(root).withCaution(RolloutNotes.source(root));
    }

    private Remedy atRoot(Workload root) {
        var ref = root.ref();
        if (root.hasPodTemplate()) {
            return new TemplateRemedy(kubectl, podName, update, root).remedy(problem(ref));
        }
        return isCustom(ref)
                ? Remedy.withCommand(
                        problem(ref),
                        "Change the " + Printable.of(ref.kind()) + " instead",
                        kubectl.edit(ref),
                        List.of())
                : unknownWay(ref.kind(), ref.name());
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
        return TemplateRemedy.isJob(owner)
                ? "Pod " + pod + " belongs to " + Printable.of(owner.kind() + " " + owner.name())
                        + ": a change made here is for this one Pod alone."
                : problem(owner.kind(), owner.name());
    }

    private String problem(String kind, String name) {
        return "Pod " + pod + " belongs to " + Printable.of(kind + " " + name)
                + ": a change made here is lost when the Pod is replaced.";
    }

    private static boolean isCustom(ObjectRef object) {
        return object.group().contains(".");
    }
}
