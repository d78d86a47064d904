package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.e2e.ControlPlane.Podward;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Podward takes no requests before it can answer them well. */
@OnControlPlane
final class StartIT {
    private final ControlPlane plane;

    StartIT(ControlPlane plane) {
        this.plane = plane;
    }

    @Test
    void podwardIsReadyOnceTheApiServerHasAnswered() {
        try (var relay = plane.apiServerRelay()) {
            relay.refuses();
            var start = CompletableFuture.runAsync(() -> plane.run(new Podward("mode: enforce", relay.environment())));
            eventually(() -> {
                var cluster = check(plane.readiness(), "cluster");
                assertThat(cluster.path("status").asText()).isEqualTo("DOWN");
                assertThat(cluster.path("data").path("trouble").asText()).contains("GET /version: ");
            });
            assertThat(plane.health("live").path("status").asText()).isEqualTo("UP");
            assertThat(plane.readiness().path("status").asText()).isEqualTo("DOWN");

            relay.forwards();
            start.join();

            relay.refuses();
            assertThat(plane.readiness().path("status").asText())
                    .as("once ready, it stays so")
                    .isEqualTo("UP");
        }
    }

    @Test
    void theWarmUpLeavesNoTrace() {
        plane.run(Podward.with("mode: audit"));
        plane.run(Podward.with("mode: enforce"));

        assertThat(plane.podwardMetrics().samples().toString()).doesNotContain("warm-up");
        assertThat(plane.podwardLog().linesWith("podward-warm-up")).isEmpty();
    }

    private static JsonNode check(JsonNode health, String name) {
        return health.path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> Json.parse("{}"));
    }
}
