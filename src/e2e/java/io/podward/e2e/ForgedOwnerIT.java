package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What programs may write for a controller, where the platform team has decided that it must be true. People write none at all, which
 * is another test's business.
 */
@OnControlPlane(policy = """
        mode: enforce
        programs: {forged-owner: deny}""")
final class ForgedOwnerIT {
    private static final String ACCOUNT = "ledgers/operator";
    private static final String READABLE = "example.org/v1 Ledger";
    private static final String UNREADABLE = "example.org/v1 Vault";
    private static final String NO_UID = "00000000-0000-4000-8000-000000000000";

    private final User operator;

    ForgedOwnerIT(ControlPlane plane) {
        this.operator = plane.program(ACCOUNT);
    }

    /** One object of each sort by the name of "books". */
    @BeforeAll
    static void owners(ControlPlane plane) {
        var admin = plane.admin();
        CustomResources.define(admin, READABLE, UNREADABLE);
        admin.creates("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata:
                  name: podward-owners-ledgers
                  labels:
                    podward.io/aggregate-to-owners: "true"
                rules:
                  - apiGroups: [example.org]
                    resources: [ledgers]
                    verbs: [get]""");
        var operator = plane.program(ACCOUNT);
        CustomResources.create(operator, READABLE, "books");
        CustomResources.create(operator, UNREADABLE, "books");
        operator.creates(Workloads.pod("books", "labels: {app: books-pod}"));
        operator.creates(Workloads.deployment("books"));
        operator.creates(Workloads.statefulSet("books").replace("app: books", "app: books-set"));
        operator.does("""
                kubectl create configmap books
                kubectl create service clusterip books --tcp=80
                kubectl create serviceaccount books""");
        eventually(() -> admin.does(
                "kubectl auth can-i get ledgers.example.org --as=system:serviceaccount:podward-system:podward"));
        // Podward may remember for a moment that there was no such kind.
        eventually(() -> assertDenied(operator.tries("kubectl create --dry-run=server -f - <<'EOF'\n"
                + Workloads.pod(
                        "owned-by-nobody", CustomResources.controller("example.org/v1", "Ledger", "none", NO_UID))
                + "\nEOF")));
    }

    /** What Podward may read is as it ships for all other tests. */
    @AfterAll
    static void asBefore(ControlPlane plane) {
        plane.admin().does("kubectl delete clusterrole podward-owners-ledgers");
    }

    private Outcome creates(String pod, String apiVersion, String kind, String name, String uid) {
        return operator.tries("kubectl create -f - <<'EOF'\n"
                + Workloads.pod(pod, CustomResources.controller(apiVersion, kind, name, uid)) + "\nEOF");
    }

    @ParameterizedTest
    @CsvSource({"v1, ConfigMap", "v1, Service", "v1, ServiceAccount", "apps/v1, Deployment"})
    void anOwnerThatIsThereButControlsNoPods(String apiVersion, String kind) {
        assertDenied(creates("owned-by-" + kind.toLowerCase(Locale.ROOT), apiVersion, kind, "books", uid(kind)));
    }

    @ParameterizedTest
    @CsvSource({"apps/v1, ReplicaSet", "apps/v1, StatefulSet", "batch/v1, Job", "v1, Pod", "example.org/v1, Ledger"})
    void anOwnerThatIsNotThere(String apiVersion, String kind) {
        assertDenied(creates("owned-by-nobody", apiVersion, kind, "no-such-books", NO_UID));
    }

    @ParameterizedTest
    @CsvSource({"apps/v1, StatefulSet", "v1, Pod", "example.org/v1, Ledger"})
    void anOwnerOfThatNameWithAnotherUid(String apiVersion, String kind) {
        assertDenied(creates("owned-by-another", apiVersion, kind, "books", NO_UID));
    }

    @Test
    void anOwnerThatIsAddedLater() {
        operator.creates(Workloads.pod("owned-later", "labels: {app: owned-later}"));

        assertDenied(operator.tries(
                "kubectl patch pod owned-later --type=merge -p '{\"metadata\": {\"ownerReferences\": [%s]}}'"
                        .formatted("""
                        {"apiVersion": "v1", "kind": "ConfigMap", "name": "books", "uid": "%s", "controller": true}""".formatted(uid("ConfigMap")))));
    }

    private static void assertDenied(Outcome outcome) {
        assertThat(outcome.stderr()).contains("admission webhook \"pods.podward.io\" denied the request");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"apps/v1, StatefulSet", "v1, Pod", "example.org/v1, Ledger"})
    void butTheTrueOwner(String apiVersion, String kind) {
        assertPasses(creates("truly-owned-by-" + kind.toLowerCase(Locale.ROOT), apiVersion, kind, "books", uid(kind)));
    }

    @Test
    void andOneThatPodwardMayNotRead() {
        assertPasses(creates("owned-by-a-vault", "example.org/v1", "Vault", "books", uid("Vault.example.org")));
        assertPasses(creates("owned-by-no-vault", "example.org/v1", "Vault", "no-such-books", NO_UID));
    }

    @Test
    void andOneOfAKindThatTheClusterDoesNotServe() {
        assertPasses(creates("owned-by-a-stranger", "example.net/v1", "Stranger", "books", NO_UID));
    }

    private String uid(String kind) {
        return operator.reads(kind + " books", ".metadata.uid");
    }

    private static void assertPasses(Outcome outcome) {
        assertThat(outcome.stderr()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }
}
