package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A Pod of one's own that would be taken for a replica of something else is denied before it costs a healthy one. */
@OnControlPlane(policy = AllRules.POLICY)
final class PodAdoptionIT {
    private final User alice;
    private final User admin;

    PodAdoptionIT(ControlPlane plane) {
        this.alice = plane.alice();
        this.admin = plane.admin();
    }

    @Test
    void aPodWithAllLabelsOfADeployment(GoldenFile golden) {
        alice.creates(Workloads.deployment("adopting"));
        var replicas = new Replicas(alice, "deployment/adopting");
        var pods = replicas.running(2);
        var hash = alice.reads("replicaset -l app=adopting", ".items[0].metadata.labels.pod-template-hash");

        var denied = alice.tries("kubectl run adopted --image=web --labels=app=adopting,pod-template-hash=" + hash);

        golden.matches(denied.stderr());
        assertThat(denied.exitCode()).isNotZero();
        assertThat(replicas.running(2)).isEqualTo(pods);
    }

    @Test
    void aCopyForDebuggingThatKeepsTheLabels(GoldenFile golden) {
        alice.creates(Workloads.deployment("copied"));
        var replicas = new Replicas(alice, "deployment/copied");
        var pods = replicas.running(2);

        var denied = alice.tries(
                "kubectl debug %s --copy-to=copied-to-debug --same-node --keep-labels --profile=general --image=busybox -c look --attach=false"
                        .formatted(pods.iterator().next()));

        golden.matches(denied);
        assertThat(denied.exitCode()).isNotZero();
        assertThat(replicas.running(2)).isEqualTo(pods);
    }

    @Test
    void aBarePodThatIsRelabelled(GoldenFile golden) {
        alice.creates(Workloads.deployment("adopting-later"));
        var replicas = new Replicas(alice, "deployment/adopting-later");
        var pods = replicas.running(2);
        var hash = alice.reads("replicaset -l app=adopting-later", ".items[0].metadata.labels.pod-template-hash");
        barePod("relabelled");

        var denied = alice.tries("kubectl label pod relabelled app=adopting-later pod-template-hash=" + hash);

        golden.matches(denied.stderr());
        assertThat(denied.exitCode()).isNotZero();
        assertThat(replicas.running(2)).isEqualTo(pods);
        assertThat(alice.reads("pod relabelled", ".metadata.labels")).isEqualTo("{\"run\":\"relabelled\"}");
        // What the answer leaves is no trouble.
        assertThat(alice.tries("kubectl label pod relabelled app=adopted-by-nobody")
                        .stderr())
                .isEmpty();
    }

    @Test
    void aPodWithTheLabelsOfAReplicaSet(GoldenFile golden) {
        alice.creates(Workloads.replicaSet("adopting-set"));
        var replicas = new Replicas(alice, "replicaset/adopting-set");
        var pods = replicas.running(2);

        golden.matches(alice.tries("kubectl run adopted-by-a-set --image=web --labels=app=adopting-set"));

        assertThat(replicas.running(2)).isEqualTo(pods);
    }

    @Test
    void aPodWithTheLabelsOfADaemonSet(GoldenFile golden) {
        alice.creates(Workloads.daemonSet("adopting-daemon"));
        var replicas = new Replicas(alice, "daemonset/adopting-daemon");
        var pods = replicas.running(2);

        golden.matches(alice.tries("kubectl run adopted-by-a-daemon --image=web --labels=app=adopting-daemon"));

        assertThat(replicas.running(2)).isEqualTo(pods);
    }

    /** As if it had been there before Podward came. */
    private void barePod(String name) {
        admin.does("kubectl -n shop run %s --image=web --as=system:serviceaccount:kube-system:replicaset-controller"
                .formatted(name));
    }
}
