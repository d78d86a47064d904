package io.podward.remedy;

import io.podward.manifest.PodManifest;
import io.podward.policy.Owner;
import io.podward.policy.Printable;
import io.podward.policy.Purpose;
import io.podward.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to say to somebody who works in a Pod that is there for a while, or leaves something behind in one. */
final class PodDebugRemedy {
    private static final long MINUTE = 60;

    private static final String NOT_HERE = "The policy of this cluster does not allow that";

    private final Attempt attempt;
    private final String pod;

    private PodDebugRemedy(Attempt attempt) {
        this.attempt = attempt;
        this.pod = Printable.of(attempt.name());
    }

    /** The remedy. */
    static Remedy of(Attempt attempt, Owner owner) {
        var remedy = new PodDebugRemedy(attempt);
        if (attempt.request().target() == Target.POD_EPHEMERAL_CONTAINERS) {
            return remedy.ephemeralContainer(owner);
        }
        return switch (attempt.request().pod().purpose()) {
            case Purpose.Leased(var seconds) -> remedy.leased(seconds);
            case Purpose.NodeDebugger _ -> remedy.nodeDebugger();
            case Purpose.Lasting _ -> throw new IllegalArgumentException("a Pod that stays is there for more");
        };
    }

    private Remedy leased(long seconds) {
        return Remedy.withoutCommand(
                        "Pod " + pod + " is temporary: it is stopped after " + duration(seconds)
                                + " at most, and nothing brings it back.",
                        NOT_HERE)
                .withAfterwards("Delete it when you are done", delete());
    }

    private Remedy nodeDebugger() {
        var node = attempt.after().spec().path("nodeName").asText("");
        return Remedy.withoutCommand(
                        "Pod " + pod + " is a debugger on " + Named.of("Node", node)
                                + ", and stays there when you leave it.",
                        NOT_HERE)
                .withAfterwards("Delete it when you are done", delete());
    }

    /** While the API server makes the name up, there is none to delete by. */
    private Optional<Command> delete() {
        var name = attempt.after().name();
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Kubectl(attempt.namespace()).command("delete", "pod", name));
    }

    private Remedy ephemeralContainer(Owner owner) {
        var added = added();
        var one = added.size() == 1;
        return Remedy.withoutCommand(
                        Named.all("Ephemeral container", added) + (one ? " stays" : " stay") + " in Pod " + pod
                                + " until that is replaced, and " + (one ? "is" : "are") + " no part of "
                                + named(owner) + ".",
                        NOT_HERE)
                .withAfterwards("What should be in every Pod belongs in the Pod template", Optional.empty());
    }

    private List<String> added() {
        var names = names(attempt.after());
        names.removeAll(names(attempt.before()));
        return names;
    }

    private static List<String> names(PodManifest pod) {
        var names = new ArrayList<String>();
        pod.spec()
                .path("ephemeralContainers")
                .forEach(one -> names.add(one.path("name").asText("")));
        return names;
    }

    private static String named(Owner owner) {
        return switch (owner) {
            case Owner.Root(var _, var object) -> Named.of(object);
            case Owner.Unresolved(var reference, var _) -> Named.of(reference);
            case Owner.Claimed(var reference) -> Named.of(reference);
            case Owner.Gone(var reference, var _) -> Named.of(reference);
            case Owner.None _ -> "its owner";
        };
    }

    private static String duration(long seconds) {
        if (seconds % MINUTE != 0) {
            return seconds + (seconds == 1 ? " second" : " seconds");
        }
        var minutes = seconds / MINUTE;
        return minutes + (minutes == 1 ? " minute" : " minutes");
    }
}
