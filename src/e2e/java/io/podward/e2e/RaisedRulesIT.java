package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What ships as a warning can be a denial: with a way to do it all the same, that the other rules allow. */
@OnControlPlane(policy = """
        mode: enforce
        rules: {pod-label: deny, pod-detach: deny}""")
final class RaisedRulesIT {
    private final User alice;

    RaisedRulesIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @BeforeAll
    static void aliceMayDebug(ControlPlane plane) {
        Grant.toAlice(plane, "pods/ephemeralcontainers");
    }

    @Test
    void aPodIsLabelled(GoldenFile golden) {
        alice.creates(Workloads.deployment("no-labels"));
        var replicas = new Replicas(alice, "deployment/no-labels");
        var pod = replicas.running(2).iterator().next();

        var denied = alice.tries("kubectl label pod %s tier=front".formatted(pod));

        golden.matches(denied);
        assertThat(denied.exitCode()).isNotZero();
        alice.does(denied.suggestion());
        replicas.allHave(2, "{metadata: {labels: {tier: 'front'}}}");
    }

    @Test
    void aPodIsIsolated(GoldenFile golden) {
        alice.creates(Workloads.deployment("no-isolation"));
        var replicas = new Replicas(alice, "deployment/no-isolation");
        var pods = replicas.running(2);
        var pod = pods.iterator().next();

        var denied = alice.tries("kubectl label pod %s app=isolated --overwrite".formatted(pod));

        golden.matches(denied);
        assertThat(denied.exitCode()).isNotZero();
        // The fake nodes have nothing to attach to.
        alice.does(denied.suggestion() + " --attach=false");
        eventually(() -> assertThat(alice.reads("pod " + pod, ".spec.ephemeralContainers[*].targetContainerName"))
                .isEqualTo("blog"));
        assertThat(replicas.running(2)).isEqualTo(pods);
    }
}
