package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Requester;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who the control plane is, read off its own audit log: neither the documentation nor our list is trusted for that. */
@OnControlPlane
final class IdentitiesIT {
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:kube-system:";

    private static final Set<String> WORKLOADS = Set.of(
            "pods",
            "replicationcontrollers",
            "deployments",
            "replicasets",
            "statefulsets",
            "daemonsets",
            "jobs",
            "cronjobs");

    private final ControlPlane plane;

    IdentitiesIT(ControlPlane plane) {
        this.plane = plane;
    }

    @Test
    void eachControllerHasAServiceAccountOfItsOwn() {
        livesThrough(plane, "identities");

        eventually(() -> assertThat(usersThatWrite(plane, "identities"))
                .isEqualTo(Set.of(
                        "admin",
                        SERVICE_ACCOUNT + "cronjob-controller",
                        SERVICE_ACCOUNT + "daemon-set-controller",
                        SERVICE_ACCOUNT + "deployment-controller",
                        SERVICE_ACCOUNT + "generic-garbage-collector",
                        SERVICE_ACCOUNT + "job-controller",
                        SERVICE_ACCOUNT + "namespace-controller",
                        SERVICE_ACCOUNT + "replicaset-controller",
                        SERVICE_ACCOUNT + "replication-controller",
                        SERVICE_ACCOUNT + "statefulset-controller",
                        SERVICE_ACCOUNT + "ttl-after-finished-controller",
                        "system:kube-scheduler",
                        "system:node:node-1",
                        "system:node:node-2")));
        assertOnlyPeopleAreNotTrusted(plane, "identities");
    }

    /** A namespace in which every controller has something to do, from its first day to its last. */
    static void livesThrough(ControlPlane plane, String namespace) {
        var admin = plane.admin();
        admin.does("kubectl create namespace " + namespace);
        List.of(
                        Workloads.deployment("deployment"),
                        Workloads.statefulSet("stateful-set"),
                        Workloads.daemonSet("daemon-set"),
                        Workloads.replicaSet("replica-set"),
                        Workloads.replicationController("replication-controller"),
                        Workloads.completingJob("job"),
                        Workloads.cronJob("cron-job"))
                .forEach(manifest ->
                        admin.does("kubectl -n %s create -f - <<'EOF'\n%s\nEOF".formatted(namespace, manifest)));
        Workloads.runNow(admin, namespace, "cron-job");
        admin.does(
                "kubectl -n %s rollout status --timeout=60s deployment/deployment daemonset/daemon-set statefulset/stateful-set"
                        .formatted(namespace));
        // Whoever removes the owner references of those that stay is a controller, too; and so is who removes a
        // finished Job.
        admin.does("kubectl -n %s delete replicaset replica-set --cascade=orphan --timeout=60s".formatted(namespace));
        admin.does("kubectl -n %s wait --for=delete --timeout=60s job/job".formatted(namespace));
        eventually(() -> assertThat(admin.reads(
                        "-n " + namespace + " replicationcontroller replication-controller", ".status.replicas"))
                .isEqualTo("1"));
        admin.does("kubectl delete namespace %s --timeout=60s".formatted(namespace));
    }

    /** The names of those who write workloads in a namespace. */
    static Set<String> usersThatWrite(ControlPlane plane, String namespace) {
        return writers(plane, namespace).stream().map(Requester::username).collect(toSet());
    }

    private static Set<Requester> writers(ControlPlane plane, String namespace) {
        return plane.auditLog().linesWith("\"namespace\":\"" + namespace + "\"").stream()
                .filter(event ->
                        event.path("objectRef").path("namespace").asText().equals(namespace))
                .filter(event -> WORKLOADS.contains(
                        event.path("objectRef").path("resource").asText()))
                .map(event -> requester(event.path("user")))
                .collect(toSet());
    }

    private static Requester requester(JsonNode user) {
        return new Requester(
                user.path("username").asText(),
                user.path("groups").valueStream().map(JsonNode::asText).toList(),
                user.path("extra").has(Requester.POD_NAME));
    }

    static void assertOnlyPeopleAreNotTrusted(ControlPlane plane, String namespace) {
        assertThat(writers(plane, namespace).stream()
                        .filter(writer -> !writer.trusted())
                        .map(Requester::username))
                .containsOnly("admin");
    }

    @Test
    void aTokenThatWasMountedIntoAPodIsNoControllers() {
        var admin = plane.admin();
        // In kube-system anyone who may create Pods there can have one run as a controller.
        admin.does("""
                kubectl -n kube-system create -f - <<'EOF'
                apiVersion: v1
                kind: Pod
                metadata:
                  name: intruder
                spec:
                  serviceAccountName: replicaset-controller
                  containers:
                    - name: shell
                      image: busybox:1.36
                EOF""");
        var intruder = withToken(
                "intruder",
                "--bound-object-kind=Pod --bound-object-name=intruder --bound-object-uid="
                        + admin.reads("-n kube-system pod intruder", ".metadata.uid"));

        intruder.does("kubectl -n shop run planted --image=registry.example.com/web:v1");

        assertThat(new Records(plane, SERVICE_ACCOUNT + "replicaset-controller", "planted").logged())
                .singleElement()
                .satisfies(line -> Json.assertContains(line, "{requester: 'program', rule: 'bare-pod'}"));
    }

    @Test
    void aTokenThatIsBoundToNoPodIsTheControllers() {
        var controller = withToken("controller", "");

        var created = controller.tries("kubectl -n shop run made-by-a-controller --image=registry.example.com/web:v1");

        assertThat(created).isEqualTo(new Outcome(created.command(), 0, "pod/made-by-a-controller created\n", ""));
    }

    /** Somebody with a token of the ReplicaSet controller's ServiceAccount. */
    private User withToken(String name, String binding) {
        plane.admin().does("""
                set -e
                kubectl config view --raw --minify >%1$s.kubeconfig
                token="$(kubectl -n kube-system create token replicaset-controller %2$s)"
                export KUBECONFIG="$PWD/%1$s.kubeconfig"
                kubectl config set-credentials %1$s --token="$token"
                kubectl config set-context --current --user=%1$s""".formatted(name, binding));
        return plane.user(name, plane.admin().file(name + ".kubeconfig"));
    }
}
