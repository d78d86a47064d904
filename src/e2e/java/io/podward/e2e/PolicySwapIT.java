package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A changed ConfigMap is taken up under load: each answer is by the old policy or by the new one, and soon by the new one. */
@OnControlPlane
final class PolicySwapIT {
    private static final int SWAPS = 6;

    /** Podward looks each second; the rest is for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ControlPlane plane;
    private final User alice;

    PolicySwapIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @Test
    void noRequestIsAnsweredWithoutAPolicy() {
        plane.run(ControlPlane.Podward.with(policy("first")));
        alice.creates(Workloads.deployment("swapped"));
        var pod = alice.runningPodOf("deployment/swapped");
        try (var load = Load.start(plane.apiClient(), pod, PolicySwapIT::isByOneOfThem)) {
            for (var swap = 0; swap < SWAPS; swap++) {
                swaps(swap % 2 == 0 ? "second" : "first");
                load.goesOn();
            }
            assertThat(load.surprises()).isEmpty();
        }
    }

    /** Its last line tells one from the other. */
    private static String policy(String name) {
        return "mode: enforce\nhelp: by the %s policy".formatted(name);
    }

    private static boolean isByOneOfThem(String denial) {
        return denial.contains("by the first policy") != denial.contains("by the second policy");
    }

    private void swaps(String name) {
        var loads = loads();
        var begin = Instant.now();
        plane.policyFile().becomes(PolicyFile.manifest(policy(name)));
        eventually(() -> assertThat(loads()).isGreaterThan(loads));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
        assertThat(alice.tries("kubectl run web --image=registry.example.com/web:v1 --dry-run=server")
                        .stderr())
                .contains("by the " + name + " policy");
    }

    private int loads() {
        return plane.podwardMetrics().sum("podward_policy_reloads_total", Map.of("outcome", "loaded"));
    }
}
