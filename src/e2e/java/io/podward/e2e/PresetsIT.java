package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.podward.e2e.ControlPlane.Podward;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the rules hold for programs too, each preset lets its programs do what they have to, and nothing else would. */
@OnControlPlane
final class PresetsIT {
    private static final String STRICT = """
            mode: enforce
            programs: {forged-owner: deny, pod-adoption: deny, pod-detach: deny, pod-edit: deny, pod-label: deny,
              workload-edit: deny, pod-debug: deny, bare-pod: deny, pod-delete: warn}""";

    private static final String WITH_PRESETS = STRICT + """

            exemptions:
            - {name: airflow, preset: airflow}
            - {name: gitlab, preset: gitlab-runner}
            - {name: helm, preset: helm-test, namespaces: [shop]}
            - {name: jenkins, preset: jenkins}
            - {name: another-jenkins, preset: jenkins, serviceAccounts: [builds/jenkins]}
            - {name: kueue, preset: kueue}
            - {name: spark, preset: spark}
            - {name: velero, preset: velero}
            - {name: vpa, preset: vpa}""";

    private static final String RUN =
            "kubectl run preset --image=registry.example.com/job:v1 --restart=Never --dry-run=server";
    private static final String RUN_FOR_AN_HOUR = RUN + " --overrides='{\"spec\": {\"activeDeadlineSeconds\": 3600}}'";
    private static final String RUN_LIKE_A_REPLICA = RUN + " --labels=app=preset";
    private static final String RESIZE = """
            kubectl patch pod DEPLOYED --subresource=resize --dry-run=server \\
              -p '{"spec": {"containers": [{"name": "blog", "resources": {"requests": {"cpu": "50m"}}}]}}'""";
    private static final String UNGATE = """
            kubectl patch pod GATED --type=merge --dry-run=server -p '{"metadata": {"labels": {"kueue.x-k8s.io/podset": "main"}},
              "spec": {"schedulingGates": null, "nodeSelector": {"kubernetes.io/hostname": "node-1"}}}'""";
    private static final String LABEL = "kubectl label pod GATED kueue.x-k8s.io/podset=main --dry-run=server";

    private final ControlPlane plane;
    private final User alice;

    PresetsIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @BeforeAll
    static void workloads(ControlPlane plane) {
        var alice = plane.alice();
        alice.creates(Workloads.deployment("preset"));
        alice.creates(Workloads.job("preset-gated")
                .replace(
                        "restartPolicy: Never",
                        "restartPolicy: Never\n      schedulingGates: [{name: kueue.x-k8s.io/topology}]"));
        alice.runningPodOf("deployment/preset");
        eventually(() -> assertThat(alice.podsOf("job/preset-gated")).hasSize(1));
    }

    /** What each does, by whom. */
    static Stream<Arguments> deeds() {
        return Stream.of(
                arguments("airflow/airflow-scheduler", RUN),
                arguments("airflow/airflow-worker", RUN_FOR_AN_HOUR),
                arguments("gitlab-runner/gitlab-runner", RUN),
                arguments("gitlab-runner/gitlab-runner", RUN_FOR_AN_HOUR),
                arguments("jenkins/jenkins", RUN),
                arguments("builds/jenkins", RUN),
                arguments("kueue-system/kueue-controller-manager", UNGATE),
                arguments("kueue-system/kueue-controller-manager", LABEL),
                arguments("default/spark", RUN),
                arguments("spark-operator/spark-operator-controller", RUN),
                arguments("velero/velero", RUN),
                arguments("velero/velero", RUN_LIKE_A_REPLICA),
                arguments("kube-system/vpa-updater", RESIZE),
                // Whoever calls "helm test".
                arguments("ci/deployer", RUN));
    }

    private Outcome does(String account, String script) {
        var deployed = alice.runningPodOf("deployment/preset");
        var gated = alice.podsOf("job/preset-gated")
                .getFirst()
                .path("metadata")
                .path("name")
                .asText();
        return plane.program(account).tries(script.replace("DEPLOYED", deployed).replace("GATED", gated));
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void withoutItTheyAreDenied(String account, String script) {
        plane.run(Podward.with(STRICT));

        assertThat(does(account, script).stderr()).contains("admission webhook \"pods.podward.io\" denied the request");
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void withItTheyPass(String account, String script) {
        plane.run(Podward.with(WITH_PRESETS));

        assertThat(does(account, script)).satisfies(PresetsIT::passed);
    }

    private static void passed(Outcome outcome) {
        assertThat(outcome.stderr()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void helmTestsAreLetPassWhereTheyAreWelcomeOnly() {
        plane.run(Podward.with(WITH_PRESETS));
        plane.admin().does("kubectl create namespace helm-tests");

        assertThat(alice.tries(RUN).stderr()).isEmpty();
        assertThat(plane.program("ci/deployer")
                        .tries(RUN + " --namespace=helm-tests")
                        .stderr())
                .contains("denied the request");
    }

    /** What works on Pods of its own custom resources is no violation, so there is no preset for it. */
    @Test
    void operatorsNeedNone() {
        plane.run(Podward.with(STRICT));
        var operator = plane.program("widgets/operator");
        CustomResources.define(plane.admin(), "example.net/v1 Widget");
        var owner = CustomResources.create(operator, "example.net/v1 Widget", "preset");
        var replicaSet = Workloads.replicaSet("preset-widget")
                .replace("  name: preset-widget\nspec:", "  name: preset-widget\n  " + owner + "\nspec:");

        operator.passes("kubectl create -f - <<'EOF'\n" + Workloads.pod("preset-widget-0", owner) + "\nEOF");
        operator.creates(replicaSet);
        var pod = alice.runningPodOf("replicaset/preset-widget");

        operator.passes("""
                set -e
                kubectl set image pod/preset-widget-0 main=registry.example.com/main:v2
                kubectl label pod preset-widget-0 role=leader
                kubectl label pod %1$s role=canary
                kubectl set image pod/%1$s blog=registry.example.com/blog-api:v2
                kubectl label pod %1$s app=isolated --overwrite
                kubectl patch replicaset preset-widget -p '{"spec": {"replicas": 1}}'
                kubectl scale replicaset preset-widget --replicas=0""".formatted(pod));
    }
}
