package io.podward.remedy;

import io.podward.manifest.MetadataChange;
import io.podward.manifest.Workload;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.Printable;
import java.util.List;

/** What to say to somebody who changed a label of a Pod that a controller made, and keeps. */
final class PodLabelRemedy {
    private final Attempt attempt;
    private final Kubectl kubectl;
    private final MetadataChange change;
    private final MetadataChange ofTemplate;

    private PodLabelRemedy(Attempt attempt) {
        this.attempt = attempt;
        this.kubectl = new Kubectl(attempt.namespace());
        this.change = attempt.labels();
        this.ofTemplate = change.ofPodTemplates();
    }

    /** The remedy. */
    static Remedy of(Attempt attempt, Owner owner) {
        var remedy = new PodLabelRemedy(attempt);
        return switch (owner) {
            case Owner.Root(var _, var object) ->
                attempt.cluster()
                        .owner()
                        .root()
                        .map(remedy::atRoot)
                        .orElseGet(() -> remedy.plain(object, UnknownWay.at(object)));
            case Owner.Unresolved(var reference, var farthest) ->
                Remedy.withoutCommand(remedy.problem(Named.of(reference), false), UnknownWay.at(reference, farthest));
            case Owner.None _, Owner.Claimed _, Owner.Gone _ ->
                Remedy.withoutCommand(
                        remedy.problem("its controller", false), "Put the label into the Pod template instead");
        };
    }

    private Remedy atRoot(Workload root) {
        var ref = root.ref();
        if (ofTemplate.isEmpty()) {
            return plain(ref, "The cluster itself sets " + labels(change) + " on each Pod: leave that to it");
        }
        if (!root.hasPodTemplate()) {
            return ref.isCustom()
                    ? new CustomOwnerRemedy(kubectl, root).edit(problem(ref))
                    : plain(ref, UnknownWay.at(ref));
        }
        var fixed = ofTemplate.inSelectorOf(root);
        if (!fixed.isEmpty()) {
            return plain(
                    ref,
                    "The selector of " + Named.of(ref) + ", which cannot be changed, has " + Named.all("label", fixed));
        }
        return ref.kind().equals("Job")
                ? plain(ref, "The Pod template of a Job cannot be changed, only a new Job made")
                : patch(root);
    }

    private Remedy patch(Workload root) {
        var missing = ofTemplate.notYetIn(root.template().path("metadata").path("labels"));
        if (missing.isEmpty()) {
            return plain(
                    root.ref(),
                    "The Pod template of " + Named.of(root.ref()) + " says so already: only this Pod differs");
        }
        return Remedy.withCommand(
                        problem(root.ref()),
                        advice(root),
                        kubectl.patch(root.ref(), root.templatePatch(missing)),
                        notes(root))
                .withCaution(ManagedBy.caution(root));
    }

    /** A changed template rolls its Pods out anew, which is more than most expect of a label. */
    private String advice(Workload root) {
        var wish = "To change " + labels(ofTemplate) + " of all Pods of " + Named.of(root.ref())
                + (rollsOut(root.ref()) ? "" : " to come")
                + (rollsOut(root.ref()) && notes(root).isEmpty() ? " (they are replaced for that)" : "");
        return ManagedBy.advice(root, wish, wish);
    }

    /** Of a workload that rolls out, what keeps it from that; of others, the advice says it all. */
    private List<String> notes(Workload root) {
        return rollsOut(root.ref()) ? RolloutNotes.of(kubectl, root) : List.of();
    }

    private static boolean rollsOut(ObjectRef owner) {
        return List.of("DaemonSet", "Deployment", "StatefulSet").contains(owner.kind());
    }

    private Remedy plain(ObjectRef owner, String advice) {
        return Remedy.withoutCommand(problem(owner), advice);
    }

    private String problem(ObjectRef owner) {
        return problem(Named.of(owner), TemplateRemedy.isJob(owner));
    }

    private String problem(String owner, boolean isJob) {
        return "Pod " + Printable.of(attempt.name()) + " belongs to " + owner + ": a change of " + labels(change) + " "
                + (isJob ? "is for this one Pod alone." : "is lost when the Pod is replaced.");
    }

    private static String labels(MetadataChange change) {
        return Named.all("label", change.keys());
    }
}
