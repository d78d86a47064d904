package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.e2e.ControlPlane.Podward;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code podward selftest} says of a real installation, whole and broken by hand, and whether its commands mend it. On a plane
 * of its own, with certificates that stay as they are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SelftestIT {
    private static final Path PLANE = Path.of("target/e2e/selftest");
    private static final String PODWARD =
            Path.of("target/podward").toAbsolutePath().toString();

    private final ControlPlane plane =
            ControlPlane.start(PLANE, Podward.with("mode: audit\nrules: {pod-delete: warn}"), "--certificate-files");
    private final User admin = plane.admin();

    @BeforeAll
    void thereIsADeployment() {
        admin.does("""
                ln -sfn '%s' podward-tls
                kubectl create namespace tried""".formatted(PLANE.toAbsolutePath().resolve("webhook")));
        admin.creates(Workloads.deployment("tried")
                .replace("metadata:\n  name: tried", "metadata:\n  name: tried\n  namespace: tried"));
        eventually(() -> assertThat(admin.reads("-n tried deployment tried", ".status.readyReplicas"))
                .isEqualTo("2"));
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "enforce"})
    void aFreshInstallationIsWell(String mode) {
        plane.run(Podward.with("mode: " + mode + "\nrules: {pod-delete: warn}"));

        var run = isWell();
        assertThat(run.stdout())
                .contains("rule pod-adoption\n  OK      CREATE pods: deny")
                .contains("  OK      UPDATE pods/ephemeralcontainers: warn")
                .contains("  OK      UPDATE replicasets/scale: deny")
                .contains("DELETE pods: registered; not tried");
        assertThat(run.stderr()).isEmpty();
    }

    @Test
    void whatIsChangedByHandIsNamedAndMended() {
        isNamedAndMended(
                List.of(
                        patch("validating", remove(0, "clientConfig/caBundle")),
                        ANOTHER_CA,
                        patch("validating", set(0, "rules/1/resources", "[\"pods/status\"]")),
                        patch("mutating", remove(0, "rules/2")),
                        patch("validating", remove(0, "matchConditions/0")),
                        patch("validating", set(2, "matchConditions/-", ON_NAMESPACE)),
                        patch("mutating", remove(0, "namespaceSelector")),
                        patch("validating", set(0, "namespaceSelector/matchExpressions/0/values/-", "\"shop\"")),
                        patch("mutating", set(0, "failurePolicy", "\"Fail\""))),
                "has no caBundle",
                "no CA of the caBundle has signed the certificate",
                "is not asked about UPDATE pods/resize",
                "is not asked about UPDATE jobs",
                "no matchCondition not-nodes",
                "it fails at every call",
                "looks at kube-system",
                "not looked at now: shop",
                "failurePolicy is Fail");
    }

    @Test
    void whatIsMissingIsNamedAndMended() {
        isNamedAndMended(
                List.of("kubectl delete mutatingwebhookconfiguration podward", patch("validating", remove(2, ""))),
                "is not there: the API server does not ask Podward in the mutating phase",
                "is not there");
    }

    @Test
    void whatIsInTheWayIsNamedAndMended() {
        isNamedAndMended(
                List.of(SECOND, GUARD, EXEMPT),
                "asks Podward too",
                "Podward cannot start",
                "bob may impersonate its service accounts by RoleBinding runners/bob");
    }

    private void isNamedAndMended(List<String> breaking, String... named) {
        breaking.forEach(admin::does);

        var found = findings();
        assertThat(texts(found)).contains(named);
        found.stream()
                .filter(finding -> finding.has("mend"))
                .forEach(finding -> admin.does(finding.path("mend").asText()));

        eventually(() -> assertThat(texts(findings())).doesNotContain(named).doesNotContain("wrong", "unknown"));
    }

    private static String texts(List<JsonNode> findings) {
        return findings.stream()
                .map(finding -> finding.path("level").asText() + ": "
                        + finding.path("text").asText())
                .collect(Collectors.joining("\n"));
    }

    private static final String ON_NAMESPACE =
            "{\"name\":\"n\",\"expression\":\"namespaceObject.metadata.name != 'a'\"}";

    private static final String ANOTHER_CA = """
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=other -keyout other.key -out other.crt
            kubectl patch mutatingwebhookconfiguration podward --type=json -p "[{\\"op\\":\\"add\\",
              \\"path\\":\\"/webhooks/0/clientConfig/caBundle\\",\\"value\\":\\"$(base64 -w0 other.crt)\\"}]\"""";

    private static final String SECOND = """
            kubectl get validatingwebhookconfiguration podward -o json \\
              | sed 's/"name": "podward",$/"name": "podward-two",/; s/"\\(uid\\|resourceVersion\\)": ".*"/"\\1": ""/' | kubectl create -f -""";

    private static final String EXEMPT = """
            kubectl create namespace runners
            kubectl -n runners create rolebinding bob --clusterrole=edit --user=bob
            kubectl -n podward-system create configmap podward-policy --dry-run=client -o yaml --from-literal=policy.yaml="$(printf \\
              'apiVersion: podward.io/v1\\nkind: Policy\\nexemptions: [{name: r, reason: r, serviceAccounts: [runners/runner]}]\\n')" \\
              | kubectl apply --server-side --force-conflicts -f -""";

    private static final String GUARD = """
            kubectl create -f - <<'EOF'
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: guard}
            webhooks:
              - name: guard.example.com
                admissionReviewVersions: [v1]
                clientConfig: {url: "https://127.0.0.1:1/"}
                rules:
                  - {operations: ["*"], apiGroups: ["apps"], apiVersions: ["*"], resources: ["*"]}
                failurePolicy: Fail
                sideEffects: None
            EOF""";

    /** What is wrong with a certificate is mended by making another, and then by telling the API server of its CA. */
    @ParameterizedTest
    @CsvSource({
        "podward.example.com, 1, 'the certificate is for podward.example.com, and not for 127.0.0.1'",
        "127.0.0.1, -1, its CA CN=bad expired at"
    })
    void aBadCertificateIsNamed(String name, int days, String named) {
        admin.does(BAD_CERTIFICATE.replace("NAME", name).replace("DAYS", String.valueOf(days)));

        eventually(() -> assertThat(texts(findings())).contains(named));

        admin.does("rm podward-tls/tls.* podward-tls/ca.crt && '%s' podward-tls 127.0.0.1 localhost"
                .formatted(Path.of("certs/generate.sh").toAbsolutePath()));
        eventually(() -> assertThat(texts(findings())).contains("no CA of the caBundle"));
        findings().stream()
                .filter(finding -> finding.path("text").asText().contains("no CA of the caBundle"))
                .forEach(finding -> admin.does(finding.path("mend").asText()));
        isWell();
    }

    private static final String BAD_CERTIFICATE = """
            for i in ca tls; do
              openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout bad-$i.key -subj /CN=bad -out bad-$i.csr
            done
            echo 'basicConstraints=critical,CA:TRUE' >ca.ext
            openssl x509 -req -in bad-ca.csr -signkey bad-ca.key -days DAYS -extfile ca.ext -out bad-ca.crt
            case NAME in [0-9]*) echo subjectAltName=IP:NAME ;; *) echo subjectAltName=DNS:NAME ;; esac >tls.ext
            openssl x509 -req -in bad-tls.csr -CA bad-ca.crt -CAkey bad-ca.key -CAcreateserial -days 1 -extfile tls.ext -out bad-tls.crt
            cp bad-tls.key podward-tls/tls.key && cp bad-tls.crt podward-tls/tls.crt
            for webhook in mutating/0 validating/0 validating/1 validating/2; do
              kubectl patch "${webhook%/*}webhookconfiguration" podward --type=json -p "[{\\"op\\":\\"add\\",
                \\"path\\":\\"/webhooks/${webhook#*/}/clientConfig/caBundle\\",\\"value\\":\\"$(base64 -w0 bad-ca.crt)\\"}]"
            done""";

    @Test
    void aPodwardThatIsStoppedIsNamed() {
        plane.stopPodward();

        assertThat(texts(findings())).contains("was answered by Podward");

        plane.run(Podward.with("mode: audit\nrules: {pod-delete: warn}"));
        isWell();
    }

    @Test
    void theErrorOfTheApiServerIsToldWhereItCounts() {
        plane.stopPodward();
        admin.does(patch("validating", set(0, "failurePolicy", "\"Fail\"")));
        try {
            eventually(() -> assertThat(texts(findings()))
                    .contains("the API server could not call Podward")
                    .contains("connection refused"));
        } finally {
            admin.does(patch("validating", set(0, "failurePolicy", "\"Ignore\"")));
            plane.run(Podward.with("mode: audit\nrules: {pod-delete: warn}"));
        }
        isWell();
    }

    /** As {@code kubectl exec} does: with the rights that it ships with, it says what it could not find out. */
    @Test
    void podwardItselfSaysWhatItMayNotLookAt() {
        var run = plane.user("podward", PLANE.toAbsolutePath().resolve("podward.kubeconfig"))
                .tries(PODWARD + " selftest -n tried");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stdout())
                .contains("UNKNOWN")
                .contains("User \"system:serviceaccount:podward-system:podward\" cannot create resource \"pods\"")
                .doesNotContain("WRONG");
    }

    @Test
    void aNamespaceThatIsLeftOutIsNoPlaceToTry() {
        var run = admin.tries(PODWARD + " selftest -n kube-system");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stdout()).contains("the namespaceSelector leaves out namespace kube-system: name another");
    }

    @Test
    void withoutAClusterThereIsNothingToTest() {
        var run = admin.tries("KUBECONFIG=/none " + PODWARD + " selftest");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stderr()).startsWith("podward: the cluster cannot be asked: ");
    }

    private Outcome isWell() {
        var runs = new ArrayDeque<Outcome>();
        eventually(() -> {
            runs.push(selftest(""));
            assertThat(runs.getFirst().exitCode())
                    .as(runs.getFirst().transcript())
                    .isZero();
        });
        return runs.getFirst();
    }

    private List<JsonNode> findings() {
        return Json.parse(selftest(" -o json").stdout()).valueStream().toList();
    }

    private Outcome selftest(String options) {
        return admin.tries(PODWARD + " selftest -n tried" + options);
    }

    private static String patch(String kind, String operation) {
        return "kubectl patch " + kind + "webhookconfiguration podward --type=json -p '["
                + operation.replace("'", "'\\''") + "]'";
    }

    private static String remove(int webhook, String field) {
        return "{\"op\":\"remove\",\"path\":\"" + path(webhook, field) + "\"}";
    }

    private static String set(int webhook, String field, String value) {
        return "{\"op\":\"add\",\"path\":\"" + path(webhook, field) + "\",\"value\":" + value + "}";
    }

    private static String path(int webhook, String field) {
        return "/webhooks/" + webhook + (field.isEmpty() ? "" : "/" + field);
    }
}
