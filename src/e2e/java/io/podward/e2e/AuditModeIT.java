package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** In audit mode nobody notices Podward but the people who read its records. */
@OnControlPlane(policy = "mode: audit")
final class AuditModeIT {
    private final ControlPlane plane;
    private final User alice;

    AuditModeIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @Test
    void aBarePodPassesSilentlyAndIsOnRecord() {
        var labels = Map.of("rule", "bare-pod", "action", "deny", "mode", "audit", "operation", "create");
        var before = plane.podwardMetrics().sum("podward_decisions_total", labels);

        var created = alice.tries("kubectl run audited --image=registry.example.com/web:v1 --env=TOKEN=hunter2");

        assertThat(created).isEqualTo(new Outcome(created.command(), 0, "pod/audited created\n", ""));
        assertThat(plane.podwardMetrics().sum("podward_decisions_total", labels))
                .isEqualTo(before + 1);
        var records = new Records(plane, "alice", "audited");
        var command = """
                printf %s '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"audited","namespace":"shop",\
                "labels":{"run":"audited"}},"spec":{"replicas":1,"selector":{"matchLabels":{"run":"audited"}},\
                "template":{"metadata":{"labels":{"run":"audited"}},"spec":{"containers":[{"name":"audited",\
                "image":"registry.example.com/web:v1","env":[{"name":"TOKEN","value":***}]}]}}}}' \
                | kubectl -n shop create -f -""";
        assertThat(records.auditAnnotations())
                .isEqualTo(Map.of(
                        "rule",
                        "bare-pod",
                        "action",
                        "deny",
                        "mode",
                        "audit",
                        "requester",
                        "person",
                        "command",
                        command));
        assertThat(records.logged()).singleElement().satisfies(line -> {
            Json.assertContains(line, """
                    {"phase": "validate", "mode": "audit", "rule": "bare-pod", "action": "deny", "operation": "create",
                      "namespace": "shop", "name": "audited", "user": "alice", "requester": "person", "dryRun": false}""");
            assertThat(line.path("command").asText()).isEqualTo(command);
        });
    }

    @Test
    void aChangedImagePassesSilentlyAndIsOnRecord() {
        alice.creates(Workloads.deployment("audited-edit"));
        var pod = alice.runningPodOf("deployment/audited-edit");
        var labels = Map.of("rule", "pod-edit", "action", "deny", "mode", "audit", "operation", "update");
        var before = plane.podwardMetrics().sum("podward_decisions_total", labels);

        var changed = alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));

        assertThat(changed).isEqualTo(new Outcome(changed.command(), 0, "pod/" + pod + " image updated\n", ""));
        // Once, though both phases ask.
        assertThat(plane.podwardMetrics().sum("podward_decisions_total", labels))
                .isEqualTo(before + 1);
        var records = new Records(plane, "alice", pod);
        var command = "kubectl -n shop set image deployment/audited-edit blog=registry.example.com/blog-api:v2";
        assertThat(records.auditAnnotations())
                .isEqualTo(Map.of(
                        "rule", "pod-edit",
                        "action", "deny",
                        "mode", "audit",
                        "requester", "person",
                        "root", "apps/v1 Deployment shop/audited-edit",
                        "command", command));
        assertThat(records.logged())
                .extracting(line -> line.path("phase").asText())
                .containsExactly("mutate", "validate");
        assertThat(records.logged()).allSatisfy(line -> {
            Json.assertContains(line, """
                    {"mode": "audit", "rule": "pod-edit", "action": "deny", "operation": "update", "namespace": "shop",
                      "user": "alice", "root": "apps/v1 Deployment shop/audited-edit"}""");
            assertThat(line.path("command").asText()).isEqualTo(command);
        });
    }

    @Test
    void aChangeThatTheApiServerRefusesIsOnRecordToo() {
        alice.creates(Workloads.deployment("audited-env"));
        var pod = alice.runningPodOf("deployment/audited-env");

        var refused = alice.tries("kubectl set env pod/%s -c blog COLOR=hunter2".formatted(pod));

        assertThat(refused.stderr()).contains("is invalid: spec: Forbidden").doesNotContain("Warning", "podward");
        var records = new Records(plane, "alice", pod);
        var command = "kubectl -n shop set env deployment/audited-env -c blog COLOR=\"${NEW_COLOR:?}\"";
        assertThat(records.auditAnnotations())
                .isEqualTo(Map.of(
                        "rule", "pod-edit",
                        "action", "deny",
                        "mode", "audit",
                        "requester", "person",
                        "root", "apps/v1 Deployment shop/audited-env",
                        "command", command));
        assertThat(records.logged())
                .singleElement()
                .satisfies(line -> assertThat(line.path("command").asText()).isEqualTo(command));
    }
}
