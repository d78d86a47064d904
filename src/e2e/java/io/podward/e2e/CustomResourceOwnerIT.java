package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Owners of kinds that Podward has never heard of. */
@OnControlPlane
final class CustomResourceOwnerIT {
    private static final String PODWARD = "system:serviceaccount:podward-system:podward";

    private final User alice;
    private final User operator;

    CustomResourceOwnerIT(ControlPlane plane) {
        this.alice = plane.alice();
        this.operator = plane.program("databases/operator");
    }

    /** Two kinds that developers may edit. Of one Podward was told, in the way that deploy/base/rbac.yaml describes. */
    @BeforeAll
    static void thereAreDatabasesAndBrokers(ControlPlane plane) {
        var admin = plane.admin();
        CustomResources.define(admin, "example.com/v1 Database", "example.com/v1 Broker");
        admin.creates("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata:
                  name: edit-example-com
                  labels:
                    rbac.authorization.k8s.io/aggregate-to-edit: "true"
                rules:
                  - apiGroups: [example.com]
                    resources: [databases, brokers]
                    verbs: ["*"]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata:
                  name: podward-owners-databases
                  labels:
                    podward.io/aggregate-to-owners: "true"
                rules:
                  - apiGroups: [example.com]
                    resources: [databases]
                    verbs: [get]""");
        eventually(() -> {
            plane.alice().does("kubectl auth can-i update brokers.example.com");
            admin.does("kubectl auth can-i get databases.example.com --as=" + PODWARD);
        });
    }

    /** What Podward may read is as it ships for all other tests. */
    @AfterAll
    static void asBefore(ControlPlane plane) {
        var admin = plane.admin();
        admin.does("kubectl delete clusterrole edit-example-com podward-owners-databases");
        admin.does("kubectl delete crd databases.example.com brokers.example.com");
        eventually(() -> assertThat(admin.tries("kubectl auth can-i get databases.example.com --as=" + PODWARD)
                        .stdout())
                .isEqualTo("no\n"));
    }

    @Test
    void isNamedWithTheCommandToEditIt(GoldenFile golden) {
        var pod = podOf("Database", "invoices");

        var denied = alice.tries("kubectl set image pod/%s db=registry.example.com/db:v2".formatted(pod));

        golden.matches(denied);
        alice.does("export KUBE_EDITOR='sed -i s/db:v1/db:v2/'\n" + denied.suggestion());
        assertThat(alice.reads("database invoices", ".spec.image")).isEqualTo("registry.example.com/db:v2");
    }

    @Test
    void isOnlyNamedWherePodwardMayNotReadIt(GoldenFile golden) {
        var pod = podOf("Broker", "events");

        golden.matches(alice.tries("kubectl set image pod/%s db=registry.example.com/db:v2".formatted(pod)));

        assertThat(alice.reads("pod " + pod, ".spec.containers[0].image")).isEqualTo("registry.example.com/db:v1");
    }

    /** A custom resource with a Pod, as its operator would create it. */
    private String podOf(String kind, String name) {
        alice.creates("""
                apiVersion: example.com/v1
                kind: %s
                metadata:
                  name: %s
                spec:
                  image: registry.example.com/db:v1""".formatted(kind, name));
        var uid = alice.reads(kind + " " + name, ".metadata.uid");
        operator.creates("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s-primary
                  ownerReferences:
                    - apiVersion: example.com/v1
                      kind: %s
                      name: %s
                      uid: %s
                      controller: true
                spec:
                  containers:
                    - name: db
                      image: registry.example.com/db:v1""".formatted(name, kind, name, uid));
        return name + "-primary";
    }
}
