package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever debugs with kubectl can, and is told what is left behind; a Pod to work in has to end by itself. */
@OnControlPlane(policy = AllRules.POLICY)
final class PodDebugIT {
    private final User alice;

    PodDebugIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @BeforeAll
    static void aliceMayDebug(ControlPlane plane) {
        Grant.toAlice(plane, "pods/ephemeralcontainers");
        Grant.nodesToAlice(plane);
    }

    @Test
    void inAPodOfADeployment(GoldenFile golden) {
        alice.creates(Workloads.deployment("debugged"));
        var pod = alice.runningPodOf("deployment/debugged");

        var warned = alice.tries(
                "kubectl debug -it %s --profile=general --image=busybox -c look --attach=false".formatted(pod));

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        assertThat(alice.reads("pod " + pod, ".spec.ephemeralContainers[*].image"))
                .isEqualTo("busybox");
    }

    @Test
    void onANode(GoldenFile golden) {
        var warned = alice.tries("kubectl debug node/node-1 -it --profile=general --image=busybox --attach=false");

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        var deletion = warned.suggestion();
        alice.does(deletion);
        assertThat(alice.tries(deletion).stderr()).contains("NotFound");
    }

    @Test
    void inAPodOfItsOwn(GoldenFile golden) {
        var denied =
                alice.tries("kubectl run -it --rm shell --image=busybox --env=TARGET=blog -- sh -c 'echo \"$TARGET\"'");

        assertThat(denied.exitCode()).isNotZero();
        // The fake nodes have nothing to attach to.
        var warned = alice.tries(denied.suggestion().replace("-it --rm", "-it --attach=false"));
        golden.matches(denied.transcript() + warned.transcript());
        assertThat(warned.exitCode()).isZero();
        Json.assertContains(alice.gets("pod shell").path("spec"), """
                {activeDeadlineSeconds: 3600, restartPolicy: 'Never', containers: [{name: 'shell', image: 'busybox',
                  stdin: true, tty: true, env: [{name: 'TARGET', value: 'blog'}], args: ['sh', '-c', 'echo "$TARGET"']}]}""");
        alice.does(warned.suggestion());
        assertThat(alice.tries("kubectl get pod shell").stderr()).contains("NotFound");
    }

    /** The other thing that may have been meant. */
    @Test
    void inARunningPodInsteadOfAPodOfItsOwn() {
        alice.creates(Workloads.deployment("looked-into"));
        var pod = alice.runningPodOf("deployment/looked-into");
        var denied = alice.tries("kubectl run -it --rm look --image=busybox");

        var other = Suggestion.in(Suggestion.after(denied.stderr()));

        alice.does(other.replace("POD", pod) + " --attach=false");
        eventually(() -> assertThat(alice.reads("pod " + pod, ".spec.ephemeralContainers[*].image"))
                .isEqualTo("busybox"));
    }

    @Test
    void inACopy(GoldenFile golden) {
        alice.creates(Workloads.deployment("copied-alone"));
        var pod = alice.runningPodOf("deployment/copied-alone");

        var denied = alice.tries(
                "kubectl debug -it %s --copy-to=copy --profile=general --image=busybox -c look --attach=false"
                        .formatted(pod));

        golden.matches(denied);
        assertThat(denied.exitCode()).isNotZero();
        var warned = alice.tries(denied.suggestion());
        assertThat(warned.exitCode()).isZero();
        assertThat(warned.stderr()).contains("Pod copy is temporary");
        Json.assertContains(alice.gets("pod copy").path("spec"), """
                {activeDeadlineSeconds: 3600, restartPolicy: 'Never', containers: [{name: 'blog'}, {name: 'proxy'},
                  {name: 'look', image: 'busybox', stdin: true, tty: true}]}""");
        assertThat(alice.podsOf("deployment/copied-alone")).hasSize(2);
    }
}
