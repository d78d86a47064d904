package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A real control plane with Podward in it, through {@code plane.sh}. */
final class ControlPlane implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/e2e/plane/plane.sh").toAbsolutePath();

    private final Path folder;
    private final Properties addresses = new Properties();
    private final AtomicReference<Podward> running = new AtomicReference<>(Podward.NONE);

    private ControlPlane(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /**
     * What Podward is told.
     *
     * @param mode {@code PODWARD_MODE}
     * @param environment whatever else is in its environment
     */
    record Podward(String mode, Map<String, String> environment) {
        /** Podward does not run. */
        private static final Podward NONE = new Podward("", Map.of());

        Podward {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Starts a plane.
     *
     * @param folder where it lives; emptied first
     * @param podward what Podward does on it
     * @param options of {@code plane.sh up}
     */
    static ControlPlane start(Path folder, Podward podward, String... options) {
        var plane = new ControlPlane(folder);
        // What an interrupted run may have left is not to be tested.
        plane.script(Map.of(), "down");
        plane.script(
                podward.environment(),
                Stream.concat(Stream.of("up", "--mode", podward.mode()), Stream.of(options))
                        .toArray(String[]::new));
        try (var file = Files.newBufferedReader(plane.folder.resolve("cluster.env"))) {
            plane.addresses.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        plane.running.set(podward);
        plane.awaitFirstCall();
        return plane;
    }

    /** The API server learns of a new webhook, and of one that came back, in its own time. */
    private void awaitFirstCall() {
        eventually(() -> {
            alice().tries("kubectl run probe --image=probe --dry-run=server");
            assertThat(podwardMetrics().sum("podward_decisions_total", Map.of()))
                    .isPositive();
        });
    }

    /** Starts Podward afresh, unless it runs like that already. */
    void run(Podward podward) {
        if (!running.getAndSet(podward).equals(podward)) {
            script(podward.environment(), "podward", "--mode", podward.mode());
            awaitFirstCall();
        }
    }

    /** Stops Podward; it stays registered. */
    void stopPodward() {
        running.set(Podward.NONE);
        script(Map.of(), "stop-podward");
    }

    @Override
    public void close() {
        script(Map.of(), "down");
    }

    /** A developer with the ClusterRole {@code edit} in the namespace {@code shop}. */
    User alice() {
        return user("alice", folder.resolve("alice.kubeconfig"));
    }

    /** Somebody who may do everything. */
    User admin() {
        return user("admin", folder.resolve("admin.kubeconfig"));
    }

    /** The kubelet of {@code node-1}. */
    User node() {
        return user("node", folder.resolve("node.kubeconfig"));
    }

    /** Somebody else. */
    User user(String name, Path kubeconfig) {
        return User.of(folder.resolve("users").resolve(name), addresses.getProperty("KUBECTL"), kubeconfig);
    }

    /** What Podward counts. */
    Metrics podwardMetrics() {
        return Metrics.at(addresses.getProperty("MANAGEMENT_URL") + "/q/metrics");
    }

    /** What the API server counts. */
    Metrics apiServerMetrics() {
        return Metrics.parse(admin().does("kubectl get --raw /metrics"));
    }

    /** What the API server writes down. */
    JsonLog auditLog() {
        return new JsonLog(Path.of(addresses.getProperty("AUDIT_LOG")));
    }

    /** What Podward writes down. */
    JsonLog podwardLog() {
        return new JsonLog(folder.resolve("logs/podward.log"));
    }

    private void script(Map<String, String> environment, String... words) {
        var command = Stream.of(Stream.of(SCRIPT.toString()), Stream.of(words), Stream.of("--dir", folder.toString()))
                .flatMap(part -> part)
                .toList();
        var script = new ProcessBuilder(command).redirectErrorStream(true);
        // The settings of whoever runs the tests are not under test.
        script.environment().keySet().removeIf(name -> name.startsWith("PODWARD_") && !name.equals("PODWARD_KUBECTL"));
        script.environment().putAll(environment);
        try {
            var process = script.start();
            process.getOutputStream().close();
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                // Shown as it comes: the first run on a machine builds Kubernetes.
                var lines = output.lines().peek(System.out::println).toList();
                assertThat(process.waitFor())
                        .as("%s:\n%s", String.join(" ", command), String.join("\n", lines))
                        .isZero();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
