package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What controllers do, and what is done to workloads instead of Pods, goes on as if Podward were not there, whichever way the controllers
 * of a cluster show who they are.
 */
abstract class ClusterLife {
    /** Every rule there is. */
    static final String POLICY = """
            mode: enforce
            rules: {pod-delete: warn}""";

    private static final List<String> WEBHOOKS = List.of("pods.podward.io", "deletions.podward.io");

    private final ControlPlane plane;
    private final User autoscaler;
    private final User alice;
    private final User admin;

    /**
     * On a plane.
     *
     * @param autoscaler who the autoscaler is there
     */
    ClusterLife(ControlPlane plane, String autoscaler) {
        this.plane = plane;
        this.autoscaler = plane.impersonating("admin", "as: \"%s\", as-groups: [third-parties]".formatted(autoscaler));
        this.alice = plane.alice();
        this.admin = plane.admin();
    }

    /** How often anybody was asked, as either side counts it; and how often the API server found that it need not ask. */
    private record Calls(int answered, int sent, int excluded) {}

    private Calls calls() {
        var apiServer = plane.apiServerMetrics();
        return new Calls(
                plane.podwardMetrics().sum("podward_decisions_total", Map.of()),
                sum(apiServer, "apiserver_admission_webhook_request_total"),
                sum(apiServer, "apiserver_admission_match_condition_exclusions_total"));
    }

    private static int sum(Metrics apiServer, String metric) {
        return WEBHOOKS.stream()
                .mapToInt(webhook -> apiServer.sum(metric, Map.of("name", webhook)))
                .sum();
    }

    @Test
    void workloadsGetTheirPodsWithoutASingleCall() {
        var before = calls();

        alice.creates(Workloads.deployment("unseen-deployment"));
        alice.creates(Workloads.statefulSet("unseen-statefulset"));
        alice.creates(Workloads.daemonSet("unseen-daemonset"));
        alice.creates(Workloads.job("unseen-job"));
        alice.creates(Workloads.cronJob("unseen-cronjob"));
        var job = Workloads.runNow(admin, "shop", "unseen-cronjob");

        var template = """
                {containers: [{name: 'blog', image: 'registry.example.com/blog-api:v1',
                    env: [{name: 'COLOR', value: 'green'}, {name: 'LEVEL', value: 'info'}]},
                  {name: 'proxy', image: 'registry.example.com/proxy:v1'}]}""";
        Map.of(
                        "deployment/unseen-deployment",
                        2,
                        "statefulset/unseen-statefulset",
                        1,
                        "daemonset/unseen-daemonset",
                        2,
                        "job/unseen-job",
                        1,
                        "job/" + job,
                        1)
                .forEach((workload, count) -> eventually(() -> assertThat(alice.podsOf(workload))
                        .hasSize(count)
                        .allSatisfy(pod -> {
                            assertThat(pod.path("status").path("phase").asText())
                                    .isEqualTo("Running");
                            Json.assertContains(pod.path("spec"), template);
                        })));
        var after = calls();
        assertThat(List.of(after.answered(), after.sent())).isEqualTo(List.of(before.answered(), before.sent()));
        assertThat(after.excluded()).isGreaterThanOrEqualTo(before.excluded() + 7);
    }

    @Test
    void aDeploymentIsRolledOutScaledRestartedAndRolledBack() {
        alice.creates(Workloads.deployment("rolling"));

        alice.passes("""
                set -e
                kubectl rollout status --timeout=60s deployment/rolling
                kubectl set image deployment/rolling blog=registry.example.com/blog-api:v2
                kubectl rollout status --timeout=60s deployment/rolling
                kubectl scale deployment/rolling --replicas=4
                kubectl rollout status --timeout=60s deployment/rolling
                kubectl scale deployment/rolling --replicas=1
                kubectl rollout restart deployment/rolling
                kubectl rollout status --timeout=60s deployment/rolling
                kubectl rollout undo deployment/rolling --to-revision=1
                kubectl rollout status --timeout=60s deployment/rolling""");

        eventually(() -> assertThat(alice.podsOf("deployment/rolling"))
                .singleElement()
                .satisfies(pod -> Json.assertContains(pod.path("spec"), """
                        {"containers": [{"name": "blog", "image": "registry.example.com/blog-api:v1"}]}""")));
    }

    @Test
    void daemonSetsAndStatefulSetsAreRolledOut() {
        alice.creates(Workloads.daemonSet("rolling-daemons"));
        alice.creates(Workloads.statefulSet("rolling-set"));

        alice.passes("""
                set -e
                kubectl rollout status --timeout=60s daemonset/rolling-daemons statefulset/rolling-set
                kubectl set image daemonset/rolling-daemons blog=registry.example.com/blog-api:v2
                kubectl scale statefulset/rolling-set --replicas=2
                kubectl rollout restart statefulset/rolling-set
                kubectl rollout status --timeout=60s daemonset/rolling-daemons statefulset/rolling-set""");
    }

    @Test
    void theAutoscalerScales() {
        alice.creates(Workloads.deployment("scaled-by-load"));
        alice.creates(Workloads.replicaSet("autoscaled-set"));

        autoscaler.passes("kubectl scale deployment/scaled-by-load replicaset/autoscaled-set --replicas=3");

        eventually(() -> {
            assertThat(alice.podsOf("deployment/scaled-by-load")).hasSize(3);
            assertThat(alice.podsOf("replicaset/autoscaled-set")).hasSize(3);
        });
    }

    @Test
    void aJobIsRunFromACronJobByHand() {
        alice.creates(Workloads.cronJob("by-hand"));

        alice.passes("kubectl create job by-hand-now --from=cronjob/by-hand");

        assertThat(alice.runningPodOf("job/by-hand-now")).startsWith("by-hand-now-");
    }

    @Test
    void podsAreReleasedAndAdopted() {
        var operator = plane.program("tools/labeller");
        alice.creates(Workloads.deployment("readopting"));
        var pod = alice.runningPodOf("deployment/readopting");

        operator.passes("kubectl label pod %s app=isolated --overwrite".formatted(pod));
        eventually(() -> {
            assertThat(alice.podsOf("deployment/readopting")).hasSize(2);
            assertThat(controllers(pod)).isEmpty();
        });
        // One more than the ReplicaSet wants, so that one of them must go.
        operator.passes("kubectl annotate pod %s controller.kubernetes.io/pod-deletion-cost=100".formatted(pod));
        operator.passes("kubectl label pod %s app=readopting --overwrite".formatted(pod));

        eventually(() -> {
            assertThat(alice.podsOf("deployment/readopting")).hasSize(2);
            assertThat(controllers(pod)).isEqualTo("ReplicaSet");
        });
    }

    private String controllers(String pod) {
        return alice.reads("pod " + pod, ".metadata.ownerReferences[*].kind");
    }

    @Test
    void aDeletedPodComesBackUnderAnotherName() {
        alice.creates(Workloads.deployment("deleted"));
        var pod = alice.runningPodOf("deployment/deleted");

        var deleted = alice.tries("kubectl delete pod " + pod);

        assertThat(deleted.exitCode()).as("at most a warning").isZero();
        eventually(() -> assertThat(alice.podsOf("deployment/deleted"))
                .hasSize(2)
                .noneMatch(other -> other.path("metadata").path("name").asText().equals(pod)));
    }

    @Test
    void aNodeIsDrained() {
        alice.creates(Workloads.deployment("drained"));
        alice.does("kubectl scale deployment/drained --replicas=6");
        alice.does("kubectl rollout status --timeout=60s deployment/drained");

        try {
            var drained =
                    admin.tries("kubectl drain node-1 --pod-selector=app=drained --delete-emptydir-data --timeout=60s");

            assertThat(drained.exitCode()).isZero();
            assertThat(drained.stderr()).doesNotContain("Warning: Pod");

            eventually(() -> assertThat(alice.podsOf("deployment/drained"))
                    .hasSize(6)
                    .allMatch(pod -> pod.path("spec").path("nodeName").asText().equals("node-2"))
                    .allMatch(pod -> pod.path("status").path("phase").asText().equals("Running")));
        } finally {
            admin.does("kubectl uncordon node-1");
        }
    }

    @Test
    void aTaintMovesPodsToAnotherNode() {
        alice.creates(Workloads.deployment("tainted"));
        alice.does("kubectl scale deployment/tainted --replicas=6");
        alice.does("kubectl rollout status --timeout=60s deployment/tainted");

        try {
            admin.does("kubectl taint node node-2 example.com/tainted=yes:NoExecute");

            eventually(() -> assertThat(alice.podsOf("deployment/tainted"))
                    .hasSize(6)
                    .allMatch(pod -> pod.path("spec").path("nodeName").asText().equals("node-1")));
        } finally {
            admin.does("kubectl taint node node-2 example.com/tainted-");
        }
    }

    @Test
    void whatIsMoreImportantTakesThePlaceOfWhatIsLess() {
        admin.does("""
                kubectl create priorityclass batch --value=-100
                kubectl create priorityclass urgent --value=1000""");
        alice.creates(large("preempted", "batch"));
        alice.runningPodOf("deployment/preempted");

        alice.creates(large("preempting", "urgent"));

        alice.runningPodOf("deployment/preempting");
        eventually(() -> assertThat(alice.podsOf("deployment/preempted"))
                .allMatch(pod -> pod.path("status").path("phase").asText().equals("Pending")));
        alice.does("kubectl delete deployment preempted preempting --wait=false");
    }

    /** One Pod that leaves no room for another of its size on the node. */
    private static String large(String name, String priorityClass) {
        return Workloads.deployment(name)
                .replace("replicas: 2", "replicas: 1")
                .replace("cpu: 100m", "cpu: 20")
                .replace("cpu: \"1\"", "cpu: 20")
                .replace(
                        "restartPolicy: Always",
                        "priorityClassName: %s\n      nodeSelector: {kubernetes.io/hostname: node-2}"
                                .formatted(priorityClass));
    }

    @Test
    void aNamespaceIsDeletedWithAllThatIsInIt() {
        admin.does("kubectl create namespace leaving");
        List.of(Workloads.deployment("web"), Workloads.statefulSet("db"), Workloads.job("import"))
                .forEach(manifest -> admin.does("kubectl -n leaving create -f - <<'EOF'\n" + manifest + "\nEOF"));
        eventually(() -> assertThat(admin.gets("-n leaving pods").path("items")).hasSize(4));

        admin.does("kubectl delete namespace leaving --timeout=60s");

        assertThat(admin.tries("kubectl get namespace leaving").stderr()).contains("NotFound");
    }

    @Test
    void aPodThatIsOnItsWayOutLosesItsFinalizer() {
        alice.creates(Workloads.heldDeployment("held"));
        var pod = alice.runningPodOf("deployment/held");
        alice.does("kubectl delete pod %s --wait=false".formatted(pod));

        var patched = alice.tries(
                "kubectl patch pod %s --type=merge -p '{\"metadata\": {\"finalizers\": null}}'".formatted(pod));

        assertThat(patched).isEqualTo(new Outcome(patched.command(), 0, "pod/" + pod + " patched\n", ""));
        alice.does("kubectl wait pod %s --for=delete --timeout=60s".formatted(pod));
    }

    @Test
    void aPodThatIsOnItsWayOutMayBeChangedInAnyWay() {
        alice.creates(Workloads.heldDeployment("held-image"));
        var pod = alice.runningPodOf("deployment/held-image");
        alice.does("kubectl delete pod %s --wait=false".formatted(pod));

        alice.does("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));
    }

    @Test
    void podsGoBeforeTheirWorkloadWhenItWaitsForThem() {
        alice.creates(Workloads.deployment("foreground"));
        alice.runningPodOf("deployment/foreground");

        alice.passes("kubectl delete deployment foreground --cascade=foreground --timeout=60s");

        assertThat(alice.gets("pods -l app=foreground").path("items")).isEmpty();
    }

    @Test
    void podsOutliveTheirWorkloadWhenTheyAreOrphaned() {
        alice.creates(Workloads.deployment("orphaned"));
        var pod = alice.runningPodOf("deployment/orphaned");
        var replicaSet = alice.reads("pod " + pod, ".metadata.ownerReferences[0].name");

        alice.does("kubectl delete deployment orphaned --cascade=orphan --timeout=60s");
        alice.does("kubectl delete replicaset %s --cascade=orphan --timeout=60s".formatted(replicaSet));

        eventually(() -> assertThat(alice.gets("pod " + pod).path("metadata").has("ownerReferences"))
                .isFalse());
        // Nothing would undo it: there is no better place for the change.
        alice.does("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));
        assertThat(alice.reads("pod " + pod, ".spec.containers[0].image"))
                .isEqualTo("registry.example.com/blog-api:v2");
    }
}
