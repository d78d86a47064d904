package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which requests the API server asks about. */
@OnControlPlane
final class RegistrationIT {
    private static final String NOTHING = "\"status\":{\"message\":\"nothing new\"}";

    private final ControlPlane plane;
    private final User admin;
    private final User alice;

    RegistrationIT(ControlPlane plane) {
        this.plane = plane;
        this.admin = plane.admin();
        this.alice = plane.alice();
    }

    @Test
    void statusIsAskedAboutOnlyIfLabelsChange() {
        alice.creates(Workloads.deployment("reporting"));
        var pod = alice.runningPodOf("deployment/reporting");
        var quiet = calls("podward_decisions_total");

        admin.does("kubectl -n shop patch pod %s --subresource=status -p '{%s}'".formatted(pod, NOTHING));
        admin.does(
                "kubectl -n shop patch pod %s --subresource=status -p '{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}'"
                        .formatted(pod));
        assertThat(calls("podward_decisions_total")).isEqualTo(quiet);

        admin.tries("kubectl -n shop patch pod %s --subresource=status -p '{\"metadata\":{\"labels\":{\"a\":\"b\"}}}'"
                .formatted(pod));
        assertThat(calls("podward_decisions_total")).isEqualTo(quiet + 1);
    }

    @Test
    void namespacesAreAskedAboutOnlyIfALabelOfPodwardChanges() {
        admin.does("kubectl create namespace labelled");
        var quiet = evaluated();

        admin.does("kubectl label namespace labelled team=shop");
        assertThat(evaluated()).isEqualTo(quiet.excluded(1));

        admin.does("kubectl label namespace labelled podward.io/bare-pod=warn");
        admin.does("kubectl label namespace labelled podward.io/bare-pod=deny --overwrite");
        admin.does("kubectl label namespace labelled podward.io/bare-pod-");
        assertThat(evaluated()).isEqualTo(quiet.excluded(1).asked(3));
    }

    private record Namespaces(double calls, double exclusions) {
        private Namespaces excluded(int more) {
            return new Namespaces(calls, exclusions + more);
        }

        private Namespaces asked(int more) {
            return new Namespaces(calls + more, exclusions);
        }
    }

    private Namespaces evaluated() {
        var metrics = plane.apiServerMetrics();
        var webhook = Map.of("name", "namespaces.podward.io", "operation", "UPDATE");
        return new Namespaces(
                metrics.sum("apiserver_admission_webhook_admission_duration_seconds_count", webhook),
                metrics.sum("apiserver_admission_match_condition_exclusions_total", webhook));
    }

    private double calls(String metric) {
        return plane.podwardMetrics().sum(metric, Map.of());
    }

    /** So that a request is never let past because a condition did not understand it. */
    @Test
    void noConditionFailsForAnyKindOfRequest() {
        alice.creates(Workloads.deployment("conditioned"));
        var pod = alice.runningPodOf("deployment/conditioned");
        var replicaSet = alice.reads("pod " + pod, ".metadata.ownerReferences[0].name");
        alice.does("kubectl create job conditioned --image=registry.example.com/import:v1");

        var before = calls("podward_decisions_total");

        admin.tries("""
                k() { kubectl -n shop "$@"; }
                k run conditioned --image=registry.example.com/web:v1 --dry-run=server
                k label pod POD a=b --dry-run=server
                k debug POD --image=registry.example.com/tools:v1
                k scale replicaset/SET --replicas=2
                k annotate replicaset/SET a=b
                k annotate job/conditioned a=b
                k patch pod POD --subresource=resize -p '{"metadata":{"labels":{"a":"b"}}}'
                k patch pod POD --subresource=status -p '{"metadata":{"labels":null}}'
                k delete job/conditioned
                k delete pod POD""".replace("POD", pod).replace("SET", replicaSet));

        assertThat(calls("podward_decisions_total")).as("reviews").isGreaterThan(before + 7);
        assertThat(plane.apiServerMetrics()
                        .sum(
                                "apiserver_admission_match_condition_evaluation_errors_total",
                                Map.of("name", "pods.podward.io")))
                .isZero();
    }

    /** Why no condition of Podward may look at it. */
    @Test
    void aConditionOnTheNamespaceIsAcceptedAndFailsAtEveryCall() {
        admin.does("kubectl create namespace looked-at");
        admin.creates("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: looks-at-namespaces}
                webhooks:
                  - name: looks.at.namespaces
                    admissionReviewVersions: [v1]
                    clientConfig: {url: "https://127.0.0.1:1/"}
                    rules:
                      - {operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [configmaps]}
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: looked-at}}
                    matchConditions:
                      - {name: namespace, expression: "namespaceObject.metadata.name != 'shop'"}
                    failurePolicy: Fail
                    sideEffects: None""");
        try {
            eventually(() -> assertThat(admin.tries("kubectl -n looked-at create configmap probe --dry-run=server")
                            .stderr())
                    .contains("resulted in error: no such key: metadata"));
        } finally {
            admin.does("kubectl delete validatingwebhookconfiguration looks-at-namespaces");
        }
    }
}
