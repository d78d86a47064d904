package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a cluster without Podward goes through: install, change, remove. The Pods run as far as Pods run on nodes that pretend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FirstInstallationIT {
    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();

    /**
     * Each webhook's CA, and the content of the Secret, as Podward writes them: by an update of what it has read. Raw, because kubectl
     * would take what it replaces for what was applied.
     */
    private static final String PODWARD_WRITES = """
            set -e
            writes() {
              kubectl get --raw "$1" | sed "$2" >written.json
              kubectl replace --raw "$1?fieldManager=podward" -f written.json
            }
            for kind in validating mutating; do
              writes "/apis/admissionregistration.k8s.io/v1/${kind}webhookconfigurations/podward" \\
                's/"clientConfig":{"service"/"clientConfig":{"caBundle":"Q0E=","service"/g'
            done
            writes /api/v1/namespaces/podward-system/secrets/podward-certificates \\
              's/"kind":"Secret"/&,"data":{"ca.crt":"Q0E="}/'""";

    private static final String FOUR_BUNDLES_AND_A_SECRET = "Q0E= Q0E= Q0E= Q0E= Q0E=";

    private final ControlPlane plane = ControlPlane.bare(Path.of("target/e2e/bare"));
    private final User admin = plane.admin();

    @BeforeAll
    void nothingIsLeftOfAnything() {
        assertThat(leftovers()).isEmpty();
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @Test
    void byKubectl() {
        admin.passes("kubectl apply --validate=strict -k %s/overlays/audit".formatted(DEPLOY));
        runs("mode: audit");
        admin.does(PODWARD_WRITES);

        admin.does("mkdir -p all");
        admin.saves("all/kustomization.yaml", """
                resources: [DEPLOY/overlays/enforce]
                components: [DEPLOY/components/fail-closed, DEPLOY/components/pod-delete]
                """.replace(
                        "DEPLOY", admin.file("all").relativize(DEPLOY).toString()));
        admin.passes("kubectl apply --validate=strict -k all");
        runs("mode: enforce");
        assertThat(written()).isEqualTo(FOUR_BUNDLES_AND_A_SECRET);
        assertThat(failurePolicies()).isEqualTo("Fail Ignore Ignore");

        admin.does("kubectl delete validatingwebhookconfiguration,mutatingwebhookconfiguration podward");
        admin.does("kubectl delete --ignore-not-found -k all");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void byHelm() {
        var helm = Tool.named("helm");
        var chart = "podward '%s/helm/podward' --namespace podward-system".formatted(DEPLOY);
        admin.does("kubectl create namespace podward-system");
        admin.does("kubectl label namespace podward-system pod-security.kubernetes.io/enforce=restricted");
        admin.passes("%s install %s".formatted(helm, chart));
        runs("mode: audit");
        admin.does(PODWARD_WRITES);

        admin.passes("%s upgrade %s --set mode=enforce,failClosed=true,podDelete=true".formatted(helm, chart));
        runs("mode: enforce");
        assertThat(written()).isEqualTo(FOUR_BUNDLES_AND_A_SECRET);
        assertThat(failurePolicies()).isEqualTo("Fail Ignore Ignore");

        admin.passes("%s rollback podward 1 --namespace podward-system".formatted(helm));
        runs("mode: audit");
        assertThat(written()).isEqualTo(FOUR_BUNDLES_AND_A_SECRET);
        assertThat(failurePolicies()).isEqualTo("Ignore Ignore Ignore");

        admin.passes("%s uninstall podward --namespace podward-system".formatted(helm));
        admin.does("kubectl delete namespace podward-system");
        assertThat(leftovers()).isEmpty();
    }

    /** As the namespace's Pod Security level, the quota for the priority and the scheduler allow: two Pods, and the policy. */
    private void runs(String policy) {
        admin.does("kubectl -n podward-system rollout status --timeout=60s deployment/podward");
        assertThat(admin.does("kubectl -n podward-system get configmap podward-policy -o yaml"))
                .contains(policy);
        eventually(() -> assertThat(
                        admin.does("kubectl -n podward-system get pods -o jsonpath='{.items[*].status.phase}'"))
                .isEqualTo("Running Running"));
    }

    private String written() {
        return admin.does("""
                for kind in validating mutating; do
                  kubectl get "${kind}webhookconfiguration" podward -o jsonpath='{.webhooks[*].clientConfig.caBundle} '
                done
                kubectl -n podward-system get secret podward-certificates -o jsonpath='{.data.ca\\.crt}'""");
    }

    private String failurePolicies() {
        return admin.does(
                "kubectl get validatingwebhookconfiguration podward -o jsonpath='{.webhooks[*].failurePolicy}'");
    }

    private String leftovers() {
        return admin.does("""
                kubectl get --ignore-not-found -o name namespace/podward-system
                kubectl get -o name validatingwebhookconfigurations,mutatingwebhookconfigurations,clusterroles,clusterrolebindings |
                  grep podward || true""");
    }
}
