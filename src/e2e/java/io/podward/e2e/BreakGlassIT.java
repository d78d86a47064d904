package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In an emergency, whoever may act as one certain user passes, and everybody can see later who it was. */
@OnControlPlane(policy = """
        mode: enforce
        breakGlass: {user: "podward:break-glass"}""")
final class BreakGlassIT {
    private static final String RUN = "kubectl run glass --image=registry.example.com/web:v1 --dry-run=server";
    private static final String AS = " --as=podward:break-glass";

    private final ControlPlane plane;
    private final User alice;

    BreakGlassIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    /** Without these, the API server does not let her act as anybody. */
    @BeforeAll
    static void aliceIsOnCall(ControlPlane plane) {
        assertThat(plane.alice().tries(RUN + AS).stderr()).contains("User \"alice\" cannot impersonate");
        plane.admin().does("""
                kubectl create clusterrolebinding on-call --clusterrole=podward-break-glass --user=alice
                kubectl -n shop create rolebinding on-call --clusterrole=edit --user=podward:break-glass""");
        eventually(() -> plane.alice().does(RUN + AS));
    }

    @AfterAll
    static void nobodyIs(ControlPlane plane) {
        plane.admin().does("""
                kubectl delete clusterrolebinding on-call
                kubectl -n shop delete rolebinding on-call""");
    }

    @Test
    void sheIsDeniedAsHerselfAndToldOfIt() {
        assertThat(alice.tries(RUN).stderr()).contains("denied the request", "--as=podward:break-glass");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl run glass-run --image=registry.example.com/web:v1",
                "kubectl set image pod/POD blog=registry.example.com/blog-api:v2",
                "kubectl scale replicaset/SET --replicas=3",
                "kubectl patch replicaset SET --type=merge -p '{\"spec\": {\"minReadySeconds\": 1}}'",
            })
    void itWorksForEveryKindOfRequest(String script) {
        alice.does("kubectl apply -f - <<'EOF'\n" + Workloads.deployment("glass") + "\nEOF");
        var pod = alice.runningPodOf("deployment/glass");
        var command = script.replace("POD", pod)
                .replace("SET", alice.reads("pod " + pod, ".metadata.ownerReferences[0].name"));
        assertThat(alice.tries(command + " --dry-run=server").stderr()).contains("denied the request");

        var broken = alice.tries(command + AS);

        assertThat(broken.stderr()).startsWith("Warning: ").doesNotContain("denied");
        assertThat(broken.exitCode()).isZero();
    }

    @Test
    void theReasonAndTheRealUserAreOnRecord() {
        var onCall = plane.impersonating(
                "alice", "as: \"podward:break-glass\", as-user-extra: {reason: [\"INC-42: shop is down\"]}");

        onCall.does("kubectl run glass-reason --image=registry.example.com/web:v1");

        var records = new Records(plane, "alice", "glass-reason");
        assertThat(records.auditAnnotations())
                .containsEntry("rule", "bare-pod")
                .containsEntry("break-glass", "INC-42: shop is down");
        assertThat(records.logged()).singleElement().satisfies(line -> Json.assertContains(line, """
                {user: 'podward:break-glass', requester: 'person', rule: 'bare-pod', breakGlass: 'INC-42: shop is down'}"""));
        assertThat(plane.auditLog().linesWith("\"glass-reason\"")).anySatisfy(event -> Json.assertContains(event, """
                        {user: {username: 'alice'}, impersonatedUser: {username: 'podward:break-glass'}}"""));
    }

    @Test
    void withoutAReasonThatIsOnRecord() {
        alice.does("kubectl run glass-unreasoned --image=registry.example.com/web:v1" + AS);

        assertThat(new Records(plane, "alice", "glass-unreasoned").auditAnnotations())
                .containsEntry("break-glass", "no reason given");
    }
}
