package io.podward.remedy;

import io.podward.manifest.CreateCommand;
import io.podward.manifest.PodConversion;
import io.podward.manifest.PodConversion.Converted;
import io.podward.manifest.PodConversion.Invalid;
import io.podward.manifest.PodManifest;
import io.podward.manifest.Yaml;
import io.podward.policy.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What to say to somebody who created a Pod that has no controller. */
public final class BarePodRemedy {
    /** What a workload does otherwise than the Pod would have done. */
    private static final Set<String> WORTH_KNOWING =
            Set.of("spec.activeDeadlineSeconds", "spec.backoffLimit", "spec.nodeName");

    private BarePodRemedy() {}

    /**
     * The remedy.
     *
     * @param namespace the Pod's namespace
     * @param pod the Pod as it was to be created
     */
    public static Remedy of(String namespace, PodManifest pod) {
        var problem = "Pod " + Printable.of(pod.displayName())
                + " has no controller: nothing brings it back when it is deleted or its node fails.";
        return switch (PodConversion.of(pod)) {
            case Converted converted ->
                Remedy.withCommand(
                        problem,
                        "Create a " + converted.workload().ref().kind() + " instead",
                        command(new Kubectl(namespace), converted),
                        differences(converted));
            // Only the mutating phase, and a check of a file, can see a Pod that the API server would not take.
            case Invalid _ ->
                Remedy.withoutCommand(problem, "Create a Deployment with this Pod's spec as its Pod template instead");
        };
    }

    /** What the user asked for and gets otherwise from the command. */
    private static List<String> differences(Converted converted) {
        return converted.remarks().stream()
                .filter(remark -> WORTH_KNOWING.contains(remark.field()))
                .map(remark -> remark + ".")
                .toList();
    }

    private static Command command(Kubectl kubectl, Converted converted) {
        return converted
                .createCommand()
                .map(create -> kubectl.command(words(create)))
                .orElseGet(() -> {
                    var manifest = converted.workload().tree();
                    return kubectl.withManifest("create", manifest, Yaml.write(manifest));
                });
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
