package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes a controller reference, mostly by habit, is told how to do it right, and that works. */
@OnControlPlane(policy = AllRules.POLICY)
final class ForgedByPeopleIT {
    /** What a Pod must not have to be created again. */
    private static final String EXPORT =
            "kubectl get pod POD -o yaml | sed -e '/^  resourceVersion:/d' -e '/^  uid:/d'";

    private final User alice;
    private final User admin;

    ForgedByPeopleIT(ControlPlane plane) {
        this.alice = plane.alice();
        this.admin = plane.admin();
    }

    @Test
    void anEditedExportIsCreated(GoldenFile golden) {
        alice.creates(Workloads.deployment("exported-to-edit"));
        var replicas = new Replicas(alice, "deployment/exported-to-edit");
        var pod = replicas.running(2).iterator().next();

        var denied = alice.tries(
                (EXPORT + " -e s/blog-api:v1/blog-api:v2/ -e 's/^  name: POD/&-copy/' | kubectl create -f -")
                        .replace("POD", pod));

        golden.matches(denied);
        alice.does(denied.suggestion());
        replicas.allHave(2, Replicas.IMAGE_V2);
    }

    @Test
    void anExportIsCreatedUnderAnotherName(GoldenFile golden) {
        alice.creates(Workloads.deployment("exported-to-copy"));
        var replicas = new Replicas(alice, "deployment/exported-to-copy");
        var pods = replicas.running(2);

        var denied = alice.tries((EXPORT + " -e 's/^  name: POD/&-copy/' | kubectl create -f -")
                .replace("POD", pods.iterator().next()));

        golden.matches(denied);
        assertThat(replicas.running(2)).isEqualTo(pods);
        alice.does("export KUBE_EDITOR='sed -i s/blog-api:v1/blog-api:v2/'\n" + denied.suggestion());
        replicas.allHave(2, Replicas.IMAGE_V2);
    }

    /** By then the Pod is gone, and its ReplicaSet makes another. */
    @Test
    void aPodIsReplacedByForce(GoldenFile golden) {
        alice.creates(Workloads.deployment("replaced-by-force"));
        var replicas = new Replicas(alice, "deployment/replaced-by-force");
        var pod = replicas.running(2).iterator().next();

        var denied =
                alice.tries("kubectl get pod %s -o yaml | sed s/blog-api:v1/blog-api:v2/ | kubectl replace --force -f -"
                        .formatted(pod));

        golden.matches(denied.stderr());
        // Of the deletion there is a warning, too.
        alice.does(Suggestion.in(Suggestion.after(denied.stderr())));
        replicas.allHave(2, Replicas.IMAGE_V2);
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void isDeniedAndThePastedCommandRunsThePod(String name, String owner, String setUp, GoldenFile golden) {
        alice.does(setUp);

        var denied = alice.tries(forged(name, owner));

        golden.matches(denied.stderr());
        assertThat(denied.exitCode()).isNotZero();
        alice.does(denied.suggestion());
        new Replicas(alice, "deployment/" + name)
                .allHave(1, "{spec: {containers: [{image: 'registry.example.com/blog-api:v1'}]}}");
    }

    static Stream<Arguments> isDeniedAndThePastedCommandRunsThePod() {
        return Stream.of(
                argumentSet(
                        "a ConfigMap",
                        "of-a-configmap",
                        "kind: ConfigMap, name: settings, uid: $(kubectl get configmap settings -o jsonpath='{.metadata.uid}')",
                        "kubectl create configmap settings"),
                argumentSet(
                        "a ServiceAccount",
                        "of-a-serviceaccount",
                        "kind: ServiceAccount, name: default, uid: $(kubectl get serviceaccount default -o jsonpath='{.metadata.uid}')",
                        "true"),
                argumentSet(
                        "a Deployment",
                        "of-a-deployment",
                        "kind: Deployment, name: forged-at, uid: $(kubectl get deployment forged-at -o jsonpath='{.metadata.uid}')",
                        "kubectl create deployment forged-at --image=registry.example.com/web:v1"),
                argumentSet(
                        "a CronJob",
                        "of-a-cronjob",
                        "kind: CronJob, name: forged-at, uid: $(kubectl get cronjob forged-at -o jsonpath='{.metadata.uid}')",
                        "kubectl create cronjob forged-at --image=registry.example.com/web:v1 --schedule='0 0 1 1 *'"),
                argumentSet(
                        "a Node",
                        "of-a-node",
                        "kind: Node, name: node-1, uid: 7d7e1b3c-0000-4000-8000-000000000000",
                        "true"),
                argumentSet(
                        "a ReplicaSet that is not there",
                        "of-a-missing-replicaset",
                        "kind: ReplicaSet, name: missing, uid: 7d7e1b3c-0000-4000-8000-000000000000",
                        "true"),
                argumentSet(
                        "a ReplicaSet that was replaced",
                        "of-another-replicaset",
                        "kind: ReplicaSet, name: forged-at, uid: 7d7e1b3c-0000-4000-8000-000000000000",
                        "kubectl create -f - <<'EOF'\n" + Workloads.replicaSet("forged-at") + "\nEOF"));
    }

    @Test
    void aKindThatNobodyKnows(GoldenFile golden) {
        golden.matches(
                alice.tries(forged("of-a-thing", "kind: Thing, name: some, uid: 7d7e1b3c-0000-4000-8000-000000000000"))
                        .stderr());
    }

    private static String forged(String name, String owner) {
        var apiVersion = switch (owner.substring("kind: ".length(), owner.indexOf(','))) {
            case "Deployment", "ReplicaSet" -> "apps/v1";
            case "CronJob" -> "batch/v1";
            case "Thing" -> "example.org/v1";
            default -> "v1";
        };
        return """
                kubectl create -f - <<EOF
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %1$s
                  ownerReferences:
                    - {apiVersion: %2$s, controller: true, %3$s}
                spec:
                  containers:
                    - name: %1$s
                      image: registry.example.com/blog-api:v1
                EOF""".formatted(name, apiVersion, owner);
    }

    @ParameterizedTest(name = "a {0} claims a Pod that runs")
    @ValueSource(strings = {"configmap", "replicaset"})
    void isAddedToAPodThatRuns(String kind, GoldenFile golden) {
        var pod = "claimed-by-a-" + kind;
        if (kind.equals("configmap")) {
            alice.does("kubectl create configmap claiming");
        } else {
            alice.creates(Workloads.replicaSet("claiming"));
        }
        // As if it had been there before Podward came.
        admin.does("kubectl -n shop run %s --image=web --as=system:serviceaccount:kube-system:replicaset-controller"
                .formatted(pod));

        var denied = alice.tries("""
                kubectl patch pod %1$s -p '{"metadata": {"ownerReferences": [{"apiVersion": "%3$s", "kind": "%4$s",
                  "name": "claiming", "uid": "'$(kubectl get %2$s claiming -o jsonpath='{.metadata.uid}')'", "controller": true}]}}'""".formatted(
                        pod,
                        kind,
                        kind.equals("configmap") ? "v1" : "apps/v1",
                        kind.equals("configmap") ? "ConfigMap" : "ReplicaSet"));

        golden.matches(denied.stderr());
        assertThat(denied.exitCode()).isNotZero();
        assertThat(alice.reads("pod " + pod, ".metadata.ownerReferences")).isEmpty();
    }
}
