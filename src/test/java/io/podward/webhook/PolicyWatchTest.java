package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class PolicyWatchTest {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");
    private static final String EXPIRED = "exemptions: [{name: old, reason: a test, users: [a], expires: 2026-11-21}]";

    @TempDir
    Path folder = Path.of("");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Lines log = new Lines();

    @BeforeEach
    void listen() {
        Logger.getLogger(PolicyWatch.class.getName()).addHandler(log);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger(PolicyWatch.class.getName()).removeHandler(log);
    }

    @Test
    void aChangeIsCountedAndTold() throws IOException {
        var watch = watch(PolicyOf.file(PolicyOf.write(folder, "mode: enforce")));
        watch.look();
        assertThat(log.written).isEmpty();

        PolicyOf.write(folder, "rules: {bare-pod: warn, pod-edit: off}");
        watch.look();
        assertThat(log.written)
                .containsExactly(
                        "INFO The policy has changed: mode audit; rules: pod-edit off, bare-pod warn; programs as by default");
        assertThat(reloads("loaded")).isOne();
        assertThat(reloads("refused")).isZero();
    }

    @Test
    void aRefusalIsLoudAndReadinessStays() throws IOException {
        var file = PolicyOf.write(folder, "mode: enforce");
        var active = PolicyOf.file(file);
        var watch = watch(active);
        assertThat(gauge("podward.policy.refused")).isZero();

        PolicyOf.write(folder, "mode: enforec\nmdoe: audit");
        watch.look();
        watch.look();
        assertThat(log.written)
                .containsExactly(
                        "ERROR The changed policy is refused, the last good one stays: " + file
                                + ":3: mode: expected audit or enforce; found enforec, did you mean enforce?",
                        "ERROR The changed policy is refused, the last good one stays: " + file
                                + ":4: mdoe: there is no such field; did you mean mode?");
        assertThat(reloads("refused")).isOne();
        assertThat(gauge("podward.policy.refused")).isOne();
        var health = new PolicyHealth(active).call();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getData())
                .hasValueSatisfying(data -> assertThat(data)
                        .containsEntry("mode", "enforce")
                        .containsEntry(
                                "refused",
                                file + ":3: mode: expected audit or enforce; found enforec, did you mean enforce?; "
                                        + file + ":4: mdoe: there is no such field; did you mean mode?"));

        PolicyOf.write(folder, "mode: audit");
        watch.look();
        assertThat(gauge("podward.policy.refused")).isZero();
        assertThat(new PolicyHealth(active).call().getData())
                .hasValueSatisfying(data -> assertThat(data).doesNotContainKey("refused"));
    }

    @Test
    void anExpiredExemptionIsToldOfOnce() throws IOException {
        var watch = watch(PolicyOf.file(PolicyOf.write(folder, "mode: enforce")));
        assertThat(gauge("podward.exemptions.expired")).isZero();

        PolicyOf.write(folder, EXPIRED);
        watch.look();
        watch.look();
        assertThat(log.written)
                .containsExactly(
                        "INFO The policy has changed: mode audit; rules as by default; programs as by default; 1 exemption",
                        "WARN the exemption old no longer applies: its last day was 2026-11-21");
        assertThat(gauge("podward.exemptions.expired")).isOne();
    }

    @Test
    void aPolicyThatNeedsDeletionsSaysSo() throws IOException {
        var watch = watch(PolicyOf.file(PolicyOf.write(folder, "mode: enforce")));
        PolicyOf.write(folder, "rules: {pod-delete: warn}");
        watch.look();
        assertThat(log.written)
                .contains(
                        "WARN the rule pod-delete needs the overlay deploy/pod-delete: without it, the API server does"
                                + " not ask about deletions of Pods");
    }

    @Test
    @Timeout(60)
    void itLooksByItself() throws IOException {
        var active = PolicyOf.file(PolicyOf.write(folder, "mode: enforce"));
        var watch = watch(active);
        watch.start(new StartupEvent());
        try {
            PolicyOf.write(folder, "mode: audit");
            while (reloads("loaded") == 0) {
                Thread.onSpinWait();
            }
        } finally {
            watch.stop();
        }
    }

    private PolicyWatch watch(ActivePolicy active) {
        return new PolicyWatch(active, metrics);
    }

    private double reloads(String outcome) {
        return metrics.get("podward.policy.reloads")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private static final class Lines extends Handler {
        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            written.add(line.getLevel() + " " + MESSAGE.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
