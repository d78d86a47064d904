package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each right that Podward has is needed: when it is taken away, it is missed. That there are no others: {@link InstallationIT}; those for
 * certificates: {@link CertificateRightsIT}.
 */
@OnControlPlane(policy = RightsIT.POLICY)
final class RightsIT {
    /** A namespace may still be stricter. */
    static final String POLICY = """
            mode: enforce
            rules: {bare-pod: warn}""";

    private static final String LABELLED =
            "kubectl -n shop run rights --image=web --labels=app=rights --dry-run=server";

    private static final String OWNED_BY_A_POD = """
            kubectl -n shop create --dry-run=server -f - <<EOF
            apiVersion: v1
            kind: Pod
            metadata:
              name: rights
              ownerReferences:
                - {apiVersion: v1, kind: Pod, name: executor, uid: 00000000-0000-4000-8000-000000000000, controller: true}
            spec:
              containers: [{name: web, image: web}]
            EOF""";

    private final ControlPlane plane;
    private final User admin;
    private final Roles roles;

    RightsIT(ControlPlane plane) {
        this.plane = plane;
        this.admin = plane.admin();
        this.roles = new Roles(admin);
    }

    @BeforeAll
    static void ownersOfAllKinds(ControlPlane plane) {
        var alice = plane.alice();
        alice.creates(Workloads.deployment("rights-web"));
        alice.creates(Workloads.statefulSet("rights-db"));
        alice.creates(Workloads.daemonSet("rights-agent"));
        alice.creates(Workloads.replicationController("rights-old"));
        alice.creates(Workloads.cronJob("rights-report"));
        var job = Workloads.runNow(plane.admin(), "shop", "rights-report");
        Stream.of(
                        "deployment/rights-web",
                        "statefulset/rights-db",
                        "daemonset/rights-agent",
                        "rc/rights-old",
                        "job/" + job)
                .forEach(alice::runningPodOf);
    }

    /** The answer is as good as what could be read. */
    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void aLookUpIsIncompleteWithout(String role, String right, String request) {
        eventually(() -> assertThat(incompleteAfter(request)).isZero());

        var rules = roles.takesAway("clusterrole/" + role, right);
        try {
            eventually(() -> assertThat(incompleteAfter(request)).isPositive());
        } finally {
            roles.sets("clusterrole/" + role, rules);
        }
        eventually(() -> assertThat(incompleteAfter(request)).isZero());
    }

    static Stream<Arguments> aLookUpIsIncompleteWithout() {
        return Stream.of(
                right("podward-owners-builtin", "get replicasets", setImage("rights-web")),
                right("podward-owners-builtin", "get deployments", setImage("rights-web")),
                right("podward-owners-builtin", "get statefulsets", setImage("rights-db")),
                right("podward-owners-builtin", "get daemonsets", setImage("rights-agent")),
                right("podward-owners-builtin", "get replicationcontrollers", setImage("rights-old")),
                right("podward-owners-builtin", "get jobs", setImage("rights-report")),
                right("podward-owners-builtin", "get cronjobs", setImage("rights-report")),
                right("podward-owners-builtin", "get pods", OWNED_BY_A_POD),
                right("podward-lookups", "get namespaces", LABELLED),
                right("podward-lookups", "list replicasets", LABELLED),
                right("podward-lookups", "list daemonsets", LABELLED),
                right("podward-lookups", "list replicationcontrollers", LABELLED),
                right(
                        "podward-lookups",
                        "list pods",
                        "kubectl label namespace shop podward.io/bare-pod=deny --dry-run=server"));
    }

    private static Arguments right(String role, String right, String request) {
        return argumentSet(right, role, right, request);
    }

    private static String setImage(String app) {
        return "kubectl -n shop set image $(kubectl -n shop get pods -o name -l app=%s | head -n 1) blog=web:v7 --dry-run=server"
                .formatted(app);
    }

    private int incompleteAfter(String request) {
        var before = incomplete();
        admin.tries(request);
        return incomplete() - before;
    }

    private int incomplete() {
        return plane.podwardMetrics().sum("podward_lookups_seconds_count", Map.of("outcome", "incomplete"));
    }

    @Test
    void anAutoscalerIsNotNamedWithoutTheRightToListThem() {
        var scale = "kubectl -n shop scale --replicas=5 --dry-run=server"
                + " $(kubectl -n shop get replicaset -l app=rights-web -o name)";
        admin.does("kubectl -n shop autoscale deployment rights-web --name=rights-autoscaler --max=9");
        eventually(() -> assertThat(admin.tries(scale).stderr()).contains("rights-autoscaler"));

        var rules = roles.takesAway("clusterrole/podward-lookups", "list horizontalpodautoscalers");
        try {
            eventually(() ->
                    assertThat(admin.tries(scale).stderr()).contains("denied").doesNotContain("rights-autoscaler"));
        } finally {
            roles.sets("clusterrole/podward-lookups", rules);
        }
    }
}
