package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.manifest.CompactJson;
import io.podward.manifest.EnvironmentMask;
import io.podward.policy.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * kubectl commands in one namespace. The syntax is that of kubectl v0.36 ({@code pkg/cmd}), and older than every supported
 * version.
 *
 * @param namespace the namespace, always spelled out: the user's default may be another one
 */
record Kubectl(String namespace) {
    /** {@code set image}: init containers are addressed in the same way. */
    Command setImage(ObjectRef workload, Map<String, String> images) {
        return line(Stream.concat(
                Stream.of("set", "image", resource(workload)),
                images.entrySet().stream().map(image -> image.getKey() + "=" + image.getValue())));
    }

    /** {@code set env} for one container: without {@code -c} it would be all of them. */
    Command setEnv(ObjectRef workload, String container, Map<String, String> values, List<String> removed) {
        return new Command.Line(
                setEnv(workload, container, values, removed, EnvironmentMask::hides),
                setEnv(workload, container, values, removed, (_, _) -> true),
                Shell.standIn(values, EnvironmentMask::hides));
    }

    private String setEnv(
            ObjectRef workload,
            String container,
            Map<String, String> values,
            List<String> removed,
            BiPredicate<String, String> hidden) {
        var text = new StringBuilder(text(Stream.of("set", "env", resource(workload), "-c", container)));
        values.forEach((name, value) -> text.append(' ').append(Shell.assignment(name, value, hidden)));
        removed.forEach(name -> text.append(' ').append(Shell.word(name + "-")));
        return text.toString();
    }

    /** {@code set resources} for one container. */
    Command setResources(
            ObjectRef workload, String container, Map<String, String> requests, Map<String, String> limits) {
        var words = new ArrayList<>(List.of("set", "resources", resource(workload), "-c", container));
        if (!requests.isEmpty()) {
            words.add("--requests=" + quantities(requests));
        }
        if (!limits.isEmpty()) {
            words.add("--limits=" + quantities(limits));
        }
        return line(words.stream());
    }

    /** {@code set serviceaccount}. */
    Command setServiceAccount(ObjectRef workload, String serviceAccount) {
        return line(Stream.of("set", "serviceaccount", resource(workload), serviceAccount));
    }

    /** {@code patch} with a strategic merge patch, which is what kubectl does unless told otherwise. */
    Command patch(ObjectRef workload, ObjectNode patch) {
        var shown = EnvironmentMask.ofCredentials(patch);
        return new Command.Line(
                text(Stream.of("patch", resource(workload), "-p", CompactJson.of(shown))),
                text(Stream.of("patch", resource(workload), "-p", CompactJson.of(EnvironmentMask.of(patch)))),
                standIn(patch, shown));
    }

    /** {@code edit}. */
    Command edit(ObjectRef workload) {
        return line(Stream.of("edit", resource(workload)));
    }

    /** {@code create job --from}: the shell makes the name, a new one each time. */
    Command createJobNow(ObjectRef cronJob) {
        var text = prefix() + "create job " + Shell.word(cronJob.name()) + "-$(date +%s) --from="
                + Shell.word("cronjob/" + cronJob.name());
        return new Command.Line(text, text, Optional.empty());
    }

    /** Any other command whose words hold no environment values. */
    Command command(String... words) {
        return line(Stream.of(words));
    }

    /** {@code create} or {@code replace --force} of a manifest. */
    Command withManifest(String verb, JsonNode manifest) {
        var shown = EnvironmentMask.ofCredentials(manifest);
        return new Command.WithManifest(
                prefix() + verb + " -f -", shown, EnvironmentMask.of(manifest), standIn(manifest, shown));
    }

    /** The object as kubectl's {@code TYPE/NAME}: custom kinds with version and group, since short names may clash. */
    static String resource(ObjectRef object) {
        var kind = object.kind().toLowerCase(Locale.ROOT);
        var builtIn = List.of("", "apps", "batch").contains(object.group());
        var version = object.apiVersion().substring(object.apiVersion().indexOf('/') + 1);
        return (builtIn ? kind : kind + "." + version + "." + object.group()) + "/" + object.name();
    }

    private static String quantities(Map<String, String> quantities) {
        return quantities.entrySet().stream()
                .map(quantity -> quantity.getKey() + "=" + quantity.getValue())
                .collect(Collectors.joining(","));
    }

    private Command line(Stream<String> words) {
        var text = text(words);
        return new Command.Line(text, text, Optional.empty());
    }

    /** What stands for a credential in a tree that is shown; empty if all of it is. */
    static Optional<String> standIn(JsonNode tree, JsonNode shown) {
        return shown.equals(tree) ? Optional.empty() : Optional.of(EnvironmentMask.MASK);
    }

    /** A command of these words. */
    String text(Stream<String> words) {
        return prefix() + words.map(Shell::word).collect(Collectors.joining(" "));
    }

    private String prefix() {
        return "kubectl -n " + Shell.word(namespace) + " ";
    }

    /**
     * {@code argo rollouts set image}, which takes one container, init containers included. kubectl takes no flags in front of
     * a plugin's name.
     */
    Command argoSetImage(ObjectRef rollout, String container, String image) {
        return argo(Stream.of("set", "image", rollout.name(), container + "=" + image));
    }

    /** {@code argo rollouts restart}. */
    Command argoRestart(ObjectRef rollout) {
        return argo(Stream.of("restart", rollout.name()));
    }

    private Command argo(Stream<String> words) {
        var text = "kubectl argo rollouts -n " + Shell.word(namespace) + " "
                + words.map(Shell::word).collect(Collectors.joining(" "));
        return new Command.Line(text, text, Optional.empty());
    }
}
