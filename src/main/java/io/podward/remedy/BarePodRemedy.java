package io.podward.remedy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.manifest.CreateCommand;
import io.podward.manifest.GeneratedName;
import io.podward.manifest.LeasedPod;
import io.podward.manifest.PodConversion;
import io.podward.manifest.PodConversion.Converted;
import io.podward.manifest.PodConversion.Invalid;
import io.podward.manifest.PodManifest;
import io.podward.policy.ObjectRef;
import io.podward.policy.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What to say to somebody who created a Pod that has no controller. */
public final class BarePodRemedy {
    /** What a workload does otherwise than the Pod would have done. */
    private static final Set<String> WORTH_KNOWING =
            Set.of("spec.activeDeadlineSeconds", "spec.backoffLimit", "spec.nodeName");

    /** Owners that are named before the rest is left out: there may be any number of them. */
    private static final int NAMED_OWNERS = 3;

    private static final String DEADLINE = "activeDeadlineSeconds";

    private final Kubectl kubectl;
    private final PodManifest pod;

    private BarePodRemedy(String namespace, PodManifest pod) {
        this.kubectl = new Kubectl(namespace);
        this.pod = pod;
    }

    /**
     * The remedy.
     *
     * @param namespace the Pod's namespace
     * @param pod the Pod as it was to be created
     * @param leaseSeconds the most that a Pod may run that needs no controller; 0 if each needs one
     */
    public static Remedy of(String namespace, PodManifest pod, long leaseSeconds) {
        var remedy = new BarePodRemedy(namespace, pod);
        return Optional.of(leaseSeconds)
                .filter(seconds -> seconds > 0)
                .flatMap(seconds -> LeasedPod.of(pod, seconds))
                .map(leased -> remedy.lease(leased, leaseSeconds))
                .orElseGet(remedy::workload);
    }

    private Remedy workload() {
        var problem = problem("nothing brings it back when it is deleted or its node fails.");
        return switch (PodConversion.of(pod)) {
            case Converted converted ->
                Remedy.withCommand(
                        problem,
                        "Create a " + converted.workload().ref().kind() + " instead",
                        command(converted),
                        differences(converted));
            // Only the mutating phase, and a check of a file, can see a Pod that the API server would not take.
            case Invalid _ ->
                Remedy.withoutCommand(problem, "Create a Deployment with this Pod's spec as its Pod template instead");
        };
    }

    private Remedy lease(LeasedPod leased, long seconds) {
        var session = new SessionCommands(kubectl);
        var notes = new ArrayList<String>();
        if (leased.runCommand().isEmpty()) {
            var named = leased.manifest().path("metadata").has("name");
            notes.add((named ? "To work in it" : "To work in it, put its name for " + SessionCommands.SOME_POD) + ":\n"
                    + session.attach(named ? pod.name() : SessionCommands.SOME_POD, leased.containerName())
                            .block());
        }
        if (Printable.isPrintable(leased.image())) {
            notes.add("If it was meant to look into a running Pod, put the name of that one for "
                    + SessionCommands.SOME_POD + ":\n"
                    + session.debug(leased.image()).block());
        }
        var remedy = Remedy.withCommand(
                problem("a Pod to work in needs none if it ends by itself, after " + seconds + " seconds at most."),
                "Give it an end instead",
                leased.runCommand()
                        .map(session::run)
                        .orElseGet(() -> kubectl.withManifest("create", leased.manifest())),
                notes);
        return pod.name().isEmpty() ? remedy : remedy.withAfterwards("Give it an end", Optional.of(deadline(leased)));
    }

    /** For a Pod that is there already: another could not have its name. */
    private Command deadline(LeasedPod leased) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").set(DEADLINE, leased.manifest().path("spec").path(DEADLINE));
        return kubectl.patch(new ObjectRef("v1", "Pod", kubectl.namespace(), pod.name()), patch);
    }

    private String problem(String consequence) {
        var problem = "Pod " + Printable.of(pod.displayName()) + " has no controller: " + consequence;
        var owners = pod.metadata().path("ownerReferences");
        if (owners.isEmpty()) {
            return problem;
        }
        var named = StreamSupport.stream(owners.spliterator(), false)
                .limit(NAMED_OWNERS)
                .map(owner -> Printable.of(
                        owner.path("kind").asText() + " " + owner.path("name").asText()))
                .collect(Collectors.joining(", "));
        return problem + " It names " + named + (owners.size() > NAMED_OWNERS ? ", …" : "")
                + " as owner, but not as its controller (controller: true).";
    }

    /** What the user asked for and gets otherwise from the command. */
    private static List<String> differences(Converted converted) {
        return converted.remarks().stream()
                .filter(remark -> WORTH_KNOWING.contains(remark.field()))
                .map(remark -> remark + ".")
                .toList();
    }

    private Command command(Converted converted) {
        var generated = GeneratedName.of(pod);
        // Who generates names starts several. Several Deployments with one selector would be none the better for it.
        if (generated.isPresent() && converted.workload().ref().kind().equals("Job")) {
            return kubectl.withManifest("create", converted.workload().withGeneratedName(generated.get()));
        }
        return converted
                .createCommand()
                .map(create -> kubectl.command(words(create)))
                .orElseGet(() ->
                        kubectl.withManifest("create", converted.workload().tree()));
    }

    private static String[] words(CreateCommand create) {
        var words = new ArrayList<>(List.of("create", create.resource(), create.name(), "--image=" + create.image()));
        create.port().ifPresent(port -> words.add("--port=" + port));
        if (!create.command().isEmpty()) {
            words.add("--");
            words.addAll(create.command());
        }
        return words.toArray(String[]::new);
    }
}
