package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What works on Pods for a living goes on with the policy as it ships, carried out: not a word to anyone, whatever the platform team
 * finds in its records. Each is played by its own service account, doing what its source says it does.
 */
@OnControlPlane
final class LegitimateActorsIT {
    private static final String[] KINDS = {
        "apps.kruise.io/v1alpha1 CloneSet",
        "argoproj.io/v1alpha1 Rollout",
        "argoproj.io/v1alpha1 Workflow",
        "core.strimzi.io/v1beta2 StrimziPodSet",
        "jobset.x-k8s.io/v1alpha2 JobSet",
        "kubevirt.io/v1 VirtualMachineInstance",
        "ray.io/v1 RayCluster",
        "tekton.dev/v1 TaskRun",
    };

    private final ControlPlane plane;
    private final User alice;
    private final User admin;

    LegitimateActorsIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
        this.admin = plane.impersonating("admin", "as: admin, as-groups: [system:masters]");
    }

    @BeforeAll
    static void customResources(ControlPlane plane) {
        CustomResources.define(plane.admin(), KINDS);
    }

    /** What Podward has on record of what an account did to an object, as {@code RULE ACTION}. */
    private Set<String> recorded(String account, String name) {
        var user = "system:serviceaccount:" + account.replace('/', ':');
        return plane.podwardLog().linesWith("\"" + name + "\"").stream()
                .filter(line -> line.path("user").asText().equals(user))
                .map(line ->
                        line.path("rule").asText() + " " + line.path("action").asText())
                .collect(toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "gitlab-runner/gitlab-runner, runner-abc-project-1-concurrent-0, 'labels: {job.runner.gitlab.com/pod: runner-abc}'",
        "jenkins/jenkins, maven-agent-1, 'labels: {jenkins: agent, jenkins/label: maven}'",
        "airflow/airflow-scheduler, import-task-1, 'labels: {dag_id: import, kubernetes_executor: \"True\"}'",
        "airflow/airflow-worker, operator-task-1, 'labels: {dag_id: import, airflow_kpo_in_cluster: \"True\"}'",
        "arc-runners/runner-gha-rs-kube-mode, runner-7-workflow, 'labels: {runner-pod: runner-7}'",
        "jhub/hub, jupyter-alice, 'labels: {component: singleuser-server, hub.jupyter.org/username: alice}'",
        "prefect/prefect-worker, flow-run-1, 'labels: {prefect.io/flow-run-name: import}'",
        "default/spark, word-count-driver, 'labels: {spark-role: driver, spark-app-selector: spark-1}'",
        "aks-command/command-runner, command-1, 'labels: {app: aks-command}'",
        "sandbox/code-interpreter, interpreter-1, 'labels: {session: one}'",
        "flux-system/helm-controller, web-test-connection, 'annotations: {helm.sh/hook: test}'",
    })
    void createPodsWithoutAController(String account, String pod, String metadata) {
        plane.program(account).passes("kubectl create -f - <<'EOF'\n" + Workloads.pod(pod, metadata) + "\nEOF");

        assertThat(recorded(account, pod)).isEqualTo(Set.of("bare-pod audit"));
    }

    /** An Operator Lifecycle Manager's catalogue owns its Pod, but is not its controller. */
    @Test
    void createPodsWithAnOwnerThatIsNoController() {
        var account = "olm/olm-operator-serviceaccount";
        var owner = CustomResources.create(admin, "argoproj.io/v1alpha1 Workflow", "catalogue")
                .replace(", controller: true", "");

        plane.program(account)
                .passes("kubectl create -f - <<'EOF'\n" + Workloads.pod("catalogue-x7k2p", owner) + "\nEOF");

        assertThat(recorded(account, "catalogue-x7k2p")).isEqualTo(Set.of("bare-pod audit"));
    }

    @ParameterizedTest
    @CsvSource({
        "argo/argo, argoproj.io/v1alpha1 Workflow",
        "kruise-system/kruise-manager, apps.kruise.io/v1alpha1 CloneSet",
        "kafka/strimzi-cluster-operator, core.strimzi.io/v1beta2 StrimziPodSet",
        "kubevirt/kubevirt-controller, kubevirt.io/v1 VirtualMachineInstance",
        "ray/kuberay-operator, ray.io/v1 RayCluster",
        "tekton-pipelines/tekton-pipelines-controller, tekton.dev/v1 TaskRun",
    })
    void createThePodsOfTheirOwnKinds(String account, String kind) {
        var name = "owns-" + kind.substring(kind.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
        var owner = CustomResources.create(admin, kind, name);
        var lookUps = lookUps();

        plane.program(account).passes("kubectl create -f - <<'EOF'\n" + Workloads.pod(name + "-pod", owner) + "\nEOF");

        assertThat(recorded(account, name + "-pod")).isEmpty();
        assertThat(lookUps()).as("a look-up could change nothing").isEqualTo(lookUps);
    }

    private int lookUps() {
        return plane.podwardMetrics().sum("podward_lookups_seconds_count", Map.of());
    }

    static Stream<Arguments> whatOperatorsDoToTheirPods() {
        return Stream.of(
                argumentSet(
                        "Tekton says that a step may start",
                        "tekton-pipelines/tekton-pipelines-controller",
                        "tekton.dev/v1 TaskRun",
                        "kubectl annotate pod POD tekton.dev/ready=READY"),
                argumentSet(
                        "Tekton stops a sidecar by an image that does nothing",
                        "tekton-pipelines/tekton-pipelines-controller",
                        "tekton.dev/v1 TaskRun",
                        "kubectl set image pod/POD sidecar=registry.example.com/nop:v1"),
                argumentSet(
                        "OpenKruise updates a Pod in place",
                        "kruise-system/kruise-manager",
                        "apps.kruise.io/v1alpha1 CloneSet",
                        "kubectl set image pod/POD main=registry.example.com/main:v2"),
                argumentSet(
                        "OpenKruise notes down the revision",
                        "kruise-system/kruise-manager",
                        "apps.kruise.io/v1alpha1 CloneSet",
                        "kubectl label pod POD controller-revision-hash=web-2 --overwrite"),
                argumentSet(
                        "Strimzi's drain cleaner asks for a restart",
                        "strimzi-drain-cleaner/strimzi-drain-cleaner",
                        "core.strimzi.io/v1beta2 StrimziPodSet",
                        "kubectl annotate pod POD strimzi.io/manual-rolling-update=true"),
                argumentSet(
                        "KubeVirt names the node that a machine is on",
                        "kubevirt/kubevirt-controller",
                        "kubevirt.io/v1 VirtualMachineInstance",
                        "kubectl label pod POD kubevirt.io/nodeName=node-1"),
                argumentSet(
                        "Argo ends a step",
                        "argo/argo",
                        "argoproj.io/v1alpha1 Workflow",
                        "kubectl label pod POD workflows.argoproj.io/completed=true && kubectl delete pod POD --wait=false"));
    }

    @ParameterizedTest
    @MethodSource
    void whatOperatorsDoToTheirPods(String account, String kind, String script) {
        var name = "pod-of-" + Integer.toHexString(script.hashCode());
        var owner = CustomResources.create(admin, kind, name);
        plane.program(account).creates(Workloads.pod(name, owner));

        plane.program(account).passes(script.replace("POD", name));

        assertThat(recorded(account, name)).isEmpty();
    }

    @Test
    void usersOfStrimziAreToldToAnnotateAPod() {
        var owner = CustomResources.create(admin, "core.strimzi.io/v1beta2 StrimziPodSet", "kafka");
        plane.program("kafka/strimzi-cluster-operator").creates(Workloads.pod("kafka-0", owner));

        alice.passes("kubectl annotate pod kafka-0 strimzi.io/manual-rolling-update=true");
    }

    static Stream<Arguments> whatOthersDoToThePodsOfADeployment() {
        var resized = "-p '{\"spec\": {\"containers\": [{\"name\": \"blog\", \"resources\":"
                + " {\"requests\": {\"cpu\": \"50m\"}}}]}}'";
        var status =
                "kubectl patch pod POD --subresource=status -p '{\"metadata\": {\"annotations\": {\"KEY\": \"x\"}}}'";
        return Stream.of(
                argumentSet(
                        "the vertical autoscaler resizes",
                        "kube-system/vpa-updater",
                        "kubectl patch pod POD --subresource=resize " + resized
                                + " && kubectl annotate pod POD vpaInPlaceUpdated=true",
                        Set.of("pod-edit audit")),
                argumentSet(
                        "Karpenter weighs deletions",
                        "karpenter/karpenter",
                        "kubectl annotate pod POD controller.kubernetes.io/pod-deletion-cost=7 karpenter.sh/do-not-disrupt=true",
                        Set.of()),
                argumentSet(
                        "Multus tells of networks",
                        "kube-system/multus",
                        status.replace("KEY", "k8s.v1.cni.cncf.io/network-status"),
                        Set.of()),
                argumentSet(
                        "Istio tells that it redirects",
                        "istio-system/istio-cni",
                        status.replace("KEY", "ambient.istio.io/redirection"),
                        Set.of()),
                argumentSet(
                        "Velero asks for a hook",
                        "velero/velero",
                        "kubectl annotate pod POD backup.velero.io/backup-volumes=cache",
                        Set.of()),
                argumentSet(
                        "Argo CD marks what it follows",
                        "argocd/argocd-application-controller",
                        "kubectl label pod POD app.kubernetes.io/instance=web",
                        Set.of("pod-label audit")),
                argumentSet(
                        "a database's operator marks the leader",
                        "databases/operator",
                        "kubectl label pod POD role=leader",
                        Set.of("pod-label audit")),
                argumentSet(
                        "chaos is brought about",
                        "chaos-mesh/chaos-controller-manager",
                        "kubectl delete pod POD --wait=false",
                        Set.of("pod-delete audit")),
                argumentSet("the descheduler evicts", "kube-system/descheduler-sa", """
                        kubectl create --raw /api/v1/namespaces/shop/pods/POD/eviction -f - <<'EOF'
                        {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "POD", "namespace": "shop"}}
                        EOF""", Set.of()),
                argumentSet(
                        "a tool attaches a debugger",
                        "tools/inspector",
                        "kubectl debug POD --image=registry.example.com/tools:v1 --container=inspector --profile=general",
                        Set.of("pod-debug audit")));
    }

    @ParameterizedTest
    @MethodSource
    void whatOthersDoToThePodsOfADeployment(String account, String script, Set<String> recorded) {
        alice.does("kubectl apply -f - <<'EOF'\n" + Workloads.deployment("visited") + "\nEOF");
        var pod = alice.runningPodOf("deployment/visited");

        plane.program(account).passes(script.replace("POD", pod));

        assertThat(recorded(account, pod)).isEqualTo(recorded);
    }

    @Test
    void aToolDebugsANode() {
        plane.program("tools/node-inspector")
                .does("kubectl debug node/node-1 --image=registry.example.com/tools:v1 --profile=general");

        // Before 1.33, kubectl does not say that the Pod is its own.
        assertThat(plane.podwardLog().linesWith(":node-inspector\""))
                .singleElement()
                .satisfies(line -> assertThat(line.path("rule").asText()).isIn("pod-debug", "bare-pod"));
    }

    /** rollout/ephemeralmetadata.go and rollout/replicaset.go: Pods and ReplicaSets are updated as a roll-out goes on. */
    @Test
    void argoRolloutsRunsARollOut() {
        var account = "argo-rollouts/argo-rollouts";
        var rollouts = plane.program(account);
        var owner = CustomResources.create(admin, "argoproj.io/v1alpha1 Rollout", "canary");
        rollouts.creates(Workloads.replicaSet("canary-5d8f")
                .replace("  name: canary-5d8f\nspec:", "  name: canary-5d8f\n  " + owner + "\nspec:"));
        var pod = alice.runningPodOf("replicaset/canary-5d8f");

        rollouts.passes("""
                set -e
                kubectl label pod %s role=canary
                kubectl annotate replicaset canary-5d8f rollout.argoproj.io/revision=2
                kubectl patch replicaset canary-5d8f -p '{"spec": {"template": {"metadata": {"labels": {"role": "canary"}}}}}'
                kubectl scale replicaset canary-5d8f --replicas=1
                kubectl patch replicaset canary-5d8f -p '{"spec": {"replicas": 0}}'""".formatted(pod));

        assertThat(recorded(account, "canary-5d8f")).isEmpty();
        assertThat(recorded(account, pod)).isEmpty();
        eventually(() -> assertThat(alice.podsOf("replicaset/canary-5d8f")).isEmpty());
    }

    /** A driver has no controller, and is the controller of its executors. */
    @Test
    void aSparkDriverOwnsItsExecutors() {
        var spark = plane.program("default/spark");
        spark.creates(Workloads.pod("pi-driver", "labels: {spark-role: driver}"));
        var driver =
                CustomResources.controller("v1", "Pod", "pi-driver", spark.reads("pod pi-driver", ".metadata.uid"));

        spark.passes("kubectl create -f - <<'EOF'\n" + Workloads.pod("pi-exec-1", driver) + "\nEOF");
        spark.passes("kubectl label pod pi-exec-1 spark-exec-id=1");

        assertThat(recorded("default/spark", "pi-exec-1")).isEmpty();
        spark.does("kubectl delete pod pi-driver --wait=false");
        eventually(() -> assertThat(spark.tries("kubectl get pod pi-exec-1").stderr())
                .as("the executors go with their driver")
                .contains("NotFound"));
    }

    /** Pods first and without owner, what owned them later: that adopts them. */
    @Test
    void veleroRestoresANamespace() {
        var velero = plane.program("velero/velero");
        velero.passes("kubectl create -f - <<'EOF'\n"
                + Workloads.pod("restored-x7k2p", "labels: {app: restored, velero.io/restore-name: monday}")
                        .replace("Never", "Always")
                + "\nEOF");
        var pod = velero.reads("pod restored-x7k2p", ".metadata.uid");

        velero.creates(Workloads.replicaSet("restored").replace("replicas: 2", "replicas: 1"));

        eventually(() -> assertThat(velero.podsOf("replicaset/restored"))
                .singleElement()
                .satisfies(restored -> assertThat(
                                restored.path("metadata").path("uid").asText())
                        .isEqualTo(pod)));
    }

    /** Over the Pods that are there already: what has the same labels is adopted at once. */
    @Test
    void veleroRestoresAPodThatAReplicaSetTakesOver() {
        var account = "velero/velero";
        alice.creates(Workloads.replicaSet("taken-over"));
        alice.runningPodOf("replicaset/taken-over");

        plane.program(account)
                .passes("kubectl create -f - <<'EOF'\n" + Workloads.pod("taken-over-x7k2p", "labels: {app: taken-over}")
                        + "\nEOF");

        assertThat(recorded(account, "taken-over-x7k2p")).isEqualTo(Set.of("bare-pod audit"));
        eventually(() -> assertThat(alice.podsOf("replicaset/taken-over")).hasSize(2));
    }

    /** It starts what waits in a queue: a Job that is suspended, and Pods behind a gate. */
    @Test
    void kueueAdmitsAJob() {
        var account = "kueue-system/kueue-controller-manager";
        var kueue = plane.program(account);
        alice.creates(Workloads.job("queued").replace("backoffLimit: 2", "suspend: true"));

        kueue.passes("""
                kubectl patch job queued -p '{"spec": {"suspend": false, "template": {"spec":
                  {"nodeSelector": {"kubernetes.io/hostname": "node-1"}}}}}'""");

        assertThat(alice.runningPodOf("job/queued")).isNotEmpty();
        assertThat(recorded(account, "queued")).isEmpty();
    }

    @Test
    void kueueLetsAGatedPodGo() {
        var account = "kueue-system/kueue-controller-manager";
        var kueue = plane.program(account);
        alice.creates(Workloads.job("gated")
                .replace(
                        "restartPolicy: Never",
                        "restartPolicy: Never\n      schedulingGates: [{name: kueue.x-k8s.io/topology}]"));
        eventually(() -> assertThat(alice.podsOf("job/gated")).hasSize(1));
        var pod = alice.podsOf("job/gated")
                .getFirst()
                .path("metadata")
                .path("name")
                .asText();

        kueue.passes("""
                kubectl patch pod %s --type=merge -p '{"metadata": {"labels": {"kueue.x-k8s.io/podset": "main"}},
                  "spec": {"schedulingGates": null, "nodeSelector": {"kubernetes.io/hostname": "node-1"}}}'""".formatted(pod));

        assertThat(alice.runningPodOf("job/gated")).isEqualTo(pod);
        assertThat(recorded(account, pod)).isEqualTo(Set.of("pod-edit audit"));
    }

    /** A JobSet is above its Jobs as a CronJob is, and its controller changes them. */
    @Test
    void aJobSetSuspendsItsJobs() {
        var jobSet = plane.program("jobset-system/jobset-controller-manager");
        var owner = CustomResources.create(admin, "jobset.x-k8s.io/v1alpha2 JobSet", "training");
        jobSet.creates(Workloads.job("training-workers-0")
                .replace("  name: training-workers-0\nspec:", "  name: training-workers-0\n  " + owner + "\nspec:"));
        var pod = alice.runningPodOf("job/training-workers-0");

        jobSet.passes("kubectl label pod %s jobset.sigs.k8s.io/job-index=0".formatted(pod));
        jobSet.passes("kubectl patch job training-workers-0 -p '{\"spec\": {\"suspend\": true}}'");

        assertThat(recorded("jobset-system/jobset-controller-manager", pod)).isEmpty();
        assertThat(recorded("jobset-system/jobset-controller-manager", "training-workers-0"))
                .isEmpty();
    }
}
