package io.podward.remedy;

import io.podward.manifest.PodManifest;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.Workload;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import java.util.Optional;

/** What to say to somebody who changed the spec of a Pod that a controller made. */
final class PodEditRemedy {
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
     * @param owner its owner, as far as it is known
     * @param root the root of the owner chain, where it was found
     */
    static Remedy of(String namespace, PodManifest pod, PodUpdate update, Owner owner, Optional<Workload> root) {
        var remedy = new PodEditRemedy(namespace, pod, update);
        return switch (owner) {
            case Owner.Root(var _, var object) -> root.map(remedy::atRoot).orElseGet(() -> remedy.unknownWay(object));
            case Owner.Claimed(var reference) -> remedy.unresolved(reference, reference);
            case Owner.Unresolved(var reference, var farthest) -> remedy.unresolved(reference, farthest);
            case Owner.Gone(var reference, var _) -> remedy.unresolved(reference, reference);
            case Owner.None _ ->
                throw new IllegalArgumentException("a Pod without a controller breaks no rule by an edit");
        };
    }

    private Remedy atRoot(Workload root) {
        var ref = root.ref();
        if (root.hasPodTemplate()) {
            return new TemplateRemedy(kubectl, podName, update, root)
                    .remedy(problem(ref))
                    .withCaution(ManagedBy.caution(root));
        }
        return ref.isCustom() ? new CustomOwnerRemedy(kubectl, root).remedy(problem(ref), update) : unknownWay(ref);
    }

    private Remedy unresolved(OwnerReference reference, OwnerReference farthest) {
        return Remedy.withoutCommand(problem(reference.kind(), reference.name()), UnknownWay.at(reference, farthest));
    }

    private Remedy unknownWay(ObjectRef owner) {
        return Remedy.withoutCommand(problem(owner), UnknownWay.at(owner));
    }

    private String problem(ObjectRef owner) {
        return TemplateRemedy.isJob(owner)
                ? "Pod " + pod + " belongs to " + Named.of(owner) + ": a change made here is for this one Pod alone."
                : problem(owner.kind(), owner.name());
    }

    private String problem(String kind, String name) {
        return "Pod " + pod + " belongs to " + Named.of(kind, name)
                + ": a change made here is lost when the Pod is replaced.";
    }
}
