package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that are nobody's loss pass without a word. */
@OnControlPlane
final class HarmlessChangesIT {
    private final User alice;
    private final User admin;
    private final User node;

    HarmlessChangesIT(ControlPlane plane) {
        this.alice = plane.alice();
        this.node = plane.node();
        this.admin = plane.admin();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl annotate pod POD controller.kubernetes.io/pod-deletion-cost=7",
                "kubectl annotate pod POD example.com/note='a note' --overwrite",
                "kubectl patch pod POD --type=merge -p '{\"metadata\": {\"finalizers\": [\"example.com/backup\"]}}'",
                "kubectl patch pod POD --type=merge -p '{\"metadata\": {\"finalizers\": null}}'",
                "kubectl patch pod POD -p '{\"status\": {\"message\": \"written on the main resource\"}}'",
                "kubectl patch pod POD -p '{\"spec\": {\"restartPolicy\": \"Always\"}}'",
                // No Pod template of a Deployment may say so.
                "kubectl patch pod POD -p '{\"spec\": {\"activeDeadlineSeconds\": 86400}}'",
                "kubectl set image pod/POD blog=registry.example.com/blog-api:v1",
                "kubectl get pod POD -o yaml | kubectl replace -f -",
                "kubectl get pod POD -o yaml | sed /resourceVersion/d | kubectl replace -f -",
            })
    void ofAnOwnedPod(String script) {
        var pod = harmlessPod();

        var outcome = alice.tries(script.replace("POD", pod));

        assertThat(outcome.stderr()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    /** One Deployment does for all of them: nothing here is to change anything. */
    private String harmlessPod() {
        alice.does("kubectl apply -f - <<'EOF'\n" + Workloads.deployment("harmless") + "\nEOF");
        return alice.runningPodOf("deployment/harmless");
    }

    @Test
    void anExportIsAppliedAgain() {
        alice.creates(Workloads.deployment("exported"));
        var pod = alice.runningPodOf("deployment/exported");
        alice.does("kubectl get pod %s -o yaml | sed /resourceVersion/d >exported.yaml".formatted(pod));
        // It notes down what was applied, and kubectl warns that it does.
        alice.does("kubectl apply -f exported.yaml");

        var again = alice.tries("kubectl apply -f exported.yaml");

        assertThat(again).isEqualTo(new Outcome(again.command(), 0, "pod/" + pod + " unchanged\n", ""));
    }

    @Test
    void anExportIsAppliedServerSide() {
        alice.creates(Workloads.deployment("exported-again"));
        var pod = alice.runningPodOf("deployment/exported-again");

        var applied = alice.tries(
                "kubectl get pod %s -o yaml | sed /resourceVersion/d | kubectl apply --server-side --force-conflicts -f -"
                        .formatted(pod));

        assertThat(applied).isEqualTo(new Outcome(applied.command(), 0, "pod/" + pod + " serverside-applied\n", ""));
    }

    @Test
    void aBarePodThatIsThereAlreadyIsAppliedAgain() {
        var manifest = """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: old-bare-pod
                spec:
                  containers:
                    - name: web
                      image: registry.example.com/web:v1""";
        alice.saves("old-bare-pod.yaml", manifest);
        // As if it had been there before Podward came.
        admin.does("kubectl -n shop create --as=system:serviceaccount:kube-system:replicaset-controller -f - <<'EOF'\n"
                + manifest + "\nEOF");
        alice.does("kubectl apply -f old-bare-pod.yaml");

        var again = alice.tries("kubectl apply -f old-bare-pod.yaml");

        assertThat(again).isEqualTo(new Outcome(again.command(), 0, "pod/old-bare-pod unchanged\n", ""));
        // No controller undoes what is done to it.
        alice.does("kubectl set image pod/old-bare-pod web=registry.example.com/web:v2");
    }

    @Test
    void theKubeletCreatesTheMirrorOfAStaticPod() {
        var created = node.tries(mirrorPod("static-proxy", """
                  ownerReferences:
                    - apiVersion: v1
                      kind: Node
                      name: node-1
                      uid: %s
                      controller: true""".formatted(admin.reads("node node-1", ".metadata.uid"))));

        assertThat(created).isEqualTo(new Outcome(created.command(), 0, "pod/static-proxy created\n", ""));
    }

    @Test
    void whoeverElseMakesAPodLookLikeAMirrorIsDenied() {
        assertThat(alice.tries(mirrorPod("no-static-proxy", "")).stderr())
                .contains("Pod no-static-proxy has no controller");
    }

    private static String mirrorPod(String name, String owner) {
        return """
                kubectl create -f - <<'EOF'
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: shop
                  annotations:
                    kubernetes.io/config.mirror: made-by-a-kubelet
                %s
                spec:
                  nodeName: node-1
                  automountServiceAccountToken: false
                  containers:
                    - name: proxy
                      image: registry.example.com/proxy:v1
                EOF""".formatted(name, owner.indent(2));
    }
}
