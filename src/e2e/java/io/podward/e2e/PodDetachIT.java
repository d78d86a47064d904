package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever takes a Pod away from its controller is told what comes of it, and that is what comes of it. */
@OnControlPlane(policy = AllRules.POLICY)
final class PodDetachIT {
    private final User alice;

    PodDetachIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @BeforeAll
    static void aliceMayWriteStatuses(ControlPlane plane) {
        Grant.toAlice(plane, "pods/status");
    }

    @Test
    void aPodIsIsolatedByALabel(GoldenFile golden) {
        alice.creates(Workloads.deployment("isolating"));

        isolates("deployment/isolating", "kubectl label pod POD app=isolated --overwrite", golden);
    }

    @Test
    void aPodIsIsolatedThroughItsStatus(GoldenFile golden) {
        alice.creates(Workloads.deployment("isolating-by-status"));

        isolates("deployment/isolating-by-status", """
                kubectl patch pod POD --subresource=status -p '{"metadata": {"labels": {"app": "isolated"}}}'""", golden);
    }

    @Test
    void bothLabelAndOwnerReferenceAreTakenAway(GoldenFile golden) {
        alice.creates(Workloads.deployment("orphaning"));

        isolates("deployment/orphaning", """
                kubectl patch pod POD --type=merge -p '{"metadata": {"labels": {"app": null}, "ownerReferences": null}}'""", golden);
    }

    private void isolates(String workload, String script, GoldenFile golden) {
        var replicas = new Replicas(alice, workload);
        var pod = replicas.running(2).iterator().next();

        var warned = alice.tries(script.replace("POD", pod));

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        // Another has taken its place, and it is nobody's.
        assertThat(replicas.running(2)).doesNotContain(pod);
        eventually(() -> assertThat(alice.reads("pod " + pod, ".metadata.ownerReferences"))
                .isEmpty());
        var pods = replicas.running(2);
        alice.does(warned.suggestion());
        assertThat(alice.tries("kubectl get pod " + pod).stderr()).contains("NotFound");
        assertThat(replicas.running(2)).isEqualTo(pods);
    }

    @Test
    void theOwnerReferenceIsTakenAwayAndComesBack(GoldenFile golden) {
        alice.creates(Workloads.deployment("returning"));
        var replicas = new Replicas(alice, "deployment/returning");
        var pods = replicas.running(2);
        var pod = pods.iterator().next();

        var warned = alice.tries(
                "kubectl patch pod %s --type=merge -p '{\"metadata\": {\"ownerReferences\": null}}'".formatted(pod));

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        eventually(() -> assertThat(alice.reads("pod " + pod, ".metadata.ownerReferences[*].kind"))
                .isEqualTo("ReplicaSet"));
        assertThat(replicas.running(2)).isEqualTo(pods);
    }

    @Test
    void aPodOfAStatefulSetIsIsolated(GoldenFile golden) {
        alice.creates(Workloads.statefulSet("isolating-db"));
        alice.runningPodOf("statefulset/isolating-db");

        var warned = alice.tries("kubectl label pod isolating-db-0 app=isolated --overwrite");

        golden.matches(warned);
        eventually(() -> assertThat(alice.reads("pod isolating-db-0", ".metadata.ownerReferences"))
                .isEmpty());
        assertThat(alice.podsOf("statefulset/isolating-db")).isEmpty();
        // Only then can there be another, which kubectl may take for the old one, and wait for ever.
        alice.does(warned.suggestion() + " --wait=false");
        assertThat(alice.runningPodOf("statefulset/isolating-db")).isEqualTo("isolating-db-0");
    }
}
