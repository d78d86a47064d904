package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever changes a Pod that has an owner is told the command for the owner, and the command does it. */
@OnControlPlane
final class PodEditIT {
    private static final String IMAGE_V2 = "{containers: [{name: 'blog', image: 'registry.example.com/blog-api:v2'}]}";

    private final User alice;
    private final User admin;

    PodEditIT(ControlPlane plane) {
        this.alice = plane.alice();
        this.admin = plane.admin();
    }

    /** The ClusterRole {@code edit} leaves resizing out. */
    @BeforeAll
    static void aliceMayResizePods(ControlPlane plane) {
        plane.admin().does("""
                kubectl apply -f - <<'EOF'
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata:
                  name: resize
                  namespace: shop
                rules:
                  - apiGroups: [""]
                    resources: [pods/resize]
                    verbs: [get, patch, update]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata:
                  name: alice-resizes
                  namespace: shop
                roleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: Role
                  name: resize
                subjects:
                  - apiGroup: rbac.authorization.k8s.io
                    kind: User
                    name: alice
                EOF""");
    }

    /** Pods that ask for a ServiceAccount that is not there cannot be created. */
    @BeforeAll
    static void aliceHasAServiceAccount(ControlPlane plane) {
        plane.alice().does("kubectl create serviceaccount builder");
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void isDeniedAndThePastedCommandChangesTheDeployment(
            String name, String script, String podSpec, GoldenFile golden) {
        alice.creates(Workloads.deployment(name));
        var pod = alice.runningPodOf("deployment/" + name);

        var denied = alice.tries(script.replace("POD", pod));

        golden.matches(denied);
        assertThat(denied.exitCode()).isNotZero();
        alice.does(denied.suggestion());
        alice.does("kubectl rollout status --timeout=60s deployment/" + name);
        podsCarry("deployment/" + name, 2, podSpec);
    }

    static Stream<Arguments> isDeniedAndThePastedCommandChangesTheDeployment() {
        return Stream.of(
                argumentSet(
                        "set image",
                        "set-image",
                        "kubectl set image pod/POD blog=registry.example.com/blog-api:v2",
                        IMAGE_V2),
                argumentSet(
                        "set image of two containers",
                        "set-images",
                        "kubectl set image pod/POD blog=registry.example.com/blog-api:v2 proxy=registry.example.com/proxy:v2",
                        "{containers: [{name: 'blog', image: 'registry.example.com/blog-api:v2'},"
                                + " {name: 'proxy', image: 'registry.example.com/proxy:v2'}]}"),
                argumentSet(
                        "set image in a dry run",
                        "dry-run",
                        "kubectl set image pod/POD --dry-run=server blog=registry.example.com/blog-api:v2",
                        IMAGE_V2),
                argumentSet("patch", "patch", """
                        kubectl patch pod POD -p '{"spec": {"containers": [
                          {"name": "blog", "image": "registry.example.com/blog-api:v2"}]}}'""", IMAGE_V2),
                argumentSet(
                        "edit",
                        "edit",
                        "KUBE_EDITOR='sed -i s/blog-api:v1/blog-api:v2/' kubectl edit pod POD",
                        IMAGE_V2),
                argumentSet(
                        "replace",
                        "replace",
                        "kubectl get pod POD -o yaml | sed s/blog-api:v1/blog-api:v2/ | kubectl replace -f -",
                        IMAGE_V2),
                argumentSet("apply, server-side", "server-side", """
                        kubectl apply --server-side --force-conflicts -f - <<'EOF'
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: POD
                        spec:
                          containers:
                            - name: blog
                              image: registry.example.com/blog-api:v2
                        EOF""", IMAGE_V2),
                argumentSet("set env", "set-env", """
                        kubectl set env pod/POD -c blog COLOR=blue GREETING='it'\\''s "me", $HOME & `id`' LEVEL-""", """
                        {containers: [{name: 'blog', env: [
                          {name: 'COLOR', value: 'blue'}, {name: 'GREETING', value: "it's \\"me\\", $HOME & `id`"}]}]}"""),
                argumentSet("env of several lines", "long-env", """
                        kubectl patch pod POD -p '{"spec": {"containers": [
                          {"name": "blog", "env": [{"name": "COLOR", "value": "it'\\''s sky\\nblue ☂"}]}]}}'""", """
                        {containers: [{name: 'blog', env: [
                          {name: 'LEVEL', value: 'info'}, {name: 'COLOR', value: "it's sky\\nblue ☂"}]}]}"""),
                argumentSet("env from elsewhere", "env-from", """
                        kubectl patch pod POD -p '{"spec": {"containers": [{"name": "blog", "env": [
                          {"name": "COLOR", "value": null, "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}]}]}}'""", """
                        {containers: [{name: 'blog', env: [{name: 'LEVEL', value: 'info'},
                          {name: 'COLOR', value: null, valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}}]}]}"""),
                argumentSet(
                        "set image of an init container",
                        "init-image",
                        "kubectl set image pod/POD schema=registry.example.com/schema:v2",
                        "{initContainers: [{name: 'schema', image: 'registry.example.com/schema:v2'}]}"),
                argumentSet("resize", "resize", """
                        kubectl patch pod POD --subresource=resize -p '{"spec": {"containers": [
                          {"name": "blog", "resources": {"requests": {"cpu": "200m"}, "limits": {"cpu": "2"}}}]}}'""", """
                        {containers: [{name: 'blog', resources:
                          {requests: {cpu: '200m', memory: '64Mi'}, limits: {cpu: '2', memory: '128Mi'}}}]}"""),
                argumentSet(
                        "set resources",
                        "set-resources",
                        "kubectl set resources pod/POD -c blog --limits=memory=512Mi",
                        """
                        {containers: [{name: 'blog', resources:
                          {requests: {cpu: '100m', memory: '64Mi'}, limits: {cpu: '1', memory: '512Mi'}}}]}"""),
                argumentSet("toleration", "toleration", """
                        kubectl patch pod POD --type=json -p '[{"op": "add", "path": "/spec/tolerations/-",
                          "value": {"key": "dedicated", "operator": "Equal", "value": "shop", "effect": "NoSchedule"}}]'""", """
                        {tolerations: [{key: 'dedicated', operator: 'Equal', value: 'shop', effect: 'NoSchedule'}]}"""),
                argumentSet("command", "command", """
                        kubectl patch pod POD -p '{"spec": {"containers": [
                          {"name": "blog", "command": ["blog", "--listen", ":8080"]}]}}'""", """
                        {containers: [{name: 'blog', command: ['blog', '--listen', ':8080']}]}"""),
                argumentSet("image and command at once", "several", """
                        kubectl patch pod POD -p '{"spec": {"containers": [
                          {"name": "blog", "image": "registry.example.com/blog-api:v2", "command": ["blog"]}]}}'""", """
                        {containers: [{name: 'blog', image: 'registry.example.com/blog-api:v2', command: ['blog']}]}"""),
                argumentSet(
                        "set serviceaccount",
                        "set-serviceaccount",
                        "kubectl set serviceaccount pod/POD builder",
                        "{serviceAccountName: 'builder'}"),
                argumentSet("another volume", "volume", """
                        kubectl patch pod POD -p '{"spec": {"volumes": [{"name": "data", "emptyDir": {}}],
                          "containers": [{"name": "blog", "volumeMounts": [{"name": "data", "mountPath": "/data"}]}]}}'""", """
                        {containers: [{name: 'blog', volumeMounts: [
                            {name: 'cache', mountPath: '/cache'}, {name: 'data', mountPath: '/data'}]}],
                          volumes: [{name: 'cache', emptyDir: {}}, {name: 'data', emptyDir: {}}]}"""),
                argumentSet("a volume of another type", "volume-type", """
                        kubectl patch pod POD -p '{"spec": {"volumes": [
                          {"name": "cache", "emptyDir": null, "configMap": {"name": "cache", "optional": true}}]}}'""", """
                        {volumes: [{name: 'cache', emptyDir: null, configMap: {name: 'cache', optional: true}}]}"""),
                argumentSet("a probe of another type", "probe", """
                        kubectl patch pod POD -p '{"spec": {"containers": [{"name": "blog", "readinessProbe":
                          {"httpGet": null, "exec": {"command": ["blog", "--ready"]}, "periodSeconds": 7}}]}}'""", """
                        {containers: [{name: 'blog', readinessProbe:
                          {httpGet: null, exec: {command: ['blog', '--ready']}, periodSeconds: 7}}]}"""),
                argumentSet("ports of both protocols", "ports", """
                        kubectl patch pod POD --type=json -p '[
                          {"op": "replace", "path": "/spec/containers/0/ports", "value": [
                            {"name": "http", "containerPort": 8080, "protocol": "TCP"},
                            {"name": "dns", "containerPort": 53, "protocol": "UDP"},
                            {"name": "dns-tcp", "containerPort": 53, "protocol": "TCP"}]},
                          {"op": "remove", "path": "/spec/containers/0/readinessProbe"}]'""", """
                        {containers: [{name: 'blog', ports: [{name: 'http', containerPort: 8080, protocol: 'TCP'},
                          {name: 'dns', containerPort: 53, protocol: 'UDP'},
                          {name: 'dns-tcp', containerPort: 53, protocol: 'TCP'}]}]}"""),
                argumentSet("a limit that is taken away", "no-limit", """
                        kubectl patch pod POD -p '{"spec": {"containers": [
                          {"name": "blog", "resources": {"limits": {"cpu": null}}}]}}'""", """
                        {containers: [{name: 'blog', resources: {limits: {cpu: null, memory: '128Mi'}}}]}"""),
                argumentSet("a container that is added", "sidecar", """
                        kubectl patch pod POD -p '{"spec": {"containers": [
                          {"name": "cache", "image": "registry.example.com/cache:v1"}]}}'""", """
                        {containers: [{name: 'cache', image: 'registry.example.com/cache:v1'}]}"""),
                argumentSet("where it may run", "affinity", """
                        kubectl patch pod POD -p '{"spec": {"nodeSelector": {"kubernetes.io/hostname": "node-2"},
                          "topologySpreadConstraints": [{"maxSkew": 3, "topologyKey": "kubernetes.io/hostname",
                            "whenUnsatisfiable": "ScheduleAnyway"}]}}'""", """
                        {nodeSelector: {'kubernetes.io/hostname': 'node-2'},
                          topologySpreadConstraints: [{maxSkew: 3, topologyKey: 'kubernetes.io/hostname',
                            whenUnsatisfiable: 'ScheduleAnyway'}]}"""));
    }

    @Test
    void applyOfAnEditedExport(GoldenFile golden) {
        alice.creates(Workloads.deployment("export"));
        var pod = alice.runningPodOf("deployment/export");

        var denied = alice.tries(
                "kubectl get pod %s -o yaml | sed s/blog-api:v1/blog-api:v2/ | kubectl apply -f -".formatted(pod));

        // In between, kubectl prints the whole patch.
        golden.matches(denied.stderr().replaceAll("(?s)(error when applying patch:\n).*(\nfor: )", "$1…$2"));
        alice.does(denied.suggestion());
        podsCarry("deployment/export", 2, IMAGE_V2);
    }

    @Test
    void ofAStatefulSet(GoldenFile golden) {
        alice.creates(Workloads.statefulSet("orders-db"));

        pastesWhatIsSuggestedFor("statefulset/orders-db", golden);

        podsCarry("statefulset/orders-db", 1, IMAGE_V2);
    }

    @Test
    void ofADaemonSet(GoldenFile golden) {
        alice.creates(Workloads.daemonSet("log-shipper"));

        pastesWhatIsSuggestedFor("daemonset/log-shipper", golden);

        podsCarry("daemonset/log-shipper", 2, IMAGE_V2);
    }

    @Test
    void ofAReplicaSetThatNothingOwns(GoldenFile golden) {
        alice.creates(Workloads.replicaSet("legacy-cache"));

        pastesWhatIsSuggestedFor("replicaset/legacy-cache", golden);

        alice.does("kubectl delete pods -l app=legacy-cache");
        podsCarry("replicaset/legacy-cache", 2, IMAGE_V2);
    }

    @Test
    void ofAReplicationController(GoldenFile golden) {
        alice.creates(Workloads.replicationController("old-frontend"));

        pastesWhatIsSuggestedFor("replicationcontroller/old-frontend", golden);

        alice.does("kubectl delete pods -l app=old-frontend");
        podsCarry("replicationcontroller/old-frontend", 1, IMAGE_V2);
    }

    @Test
    void ofAJob(GoldenFile golden) {
        alice.creates(Workloads.job("import-books"));

        pastesWhatIsSuggestedFor("job/import-books", golden);

        podsCarry("job/import-books", 1, IMAGE_V2);
        assertThat(alice.reads("job import-books", ".spec.backoffLimit")).isEqualTo("2");
    }

    @Test
    void ofACronJob(GoldenFile golden) {
        alice.creates(Workloads.cronJob("nightly-report"));
        alice.does("kubectl create job nightly-report-now --from=cronjob/nightly-report");

        var denied = pastesWhatIsSuggestedFor("job/nightly-report-now", golden);

        // That is for the Jobs to come; the way to have one at once is suggested, too.
        var created = alice.does(Suggestion.in(Suggestion.after(denied.stderr())));
        assertThat(created).matches("job\\.batch/nightly-report-\\d+ created\n");
        podsCarry("job/" + created.replaceAll("job\\.batch/| created\n", ""), 1, IMAGE_V2);
    }

    @Test
    void ofTheTimeThatAJobMayTake(GoldenFile golden) {
        alice.creates(Workloads.job("long-import"));
        var pod = alice.runningPodOf("job/long-import");

        var denied =
                alice.tries("kubectl patch pod %s -p '{\"spec\": {\"activeDeadlineSeconds\": 600}}'".formatted(pod));

        golden.matches(denied);
        alice.does(denied.suggestion());
        assertThat(alice.reads("job long-import", ".spec.activeDeadlineSeconds"))
                .isEqualTo("600");
    }

    @Test
    void ofADeploymentWhoseRollOutsArePaused(GoldenFile golden) {
        alice.creates(Workloads.deployment("paused"));
        alice.runningPodOf("deployment/paused");
        alice.does("kubectl rollout pause deployment/paused");

        var denied = pastesWhatIsSuggestedFor("deployment/paused", golden);

        alice.does(Suggestion.in(Suggestion.after(denied.stderr())));
        podsCarry("deployment/paused", 2, IMAGE_V2);
    }

    @Test
    void ofAPodThatIsTheOnlyOneToDiffer(GoldenFile golden) {
        alice.creates(Workloads.deployment("drifted"));
        var pod = alice.runningPodOf("deployment/drifted");
        // As somebody may have done before Podward came.
        admin.does("kubectl -n shop patch pod %s --as=system:serviceaccount:kube-system:statefulset-controller -p '%s'"
                .formatted(pod, "{\"spec\": {\"containers\": [{\"name\": \"blog\", \"image\": \"by-hand\"}]}}"));

        var denied = alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v1".formatted(pod));

        golden.matches(denied);
        alice.does(denied.suggestion());
        podsCarry("deployment/drifted", 2, "{containers: [{name: 'blog', image: 'registry.example.com/blog-api:v1'}]}");
    }

    @Test
    void ofADeploymentThatSaysSoAlready(GoldenFile golden) {
        alice.creates(Workloads.deployment("changed"));
        alice.runningPodOf("deployment/changed");
        alice.does("kubectl rollout pause deployment/changed");
        alice.does("kubectl set image deployment/changed blog=registry.example.com/blog-api:v2");

        pastesWhatIsSuggestedFor("deployment/changed", golden);

        podsCarry("deployment/changed", 2, IMAGE_V2);
    }

    @Test
    void ofAContainerThatTheTemplateDoesNotHave(GoldenFile golden) {
        alice.creates(Workloads.deployment("injected"));
        var pod = alice.runningPodOf("deployment/injected");
        alice.does("kubectl rollout pause deployment/injected");
        alice.does("""
                kubectl patch deployment injected --type=json \
                    -p '[{"op": "remove", "path": "/spec/template/spec/containers/1"}]'""");

        golden.matches(alice.tries("kubectl set image pod/%s proxy=registry.example.com/proxy:v2".formatted(pod)));
    }

    private Outcome pastesWhatIsSuggestedFor(String workload, GoldenFile golden) {
        var pod = alice.runningPodOf(workload);
        var denied = alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));
        golden.matches(denied);
        alice.does(denied.suggestion());
        return denied;
    }

    private void podsCarry(String workload, int count, String podSpec) {
        eventually(() -> assertThat(alice.podsOf(workload))
                .hasSize(count)
                .allSatisfy(pod -> Json.assertContains(pod.path("spec"), podSpec)));
    }
}
