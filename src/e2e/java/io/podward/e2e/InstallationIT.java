package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy/} gives a cluster. */
@OnControlPlane
final class InstallationIT {
    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();

    /** In the kubeconfig, because kubectl has a flag for it only since 1.35. */
    private static final String WITH_A_REASON = """
            kubectl config view --raw >reason.kubeconfig
            sed -i 's/^  user:$/&\\n    as: podward:break-glass\\n    as-user-extra: {reason: [INC-42]}/' reason.kubeconfig
            kubectl --kubeconfig=reason.kubeconfig get pods""";

    private final User admin;
    private final User alice;

    InstallationIT(ControlPlane plane) {
        this.admin = plane.admin();
        this.alice = plane.alice();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/audit", "overlays/warn", "overlays/enforce"})
    void theApiServerTakesItAsItIs(String overlay) {
        takes(DEPLOY.resolve(overlay).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pod-delete",
                "fail-closed",
                "openshift",
                "certificate-files",
                "jvm-image",
                "openshift, COMPONENTS/certificate-files, COMPONENTS/fail-closed, COMPONENTS/pod-delete"
            })
    void theApiServerTakesWhatCanBeAdded(String components) {
        admin.does("mkdir -p added");
        admin.saves("added/kustomization.yaml", """
                resources: [DEPLOY/overlays/enforce]
                components: [COMPONENTS/LISTED]""".replace("LISTED", components)
                .replace("COMPONENTS", "DEPLOY/components")
                .replace("DEPLOY", admin.file("added").relativize(DEPLOY).toString()));

        takes("added");
    }

    @ParameterizedTest
    @MethodSource
    void theApiServerTakesWhatAPlatformNeeds(String kustomization) {
        admin.does("mkdir -p platform");
        admin.saves(
                "platform/kustomization.yaml",
                kustomization.replace(
                        "../deploy", admin.file("platform").relativize(DEPLOY).toString()));

        // Not silently: what Pod Security warns of is for the namespace as it is, and not as it is about to be.
        assertTaken(admin.tries("kubectl apply --dry-run=server --validate=strict -k platform"));
    }

    /** The examples of {@code platforms.md}. */
    static Stream<String> theApiServerTakesWhatAPlatformNeeds() throws IOException {
        var examples = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```$")
                .matcher(Files.readString(DEPLOY.resolve("platforms.md")))
                .results()
                .map(found -> found.group(1).stripIndent())
                .toList();
        assertThat(examples).hasSizeGreaterThan(3);
        return examples.stream();
    }

    private void takes(String folder) {
        var applied = admin.tries("kubectl apply --dry-run=server --validate=strict -k '%s'".formatted(folder));

        assertThat(applied.stderr()).isEmpty();
        assertTaken(applied);
    }

    private static void assertTaken(Outcome applied) {
        assertThat(applied.exitCode()).as(applied.transcript()).isZero();
        assertThat(applied.stdout().lines()).isNotEmpty().allMatch(line -> line.endsWith("(server dry run)"));
    }

    @Test
    void podwardMayReadWhatItsAnswersNeedAndNothingElse() {
        assertThat(permissions("shop"))
                .isEqualTo(Set.of(
                        // Who owns a Pod.
                        "get pods",
                        "get replicationcontrollers",
                        "get daemonsets.apps",
                        "get deployments.apps",
                        "get replicasets.apps",
                        "get statefulsets.apps",
                        "get cronjobs.batch",
                        "get jobs.batch",
                        // What its namespace says.
                        "get namespaces",
                        // Who would adopt it.
                        "list replicationcontrollers",
                        "list daemonsets.apps",
                        "list replicasets.apps",
                        // Which Pods a namespace's labels would hit.
                        "list pods",
                        // Who would overrule the number of replicas.
                        "list horizontalpodautoscalers.autoscaling",
                        // Whether what it serves is trusted; and that it is, in its own two configurations.
                        "get mutatingwebhookconfigurations.admissionregistration.k8s.io podward",
                        "get validatingwebhookconfigurations.admissionregistration.k8s.io podward",
                        "update mutatingwebhookconfigurations.admissionregistration.k8s.io podward",
                        "update validatingwebhookconfigurations.admissionregistration.k8s.io podward"));
    }

    @Test
    void inItsOwnNamespacePodwardMayKeepItsCertificatesAndNothingElse() {
        var more = permissions("podward-system");
        more.removeAll(permissions("shop"));

        assertThat(more)
                .isEqualTo(Set.of(
                        "get secrets podward-certificates",
                        "update secrets podward-certificates",
                        // Who of several replicas writes.
                        "get leases.coordination.k8s.io podward",
                        "update leases.coordination.k8s.io podward"));
    }

    /** What the API server grants to Podward's ServiceAccount in a namespace, less what it grants to everyone. */
    private Set<String> permissions(String namespace) {
        var review = Json.parse(admin.does("""
                kubectl create --as=system:serviceaccount:podward-system:podward --validate=false -o json -f - <<'EOF'
                apiVersion: authorization.k8s.io/v1
                kind: SelfSubjectRulesReview
                spec:
                  namespace: %s
                EOF""".formatted(namespace)));
        var granted = new TreeSet<String>();
        for (var rule : review.path("status").path("resourceRules")) {
            var names = rule.path("resourceNames")
                    .valueStream()
                    .map(name -> " " + name.asText())
                    .collect(joining());
            for (var group : rule.path("apiGroups")) {
                var suffix = group.asText().isEmpty() ? "" : "." + group.asText();
                for (var resource : rule.path("resources")) {
                    rule.path("verbs")
                            .forEach(verb -> granted.add(verb.asText() + " " + resource.asText() + suffix + names));
                }
            }
        }
        return granted.stream()
                .filter(permission -> !permission.matches("create self.*\\.(authentication|authorization)\\.k8s\\.io"))
                .collect(toCollection(TreeSet::new));
    }

    /** As on GKE: {@code priority.yaml} is that quota. */
    @Test
    void thePriorityIsOnlyForNamespacesWithAQuotaForIt() {
        var controller = "--as=system:serviceaccount:kube-system:replicaset-controller --as-group=system:masters";
        var urgent = "--overrides='{\"spec\": {\"priorityClassName\": \"system-cluster-critical\"}}'";

        assertThat(admin.tries("kubectl -n shop run urgent --image=web %s %s".formatted(controller, urgent))
                        .stderr())
                .contains("insufficient quota to match these scopes");
    }

    /** As {@code break-glass.yaml} says: who may act as that user, and what that user may do, are granted one by one. */
    @Test
    void glassIsBrokenByWhoeverMayImpersonateTheUserAndAsFarAsTheUserMayGo() {
        var breaking = "kubectl create configmap glass --as=podward:break-glass";

        assertThat(alice.tries(breaking).stderr()).contains("User \"alice\" cannot impersonate");
        admin.does("kubectl create clusterrolebinding break-glass --clusterrole=podward-break-glass --user=alice");
        try {
            eventually(() -> assertThat(alice.tries(breaking).stderr())
                    .contains("User \"podward:break-glass\" cannot create resource \"configmaps\""));
            admin.does("kubectl -n shop create rolebinding break-glass --clusterrole=edit --user=podward:break-glass");
            eventually(() -> assertThat(alice.tries(breaking).stdout()).isEqualTo("configmap/glass created\n"));
            alice.does(WITH_A_REASON);
            assertThat(alice.tries("kubectl get pods --as=podward:break-glass --as-group=system:masters")
                            .stderr())
                    .contains("User \"alice\" cannot impersonate");
            assertThat(alice.tries("kubectl get pods --as=bob").stderr()).contains("User \"alice\" cannot impersonate");
        } finally {
            admin.does("kubectl delete clusterrolebinding break-glass");
            admin.does("kubectl -n shop delete rolebinding break-glass --ignore-not-found");
        }
    }
}
