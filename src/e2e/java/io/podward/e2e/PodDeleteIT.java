package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever deletes a Pod that comes back is told how to restart them all, unless there is a good reason to delete it. */
@OnControlPlane(policy = AllRules.POLICY)
final class PodDeleteIT {
    /** Not waiting: kubectl may take the new Pod of a StatefulSet for the old one, and wait for ever. */
    private static final String DELETE = "kubectl delete --wait=false pod ";

    private final User alice;
    private final User admin;

    PodDeleteIT(ControlPlane plane) {
        this.alice = plane.alice();
        this.admin = plane.admin();
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void isWarnedOfAndThePastedCommandReplacesAllPods(String workload, String manifest, int count, GoldenFile golden) {
        alice.creates(manifest);
        var replicas = new Replicas(alice, workload);
        var pods = replicas.running(count);
        var uids = alice.reads("pods -l app=" + name(workload), ".items[*].metadata.uid")
                .split(" ");

        var warned = alice.tries(DELETE + pods.iterator().next());

        golden.matches(warned.stderr());
        assertThat(warned.exitCode()).isZero();
        alice.does(warned.suggestion());
        alice.does("kubectl rollout status --timeout=60s " + workload);
        eventually(() -> assertThat(alice.podsOf(workload))
                .hasSize(count)
                .extracting(pod -> pod.path("metadata").path("uid").asText())
                .doesNotContain(uids));
    }

    static Stream<Arguments> isWarnedOfAndThePastedCommandReplacesAllPods() {
        return Stream.of(
                argumentSet("of a Deployment", "deployment/deleting-web", Workloads.deployment("deleting-web"), 2),
                argumentSet("of a StatefulSet", "statefulset/deleting-db", Workloads.statefulSet("deleting-db"), 1),
                argumentSet("of a DaemonSet", "daemonset/deleting-agent", Workloads.daemonSet("deleting-agent"), 2));
    }

    private static String name(String workload) {
        return workload.substring(workload.indexOf('/') + 1);
    }

    /** A paused Deployment refuses a restart, and a Job has none. */
    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void isWarnedOfWithoutACommand(String workload, String manifest, GoldenFile golden) {
        alice.creates(manifest);
        var pod = alice.runningPodOf(workload);
        alice.does(workload.startsWith("deployment") ? "kubectl rollout pause " + workload : "true");

        var warned = alice.tries(DELETE + pod);

        golden.matches(warned.stderr());
        assertThat(warned.exitCode()).isZero();
    }

    static Stream<Arguments> isWarnedOfWithoutACommand() {
        return Stream.of(
                argumentSet(
                        "of a paused Deployment",
                        "deployment/deleting-paused",
                        Workloads.deployment("deleting-paused")),
                argumentSet("of a ReplicaSet", "replicaset/deleting-set", Workloads.replicaSet("deleting-set")),
                argumentSet("of a Job", "job/deleting-import", Workloads.job("deleting-import")));
    }

    @Test
    void byForceIsKubectlsOwnBusiness() {
        alice.creates(Workloads.deployment("deleting-by-force"));

        var deleted = alice.tries(
                "kubectl delete pod --force --grace-period=0 " + alice.runningPodOf("deployment/deleting-by-force"));

        assertThat(deleted.stderr()).startsWith("Warning: Immediate deletion").hasLineCount(1);
        assertThat(deleted.exitCode()).isZero();
    }

    @Test
    void forAnUpdateIsHowThatIsMeant() {
        alice.creates(Workloads.statefulSet("deleting-on-delete")
                .replace("  serviceName:", "  updateStrategy: {type: OnDelete}\n  serviceName:"));
        alice.runningPodOf("statefulset/deleting-on-delete");

        isSilent(DELETE + "deleting-on-delete-0");
    }

    @Test
    void ofAPodThatHasFailedIsAGoodReason() {
        alice.creates(Workloads.deployment("deleting-failed"));
        var pod = alice.runningPodOf("deployment/deleting-failed");
        admin.does("kubectl -n shop patch pod %s --subresource=status -p '{\"status\": {\"phase\": \"Failed\"}}'"
                .formatted(pod));

        isSilent(DELETE + pod);
    }

    /** On no node, so that the fake kubelet does not say otherwise. */
    @Test
    void ofAPodInACrashLoopIsAGoodReason() {
        alice.creates(Workloads.deployment("deleting-crashing")
                .replace(
                        "      initContainers:",
                        "      nodeSelector: {kubernetes.io/hostname: nowhere}\n      initContainers:"));
        eventually(
                () -> assertThat(alice.podsOf("deployment/deleting-crashing")).hasSize(2));
        var pod = alice.podsOf("deployment/deleting-crashing")
                .getFirst()
                .path("metadata")
                .path("name")
                .asText();
        admin.does("""
                kubectl -n shop patch pod %s --subresource=status -p '{"status": {"containerStatuses": [{"name": "blog",
                  "image": "blog", "imageID": "", "ready": false, "restartCount": 7,
                  "state": {"waiting": {"reason": "CrashLoopBackOff"}}}]}}'""".formatted(pod));

        isSilent(DELETE + pod);
    }

    @Test
    void ofABarePodIsWhatItIsFor() {
        admin.does(
                "kubectl -n shop run deleting-bare --image=web --as=system:serviceaccount:kube-system:replicaset-controller");

        isSilent(DELETE + "deleting-bare");
    }

    private void isSilent(String script) {
        var deleted = alice.tries(script);

        assertThat(deleted.stderr()).isEmpty();
        assertThat(deleted.exitCode()).isZero();
    }

    @Test
    void whenANodeIsDrainedIsSilent() {
        alice.creates(Workloads.deployment("draining"));
        var replicas = new Replicas(alice, "deployment/draining");
        var pods = replicas.running(2);
        var node = alice.reads("pod " + pods.iterator().next(), ".spec.nodeName");

        var drained =
                admin.tries("kubectl drain %s --pod-selector=app=draining --delete-emptydir-data".formatted(node));
        admin.does("kubectl uncordon " + node);

        assertThat(drained.stderr()).isEmpty();
        assertThat(drained.exitCode()).isZero();
        assertThat(replicas.running(2)).isNotEqualTo(pods);
    }
}
