package io.podward.remedy;

import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import java.util.List;
import java.util.Optional;

/**
 * What to say to somebody who takes a Pod away from its controller, which many do to look into it in peace: what follows from that,
 * and how to look into it where it is.
 */
final class PodDetachRemedy {
    private final Attempt attempt;
    private final boolean debugs;
    private final Kubectl kubectl;
    private final String pod;

    private PodDetachRemedy(Attempt attempt, boolean debugs) {
        this.attempt = attempt;
        this.debugs = debugs;
        this.kubectl = new Kubectl(attempt.namespace());
        this.pod = Printable.of(attempt.name());
    }

    /**
     * The remedy.
     *
     * @param attempt what was tried
     * @param owner what the Pod leaves
     * @param debugs whether the policy leaves room for ephemeral containers
     */
    static Remedy of(Attempt attempt, Owner owner, boolean debugs) {
        var remedy = new PodDetachRemedy(attempt, debugs);
        return switch (owner) {
            case Owner.Root(var reference, var object) -> remedy.from(reference, Named.of(object));
            case Owner.Unresolved(var reference, var _) -> remedy.from(reference, Named.of(reference));
            case Owner.Claimed(var reference) -> remedy.from(reference, Named.of(reference));
            case Owner.Gone(var reference, var _) -> remedy.from(reference, Named.of(reference));
            case Owner.None _ -> throw new IllegalArgumentException("a Pod without a controller has nothing to leave");
        };
    }

    private Remedy from(OwnerReference controller, String owner) {
        return switch (attempt.request().pod().membership()) {
            case LEAVES -> leaves(controller, owner);
            case STAYS -> returns(controller, owner);
            case NOT_ASKED, UNKNOWN ->
                Remedy.withoutCommand(
                        "Pod " + pod + " loses the reference to its controller, " + owner
                                + ", which may take it back, or replace it.",
                        "Leave its owner references as they are");
        };
    }

    private Remedy leaves(OwnerReference controller, String owner) {
        var problem = "Pod " + pod + " leaves " + owner + ", " + replacement(controller)
                + ": nothing brings this Pod back any more, and nothing deletes it.";
        var deletion = kubectl.command("delete", "pod", attempt.name());
        return lookInside()
                .map(command -> Remedy.withCommand(problem, "To look into the Pod where it is", command, List.of()))
                .orElseGet(() -> Remedy.withoutCommand(problem, "Leave its labels as they are"))
                .withAfterwards("Delete it when you are done", Optional.of(deletion));
    }

    /** The Pods of a StatefulSet have names, and one name is never given twice. */
    private static String replacement(OwnerReference controller) {
        if (controller.in("").is("apps", "StatefulSet")) {
            return "which cannot start another in its place as long as it keeps the name";
        }
        return adopts(controller) ? "which starts another in its place" : "which may start another in its place";
    }

    /** The built-in ones take a Pod over, or again, by its labels alone ({@code ControllerRefManager}). */
    private static boolean adopts(OwnerReference controller) {
        return controller.canControlPods() && !controller.isOfPrograms();
    }

    private Remedy returns(OwnerReference controller, String owner) {
        return Remedy.withoutCommand(
                "Pod " + pod + " loses the reference to its controller, and its labels match still: " + owner
                        + (adopts(controller) ? " takes it back within seconds." : " may take it back, or replace it."),
                "Leave its owner references as they are");
    }

    private Optional<Command> lookInside() {
        var container =
                attempt.before().spec().path("containers").path(0).path("name").asText("");
        return container.isEmpty() || !debugs
                ? Optional.empty()
                : Optional.of(
                        kubectl.command("debug", "-it", attempt.name(), "--image=busybox", "--target=" + container));
    }
}
