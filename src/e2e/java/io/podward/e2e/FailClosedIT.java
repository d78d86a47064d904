package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With {@code fail-closed}, while Podward is down: people wait, and are told what for; the cluster goes on. */
@OnControlPlane
final class FailClosedIT {
    private static final String RUN = "kubectl run unchecked-web --image=registry.example.com/web:v1";

    private final ControlPlane plane;
    private final User alice;

    FailClosedIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @BeforeAll
    static void podwardIsDown(ControlPlane plane) {
        plane.alice().creates(Workloads.deployment("closed"));
        plane.alice().runningPodOf("deployment/closed");
        failurePolicy(plane, "Fail");
        plane.stopPodward();
        eventually(
                () -> assertThat(plane.alice().tries(RUN + " --dry-run=server").stderr())
                        .contains("failed calling webhook"));
    }

    @AfterAll
    static void asItShips(ControlPlane plane) {
        failurePolicy(plane, "Ignore");
    }

    /** As the component does it. */
    private static void failurePolicy(ControlPlane plane, String policy) {
        plane.admin().does("""
                kubectl patch validatingwebhookconfiguration podward --type=json -p '[
                  {"op": "test", "path": "/webhooks/0/name", "value": "pods.podward.io"},
                  {"op": "replace", "path": "/webhooks/0/failurePolicy", "value": "%s"}]'""".formatted(policy));
    }

    @Test
    void aBarePodIsRefused(GoldenFile golden) {
        golden.matches(withoutPort(alice.tries(RUN)));
    }

    @Test
    void anEditOfAPodIsRefused(GoldenFile golden) {
        var pod = alice.runningPodOf("deployment/closed");
        golden.matches(withoutPort(
                alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod))));
    }

    private static String withoutPort(Outcome outcome) {
        return outcome.transcript().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:<port>");
    }

    @Test
    void theClusterGoesOn() {
        new ClusterWithoutPodward(plane).goesOn("waiting");
    }
}
