package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is on record of a denial: the same as the user is told, but for the values of environment variables. */
@OnControlPlane
final class RecordsIT {
    private final ControlPlane plane;
    private final User alice;

    RecordsIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @Test
    void theValueIsShownToTheUserAndMaskedEverywhereElse() {
        alice.creates(Workloads.deployment("secretive"));
        var pod = alice.runningPodOf("deployment/secretive");

        var denied = alice.tries("kubectl set env pod/%s -c blog COLOR=hunter2".formatted(pod));

        assertThat(denied.suggestion()).isEqualTo("kubectl -n shop set env deployment/secretive -c blog COLOR=hunter2");
        var records = new Records(plane, "alice", pod);
        var masked = "kubectl -n shop set env deployment/secretive -c blog COLOR=\"${NEW_COLOR:?}\"";
        assertThat(records.auditAnnotations())
                .isEqualTo(Map.of(
                        "rule", "pod-edit",
                        "action", "deny",
                        "mode", "enforce",
                        "requester", "person",
                        "root", "apps/v1 Deployment shop/secretive",
                        "command", masked));
        assertThat(records.causes()).isEqualTo(Json.parse("""
                        [{"reason": "podward.io/rule", "message": "pod-edit"},
                          {"reason": "podward.io/root", "message": "apps/v1 Deployment shop/secretive"},
                          {"reason": "podward.io/command", "message": "%s"}]""".formatted(masked.replace("\"", "\\\""))));
        assertThat(records.logged()).singleElement().satisfies(line -> {
            assertThat(line.path("command").asText()).isEqualTo(masked);
            assertThat(line.toString()).doesNotContain("hunter2");
        });
    }

    @Test
    void soItIsInAManifest() {
        var denied = alice.tries("kubectl run secretive-pod --image=web --env=COLOR=hunter2");

        assertThat(denied.suggestion()).contains("value: hunter2");
        var records = new Records(plane, "alice", "secretive-pod");
        assertThat(records.auditAnnotations().get("command"))
                .contains("\"value\":***")
                .doesNotContain("hunter2");
        assertThat(records.causes().toString()).contains("***").doesNotContain("hunter2");
        assertThat(records.logged())
                .singleElement()
                .satisfies(line -> assertThat(line.toString()).contains("***").doesNotContain("hunter2"));
    }

    @Test
    void soItIsInAPatch() {
        alice.creates(Workloads.deployment("secretive-patch"));
        var pod = alice.runningPodOf("deployment/secretive-patch");

        var denied = alice.tries("""
                kubectl patch pod %s -p '{"spec": {"containers": [{"name": "blog", "image": "v2",
                  "env": [{"name": "COLOR", "value": "hunter2"}]}]}}'""".formatted(pod));

        assertThat(denied.suggestion()).contains("hunter2");
        var records = new Records(plane, "alice", pod);
        assertThat(records.auditAnnotations().get("command")).contains("***").doesNotContain("hunter2");
        assertThat(records.causes().toString()).contains("***").doesNotContain("hunter2");
        assertThat(records.logged())
                .allSatisfy(line -> assertThat(line.toString()).doesNotContain("hunter2"));
    }

    @Test
    void aCredentialIsShownToNobody() {
        var denied = alice.tries("kubectl run secretive-token --image=web --env=TOKEN=hunter2");

        assertThat(denied.stderr())
                .contains("value: ***", "*** stands for a value that looks like a secret")
                .doesNotContain("hunter2");
        assertThat(alice.tries(denied.suggestion()).exitCode()).isNotZero();
        assertThat(alice.tries("kubectl get deployment secretive-token").exitCode())
                .isNotZero();
        assertThat(new Records(plane, "alice", "secretive-token").causes().toString())
                .doesNotContain("hunter2");
    }

    @Test
    void aDryRunIsMarked() {
        alice.tries("kubectl run only-a-trial --image=web --dry-run=server");

        assertThat(new Records(plane, "alice", "only-a-trial").logged())
                .singleElement()
                .satisfies(line -> Json.assertContains(line, "{\"dryRun\": true}"));
    }
}
