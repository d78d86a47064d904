package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.CompactJson;
import io.podward.manifest.EnvironmentMask;
import io.podward.manifest.RunCommand;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * kubectl commands for somebody who sits at a terminal.
 *
 * @param kubectl for the namespace
 */
record SessionCommands(Kubectl kubectl) {
    /** For the user to put a name in. No object can have this one: pasted as it is, the command finds nothing. */
    static final String SOME_POD = "POD";

    /** {@code run} of a Pod to work in, which is deleted when its user leaves. */
    Command run(RunCommand pod) {
        var shown = EnvironmentMask.ofCredentials(pod.overrides());
        return new Command.Line(
                run(pod, shown, EnvironmentMask::hides),
                run(pod, EnvironmentMask.of(pod.overrides()), (_, _) -> true),
                Shell.standIn(pod.environment(), EnvironmentMask::hides)
                        .or(() -> Kubectl.standIn(pod.overrides(), shown)));
    }

    private String run(RunCommand pod, JsonNode overrides, BiPredicate<String, String> hidden) {
        var session = pod.tty() ? "-it" : "-i";
        var image = "--image=" + pod.image();
        var text = new StringBuilder(
                kubectl.text(Stream.of("run", pod.name(), session, "--rm", image, "--restart=Never")));
        text.append(" --overrides=").append(Shell.word(CompactJson.of(overrides)));
        pod.environment()
                .forEach((name, value) -> text.append(" --env=").append(Shell.assignment(name, value, hidden)));
        if (!pod.labels().isEmpty()) {
            text.append(" --labels=").append(Shell.word(pod.labels()));
        }
        if (!pod.words().isEmpty()) {
            var words = pod.words().stream().map(Shell::word).collect(Collectors.joining(" "));
            text.append(pod.command() ? " --command -- " : " -- ").append(words);
        }
        return text.toString();
    }

    /** {@code attach} as soon as there is something to attach to. */
    Command attach(String pod, String container) {
        var text = kubectl.text(Stream.of("wait", "--for=condition=Ready", "pod/" + pod)) + " && "
                + kubectl.text(Stream.of("attach", "-it", pod, "--container=" + container));
        return new Command.Line(text, text, Optional.empty());
    }

    /** {@code debug} of a Pod whose name the user has to put in. */
    Command debug(String image) {
        return kubectl.command("debug", "-it", SOME_POD, "--image=" + image);
    }
}
