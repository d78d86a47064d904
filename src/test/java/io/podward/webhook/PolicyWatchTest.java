package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podward.LogLines;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class PolicyWatchTest {
    private static final String EXPIRED = "exemptions: [{name: old, reason: a test, users: [a], expires: 2026-11-21}]";

    @TempDir
    Path folder = Path.of("");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LogLines log = new LogLines(PolicyWatch.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void aChangeIsCountedAndTold() throws IOException {
        var watch = watch(PolicyOf.file(PolicyOf.write(folder, "mode: enforce")));
        watch.look();
        assertThat(log.written()).isEmpty();

        PolicyOf.write(folder, "rules: {bare-pod: warn, pod-edit: off}");
        watch.look();
        assertThat(log.written())
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
        assertThat(log.written())
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
        assertThat(log.written())
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
        assertThat(log.written())
                .contains(
                        "WARN the rule pod-delete needs the component deploy/components/pod-delete: without it, the API"
                                + " server does not ask about deletions of Pods");
    }

    @Test
    void anErrorDoesNotEndTheLooking() throws IOException {
        var broken = new AtomicBoolean();
        var clock = new Clock() {
            @Override
            public Instant instant() {
                if (broken.get()) {
                    throw new StackOverflowError();
                }
                return PolicyOf.CLOCK.instant();
            }

            @Override
            public ZoneId getZone() {
                return PolicyOf.CLOCK.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        var watch = watch(PolicyOf.file(PolicyOf.write(folder, "mode: enforce"), clock));
        broken.set(true);
        watch.look();
        watch.look();
        var told = "ERROR The policy file could not be looked at, because of an error in Podward";
        assertThat(log.written()).containsExactly(told);
        assertThat(reloads("failed")).isEqualTo(2);

        broken.set(false);
        watch.look();
        broken.set(true);
        watch.look();
        assertThat(log.written()).containsExactly(told, told);
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
}
