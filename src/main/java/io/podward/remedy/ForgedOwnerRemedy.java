package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.manifest.PodManifest;
import io.podward.manifest.Workload;
import io.podward.policy.ObjectRef;
import io.podward.policy.Operation;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to say to somebody who wrote a controller reference. Hardly anybody means to forge one: it comes along when a Pod is exported,
 * edited and created again, so the words are about what they may have wanted.
 */
final class ForgedOwnerRemedy {
    private final Attempt attempt;
    private final long leaseSeconds;
    private final Kubectl kubectl;

    private ForgedOwnerRemedy(Attempt attempt, long leaseSeconds) {
        this.attempt = attempt;
        this.leaseSeconds = leaseSeconds;
        this.kubectl = new Kubectl(attempt.namespace());
    }

    /**
     * The remedy.
     *
     * @param attempt what was tried
     * @param written the controller that was written
     * @param leaseSeconds the most that a Pod may run that needs no controller
     */
    static Remedy of(Attempt attempt, Owner written, long leaseSeconds) {
        var remedy = new ForgedOwnerRemedy(attempt, leaseSeconds);
        return switch (written) {
            case Owner.Root(var reference, var object) ->
                reference.canControlPods() ? remedy.genuine(reference, object) : remedy.impossible(reference);
            case Owner.Gone(var reference, var replaced) ->
                reference.canControlPods() ? remedy.gone(reference, replaced) : remedy.impossible(reference);
            case Owner.Unresolved(var reference, var _) ->
                reference.canControlPods() ? remedy.unknown(reference) : remedy.impossible(reference);
            case Owner.Claimed(var reference) -> remedy.unknown(reference);
            case Owner.None _ -> throw new IllegalArgumentException("no controller was written");
        };
    }

    private Remedy impossible(OwnerReference reference) {
        var object = reference.in("");
        var why = ", which is of a kind that controls no Pods.";
        if (object.is("apps", "Deployment")) {
            why = ", but a Deployment controls its Pods through ReplicaSets.";
        } else if (object.is("batch", "CronJob")) {
            why = ", but a CronJob controls its Pods through Jobs.";
        } else if (object.is("", "Node")) {
            why = ", but a Node controls no Pods but those that its kubelet runs from files.";
        }
        return withoutReference(names(reference) + why);
    }

    /** The garbage collector leaves alone what names an owner of a kind that it does not know. */
    private Remedy gone(OwnerReference reference, boolean replaced) {
        var fact = replaced ? ", which has been replaced by another of that name" : ", which does not exist";
        return withoutReference(names(reference)
                + fact
                + (reference.in("").isCustom() ? "." : ": the garbage collector deletes such a Pod."));
    }

    private Remedy unknown(OwnerReference reference) {
        return Remedy.withoutCommand(
                names(reference) + ": controllers write that on the Pods that they make.",
                isCreation()
                        ? "Leave metadata.ownerReferences out, or change " + Named.of(reference)
                                + ", or what owns it, instead"
                        : "Leave its owner references as they are");
    }

    private Remedy genuine(OwnerReference reference, ObjectRef object) {
        if (!isCreation()) {
            return Remedy.withoutCommand(
                    names(reference) + ", and controllers alone write that.", "Leave its owner references as they are");
        }
        var problem = reference.isOfPrograms()
                ? names(reference) + ", and controllers alone write that, on the Pods that they make."
                : "Pod " + pod() + " carries along the owner reference of " + Named.of(reference)
                        + ", which makes its Pods itself and deletes one too many.";
        return attempt.cluster()
                .written()
                .root()
                .map(root -> atRoot(problem, root).withCaution(ManagedBy.caution(root)))
                .orElseGet(() -> Remedy.withoutCommand(problem, UnknownWay.at(object)));
    }

    /** The new Pod tells what may be wanted of all: another image, mostly. Anything else is only to be seen by comparing. */
    private Remedy atRoot(String problem, Workload root) {
        var ref = root.ref();
        if (ref.is("batch", "Job") || (!root.hasPodTemplate() && !ref.isCustom())) {
            return Remedy.withoutCommand(problem, "Leave metadata.ownerReferences out");
        }
        return withImages(root)
                .map(wanted -> Remedy.withCommand(
                        problem,
                        wish(root, "To have the same images in all Pods of " + Named.of(ref)),
                        TemplateCommand.of(kubectl, root, wanted),
                        RolloutNotes.of(kubectl, root)))
                .orElseGet(() -> Remedy.withCommand(
                        problem, wish(root, "To change all Pods of " + Named.of(ref)), kubectl.edit(ref), List.of()))
                .withNote("For a Pod of its own, leave metadata.ownerReferences out, and give it other labels.");
    }

    private static String wish(Workload root, String wish) {
        return ManagedBy.advice(root, wish, wish);
    }

    /** The template's spec with the images of the Pod in it; empty if it has them already, or is no template. */
    private Optional<JsonNode> withImages(Workload root) {
        if (!root.hasPodTemplate()) {
            return Optional.empty();
        }
        JsonNode wanted = root.templateSpec().deepCopy();
        for (var list : List.of("initContainers", "containers")) {
            for (var container : attempt.after().spec().path(list)) {
                var image = container.path("image").asText("");
                templateContainers(wanted.path(list), container.path("name").asText(""))
                        .filter(_ -> !image.isEmpty())
                        .forEach(same -> same.put("image", image));
            }
        }
        return Optional.of(wanted).filter(spec -> !spec.equals(root.templateSpec()));
    }

    private static Stream<ObjectNode> templateContainers(JsonNode list, String name) {
        var found = new ArrayList<ObjectNode>();
        for (var container : list) {
            if (container instanceof ObjectNode object
                    && object.path("name").asText("").equals(name)) {
                found.add(object);
            }
        }
        return found.stream();
    }

    /** At creation the Pod is bare, but for the reference: so is the answer. A Pod that runs stays as it is. */
    private Remedy withoutReference(String problem) {
        if (!isCreation()) {
            return Remedy.withoutCommand(problem, "Leave its owner references as they are");
        }
        ObjectNode bare = attempt.after().tree().deepCopy();
        bare.withObject("/metadata").remove("ownerReferences");
        return BarePodRemedy.of(attempt.namespace(), new PodManifest(bare), leaseSeconds)
                .withProblem(problem);
    }

    private String names(OwnerReference reference) {
        return "Pod " + pod() + " names " + Named.of(reference) + " as its controller";
    }

    private boolean isCreation() {
        return attempt.request().operation() == Operation.CREATE;
    }

    private String pod() {
        return Printable.of(attempt.name());
    }
}
