package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a cluster does by itself, and what its users need to get it out of trouble: none of it may wait for Podward.
 *
 * @param plane where Podward does not run
 */
record ClusterWithoutPodward(ControlPlane plane) {
    /**
     * All of it.
     *
     * @param name for what is created
     */
    void goesOn(String name) {
        controllersCreatePods(name);
        nodesReport();
        podsAreDeleted(name);
    }

    private void controllersCreatePods(String name) {
        var alice = plane.alice();
        alice.creates(Workloads.deployment(name));
        alice.does("kubectl rollout status --timeout=60s deployment/" + name);
        alice.does("kubectl scale deployment/%s --replicas=3".formatted(name));
        eventually(() -> assertThat(alice.podsOf("deployment/" + name)).hasSize(3));
        alice.does("kubectl rollout restart deployment/" + name);
        alice.does("kubectl rollout status --timeout=60s deployment/" + name);
        alice.creates(Workloads.job(name));
        alice.runningPodOf("job/" + name);
    }

    /** That the Pods above are running is their report, too. */
    private void nodesReport() {
        var admin = plane.admin();
        var lease = "-n kube-node-lease lease node-1";
        var before = admin.reads(lease, ".spec.renewTime");
        eventually(() -> assertThat(admin.reads(lease, ".spec.renewTime")).isNotEqualTo(before));
        assertThat(admin.reads("node node-1", ".status.conditions[?(@.type==\"Ready\")].status"))
                .isEqualTo("True");
    }

    /** Deleted by hand, held by a finalizer, and let go: by an edit of a Pod that is going. */
    private void podsAreDeleted(String name) {
        var alice = plane.alice();
        alice.creates(Workloads.heldDeployment("held-" + name));
        var pod = alice.runningPodOf("deployment/held-" + name);
        alice.does("kubectl delete pod --wait=false " + pod);
        eventually(() -> assertThat(alice.reads("pod " + pod, ".metadata.deletionTimestamp"))
                .isNotEmpty());
        var letGo = "kubectl patch pod %s --type=merge -p '{\"metadata\": {\"finalizers\": null}}'".formatted(pod);
        assertThat(alice.tries(letGo).exitCode()).isEqualTo(0);
        eventually(
                () -> assertThat(alice.tries("kubectl get pod " + pod).stderr()).contains("not found"));
    }
}
