package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.podward.cluster.Cluster;
import io.podward.cluster.Lookup;
import io.podward.policy.OwnerReference;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

final class ClusterHealthTest {
    private static final String REFUSED = "GET /version: connection refused";

    /** What the cluster says each time, and then that it is there. */
    private record Moods(Queue<String> troubles) implements Cluster {
        @Override
        public Lookup find(OwnerReference reference, String namespace) {
            return new Lookup.NotFound();
        }

        @Override
        public Optional<String> unreachable() {
            return Optional.ofNullable(troubles.poll());
        }
    }

    private static ClusterHealth health(String... troubles) {
        return new ClusterHealth(new Moods(new ArrayDeque<>(List.of(troubles))), PolicyOf.settings(Optional.empty()));
    }

    @Test
    void isDownUntilTheApiServerHasAnswered() {
        var health = health(REFUSED, "GET /version: \u001b[31mno answer within 2000 ms");

        health.look();
        assertThat(status(health)).isEqualTo("DOWN {owners=from the API server, trouble=" + REFUSED + "}");
        assertThat(health.reached()).isNotDone();

        health.look();
        assertThat(status(health))
                .isEqualTo(
                        "DOWN {owners=from the API server, trouble=GET /version: \ufffd[31mno answer within 2000 ms}");

        health.look();
        assertThat(status(health)).isEqualTo("UP {owners=from the API server}");
        assertThat(health.reached()).isCompleted();
    }

    private static String status(ClusterHealth health) {
        HealthCheckResponse response = health.call();
        return response.getStatus() + " " + response.getData().orElse(Map.of());
    }
}
