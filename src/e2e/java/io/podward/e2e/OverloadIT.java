package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More than there is memory for is refused, at once and unread; Podward lives on, and answers what there is memory for. */
@OnControlPlane
final class OverloadIT {
    private static final int AT_ONCE = 24;
    private static final int ENVIRONMENT = 90_000;

    private final ControlPlane plane;
    private final User alice;

    OverloadIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @Test
    void aFloodOfHugeReviewsIsRefused() {
        var before = refused();
        var body = hugeReview();
        assertThat(body.length()).isBetween(4_000_000, 7_000_000);

        var statuses = flood(body);

        assertThat(statuses).containsOnly(200, 503).contains(200, 503);
        assertThat(refused() - before).isEqualTo((int)
                statuses.stream().filter(status -> status == 503).count());
        assertThat(alice.tries("kubectl run flooded --image=registry.example.com/web:v1")
                        .stderr())
                .contains("denied the request");
    }

    private int refused() {
        return plane.podwardMetrics().sum("podward_overloaded_total", Map.of());
    }

    private List<Integer> flood(String body) {
        try (var client = HttpClient.newBuilder()
                .sslContext(ApiClient.trusting(plane.file("webhook/ca.crt")))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            var request = HttpRequest.newBuilder(URI.create(plane.webhookUrl() + "/mutate?timeout=30s"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            var answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> client.sendAsync(request, BodyHandlers.discarding())
                            .thenApply(response -> response.statusCode()))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    /** The change of a Pod with very many small values: they take the most room when they are read. */
    private static String hugeReview() {
        var environment = new StringBuilder();
        for (var number = 0; number < ENVIRONMENT; number++) {
            environment.append(number == 0 ? "" : ",").append("{\"name\":\"A%d\"}".formatted(number));
        }
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "huge",
                "resource": {"group": "", "version": "v1", "resource": "pods"}, "namespace": "shop", "name": "huge",
                "operation": "UPDATE", "userInfo": {"username": "alice"}, "dryRun": true,
                "object": POD, "oldObject": POD}}""".replace("POD", """
                {"metadata": {"name": "huge"}, "spec": {"containers": [{"name": "a", "image": "a", "env": [ENV]}]},
                "status": {"extra": [ENV]}}""".replace("ENV", environment));
    }
}
