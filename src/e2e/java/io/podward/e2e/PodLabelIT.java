package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever labels a Pod that a controller made is told the command for all its Pods, and that labels them all. */
@OnControlPlane(policy = AllRules.POLICY)
final class PodLabelIT {
    private final User alice;

    PodLabelIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @BeforeAll
    static void aliceMayWriteStatuses(ControlPlane plane) {
        Grant.toAlice(plane, "pods/status");
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void isWarnedOfAndThePastedCommandChangesAllPods(
            String workload, String manifest, int count, String script, String labels, GoldenFile golden) {
        alice.creates(manifest);
        var replicas = new Replicas(alice, workload);
        var pod = replicas.running(count).iterator().next();

        var warned = alice.tries(script.replace("POD", pod));

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        alice.does(warned.suggestion());
        replicas.allHave(count, "{metadata: {labels: %s}}".formatted(labels));
    }

    static Stream<Arguments> isWarnedOfAndThePastedCommandChangesAllPods() {
        return Stream.of(
                argumentSet(
                        "of a Deployment",
                        "deployment/labelled-web",
                        Workloads.deployment("labelled-web"),
                        2,
                        "kubectl label pod POD tier=front",
                        "{app: 'labelled-web', tier: 'front'}"),
                argumentSet(
                        "of a Deployment, through the status",
                        "deployment/labelled-status",
                        Workloads.deployment("labelled-status"),
                        2,
                        """
                        kubectl patch pod POD --subresource=status -p '{"metadata": {"labels": {"tier": "front"}}}'""",
                        "{tier: 'front'}"),
                argumentSet(
                        "several, one of them taken away",
                        "deployment/labelled-twice",
                        Workloads.deployment("labelled-twice")
                                .replace(
                                        "        app: labelled-twice",
                                        "        app: labelled-twice\n        tier: front"),
                        2,
                        "kubectl label pod POD tier- stage=test canary=yes",
                        "{tier: null, stage: 'test', canary: 'yes'}"),
                argumentSet(
                        "of a StatefulSet",
                        "statefulset/labelled-db",
                        Workloads.statefulSet("labelled-db"),
                        1,
                        "kubectl label pod POD tier=back",
                        "{tier: 'back'}"),
                argumentSet(
                        "of a DaemonSet",
                        "daemonset/labelled-agent",
                        Workloads.daemonSet("labelled-agent"),
                        2,
                        "kubectl label pod POD tier=back",
                        "{tier: 'back'}"));
    }

    @Test
    void ofAReplicaSetThatNothingOwns(GoldenFile golden) {
        alice.creates(Workloads.replicaSet("labelled-set"));
        var pod = alice.runningPodOf("replicaset/labelled-set");

        var warned = alice.tries("kubectl label pod %s tier=front".formatted(pod));

        golden.matches(warned);
        alice.does(warned.suggestion());
        alice.does("kubectl delete pods -l app=labelled-set");
        new Replicas(alice, "replicaset/labelled-set").allHave(2, "{metadata: {labels: {tier: 'front'}}}");
    }

    @Test
    void ofACronJob(GoldenFile golden) {
        alice.creates(Workloads.cronJob("labelled-report"));
        alice.does("kubectl create job labelled-report-now --from=cronjob/labelled-report");
        var pod = alice.runningPodOf("job/labelled-report-now");

        var warned = alice.tries("kubectl label pod %s tier=back".formatted(pod));

        golden.matches(warned);
        alice.does(warned.suggestion());
        alice.does("kubectl create job labelled-report-later --from=cronjob/labelled-report");
        new Replicas(alice, "job/labelled-report-later").allHave(1, "{metadata: {labels: {tier: 'back'}}}");
    }

    @Test
    void ofAJob(GoldenFile golden) {
        alice.creates(Workloads.job("labelled-import"));
        var pod = alice.runningPodOf("job/labelled-import");

        golden.matches(alice.tries("kubectl label pod %s tier=back".formatted(pod)));
    }

    @Test
    void thatTheClusterSets(GoldenFile golden) {
        alice.creates(Workloads.statefulSet("labelled-ordinal"));
        alice.runningPodOf("statefulset/labelled-ordinal");

        golden.matches(alice.tries("kubectl label pod labelled-ordinal-0 apps.kubernetes.io/pod-index=7 --overwrite"));
    }
}
