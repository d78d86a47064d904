package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Somebody with a kubeconfig, a shell, and a folder for files. */
final class User {
    /** A command that takes longer hangs. */
    private static final int LIMIT_SECONDS = 120;

    private final Path folder;
    private final Map<String, String> environment;

    private User(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * A user of a plane.
     *
     * @param folder for the user's files, among them kubectl's
     * @param kubectl the program
     * @param kubeconfig who the user is
     */
    static User of(Path folder, String kubectl, Path kubeconfig) {
        try {
            var programs = Files.createDirectories(folder.resolve("bin"));
            var program = programs.resolve("kubectl");
            if (!Files.exists(program)) {
                Files.createSymbolicLink(program, Path.of(kubectl));
            }
            return new User(
                    folder,
                    Map.of(
                            "HOME", folder.toString(),
                            "KUBECACHEDIR", folder.resolve("cache").toString(),
                            "KUBECONFIG", kubeconfig.toString(),
                            // kubectl speaks other languages, too.
                            "LC_ALL", "C.UTF-8",
                            "PATH", programs + ":" + System.getenv("PATH"),
                            "TMPDIR",
                                    Files.createDirectories(folder.resolve("tmp"))
                                            .toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types something into a shell. */
    Outcome tries(String script) {
        try {
            var stdout = Files.createTempFile(folder, "stdout", "");
            var stderr = Files.createTempFile(folder, "stderr", "");
            var exitCode = run(script, stdout, stderr);
            var outcome = new Outcome(script, exitCode, Files.readString(stdout), Files.readString(stderr));
            Files.delete(stdout);
            Files.delete(stderr);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(String script, Path stdout, Path stderr) throws IOException {
        // In a file, because the arguments of a program are at the mercy of the locale.
        var file = Files.writeString(folder.resolve("script"), script);
        var shell = new ProcessBuilder("sh", file.toString())
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        shell.environment().clear();
        shell.environment().putAll(environment);
        var process = shell.start();
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new AssertionError("did not end: " + script);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + script, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Does something that must succeed; what it printed. */
    String does(String script) {
        var outcome = tries(script);
        if (outcome.exitCode() != 0) {
            throw new AssertionError("should have succeeded:\n" + outcome.transcript());
        }
        return outcome.stdout();
    }

    /** Does something that must succeed without a word of warning. */
    void passes(String script) {
        var outcome = tries(script);
        if (outcome.exitCode() != 0 || !outcome.stderr().isEmpty()) {
            throw new AssertionError("should have passed:\n" + outcome.transcript());
        }
    }

    /** Creates what is in a manifest. */
    void creates(String manifest) {
        does("kubectl create -f - <<'EOF'\n" + manifest + "\nEOF");
    }

    /** What {@code kubectl get} knows. */
    JsonNode gets(String what) {
        return Json.parse(does("kubectl get " + what + " -o json"));
    }

    /** One value, or several with a space between them. */
    String reads(String what, String jsonPath) {
        return does("kubectl get " + what + " -o jsonpath='{" + jsonPath + "}'");
    }

    /** The Pods that a workload made and is not done with, found by its selector. */
    List<JsonNode> podsOf(String workload) {
        var selector = gets(workload).path("spec").path("selector");
        var labels = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
        var query = labels.properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asText())
                .collect(Collectors.joining(","));
        return gets("pods -l " + query)
                .path("items")
                .valueStream()
                .filter(pod -> pod.path("metadata").has("ownerReferences"))
                .filter(pod -> !pod.path("metadata").has("deletionTimestamp"))
                .toList();
    }

    /** The name of some running Pod of a workload, as soon as there is one. */
    String runningPodOf(String workload) {
        var names = new ArrayDeque<String>();
        eventually(() -> {
            podsOf(workload).stream()
                    .filter(pod -> pod.path("status").path("phase").asText().equals("Running"))
                    .forEach(pod -> names.add(pod.path("metadata").path("name").asText()));
            assertThat(names).as("running Pods of %s", workload).isNotEmpty();
        });
        return names.getFirst();
    }

    /** A file in the user's folder. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Puts a file into the user's folder. */
    void saves(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
