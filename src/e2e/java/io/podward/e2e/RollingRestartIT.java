package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Podward is replaced, as by a Deployment that lets a new one get ready before it stops an old one, and nobody notices. */
@OnControlPlane
final class RollingRestartIT {
    private static final Map<String, String> AS_IT_SHIPS = Map.of("QUARKUS_SHUTDOWN_DELAY", "5s");

    private final ControlPlane plane;
    private final User alice;

    RollingRestartIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @Test
    void noRequestFailsAndNoneGoesUnchecked() {
        alice.creates(Workloads.deployment("rolled"));
        var pod = alice.runningPodOf("deployment/rolled");
        try (var replicas = plane.replicate(AS_IT_SHIPS);
                var load = Load.start(plane.apiClient(), pod, body -> body.contains("pods.podward.io"))) {
            var before = failedOpen();

            replaces(replicas, load, 1, 3);
            replaces(replicas, load, 2, 1);
            replaces(replicas, load, 3, 2);
            replaces(replicas, load, 1, 3);

            assertThat(load.surprises()).isEmpty();
            assertThat(failedOpen()).isEqualTo(before);
            assertThat(load.answers()).isGreaterThan(100);
        }
    }

    private static void replaces(Replication replicas, Load load, int old, int young) {
        replicas.starts(young);
        replicas.balancer().awaitReady(3);
        load.goesOn();
        replicas.stops(old);
        load.goesOn();
    }

    private int failedOpen() {
        return plane.apiServerMetrics()
                .sum("apiserver_admission_webhook_fail_open_count", Map.of("name", "pods.podward.io"));
    }
}
