package io.podward.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.PodManifest;
import io.podward.manifest.Trees;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BarePodRemedyTest {
    @ParameterizedTest
    @MethodSource
    void takesTheShortCommandWhereItSaysAll(String metadata, String spec, String command) {
        assertThat(remedy(metadata, spec).command().orElseThrow().block()).isEqualTo("  " + command);
    }

    static Stream<Arguments> takesTheShortCommandWhereItSaysAll() {
        return Stream.of(
                argumentSet(
                        "kubectl run",
                        "name: 'web', labels: {run: 'web'}",
                        "containers: [{name: 'web', image: 'nginx:1'}]",
                        "kubectl -n shop create deployment web --image=nginx:1"),
                argumentSet(
                        "kubectl run --port --command",
                        "name: 'web', labels: {run: 'web'}",
                        "containers: [{name: 'web', image: 'nginx:1', command: ['sh', '-c', 'echo $HOME'],"
                                + " ports: [{containerPort: 80}]}]",
                        "kubectl -n shop create deployment web --image=nginx:1 --port=80 -- sh -c 'echo $HOME'"),
                argumentSet(
                        "kubectl run --restart=Never",
                        "name: 'once', labels: {run: 'once'}",
                        "restartPolicy: 'Never', containers: [{name: 'once', image: 'nginx:1'}]",
                        "kubectl -n shop create job once --image=nginx:1"));
    }

    @Test
    void givesAManifestAtTheFirstColumnWhereItDoesNot() {
        assertThat(remedy(
                                "name: 'web'",
                                "containers: [{name: 'web', image: 'nginx:1', env: [{name: 'K', value: 'secret'}]}]")
                        .denial())
                .isEqualTo("""
                        Pod web has no controller: nothing brings it back when it is deleted or its node fails.

                        Create a Deployment instead:

                        kubectl -n shop create -f - <<'EOF'
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                          labels:
                            app: web
                        spec:
                          replicas: 1
                          selector:
                            matchLabels:
                              app: web
                          template:
                            metadata:
                              labels:
                                app: web
                            spec:
                              containers:
                              - name: web
                                image: nginx:1
                                env:
                                - name: K
                                  value: secret
                        EOF""");
    }

    @Test
    void warnsWithTheManifestOnOneLineAndRecordsNoValues() {
        var remedy = remedy(
                "name: 'web'", "containers: [{name: 'web', image: 'nginx:1', env: [{name: 'K', value: 'secret'}]}]");
        assertThat(remedy.warning())
                .startsWith(
                        "Pod web has no controller: nothing brings it back when it is deleted or its node fails. Create a"
                                + " Deployment instead: printf %s '{\"apiVersion\":\"apps/v1\"")
                .contains("\"value\":\"secret\"")
                .endsWith("}' | kubectl -n shop create -f -");
        assertThat(remedy.command().orElseThrow().recorded())
                .contains("\"value\":***")
                .doesNotContain("secret");
    }

    @Test
    void neverCutsACommandToFitAWarning() {
        var remedy = remedy(
                "name: 'web'", "containers: [{name: 'web', image: 'nginx:1', args: ['" + "x".repeat(4000) + "']}]");
        assertThat(remedy.warning())
                .isEqualTo(
                        "Pod web has no controller: nothing brings it back when it is deleted or its node fails. Create a"
                                + " Deployment instead.");
        assertThat(remedy.command().orElseThrow().recorded()).isEqualTo("kubectl -n shop create -f -");
    }

    @ParameterizedTest
    @MethodSource
    void givesAnInteractivePodAnEnd(String metadata, String spec, String command) {
        assertThat(remedy(metadata, spec).command().orElseThrow().block()).isEqualTo("  kubectl -n shop " + command);
    }

    static Stream<Arguments> givesAnInteractivePodAnEnd() {
        var name = "name: 'sh', labels: {run: 'sh'}";
        var session = "name: 'sh', image: 'busybox', stdin: true, stdinOnce: true";
        var run =
                "run sh -it --rm --image=busybox --restart=Never --overrides='{\"spec\":{\"activeDeadlineSeconds\":3600}}'";
        return Stream.of(
                argumentSet("kubectl run -it", name, "containers: [{" + session + ", tty: true}]", run),
                argumentSet(
                        "kubectl run -i --restart=Never",
                        name,
                        "restartPolicy: 'Never', containers: [{" + session + "}]",
                        run.replace("-it", "-i")),
                argumentSet(
                        "kubectl run -it --env --labels -- args",
                        "name: 'sh', labels: {app: 'web', tier: 'a.b'}",
                        "containers: [{" + session + ", tty: true, args: ['sh', '-c', 'echo *'],"
                                + " env: [{name: 'A', value: 'b c'}, {name: 'TOKEN', value: 'x'}, {name: 'C', value: ''}]}]",
                        run + " --env='A=b c' --env=TOKEN=\"${NEW_TOKEN:?}\" --env=C= --labels=app=web,tier=a.b"
                                + " -- sh -c 'echo *'"),
                argumentSet(
                        "kubectl run -it --command",
                        name,
                        "containers: [{" + session + ", tty: true, command: ['-f']}]",
                        run + " --command -- -f"),
                argumentSet(
                        "kubectl run -it --overrides, with a node and an end of its own",
                        name + ", annotations: {note: 'it\\u0027s'}",
                        "nodeName: 'node-1', activeDeadlineSeconds: 60, serviceAccountName: 'ci', containers: [{"
                                + session + ", tty: true}]",
                        "run sh -it --rm --image=busybox --restart=Never --overrides='{\"metadata\":{\"annotations\":"
                                + "{\"note\":\"it'\\''s\"}},\"spec\":{\"activeDeadlineSeconds\":60,\"nodeName\":\"node-1\","
                                + "\"serviceAccountName\":\"ci\"}}'"),
                argumentSet(
                        "an end that is too far off",
                        name,
                        "activeDeadlineSeconds: 3601, containers: [{" + session + ", tty: true}]",
                        run),
                argumentSet(
                        "what kubectl run has no flag for",
                        name,
                        "containers: [{" + session + ", tty: true, resources: {limits: {cpu: '1'}},"
                                + " env: [{name: 'TOKEN', value: 'x'}]}]",
                        "run sh -it --rm --image=busybox --restart=Never --overrides='{\"spec\":{"
                                + "\"activeDeadlineSeconds\":3600,\"containers\":[{\"name\":\"sh\",\"image\":\"busybox\","
                                + "\"stdin\":true,\"stdinOnce\":true,\"tty\":true,\"resources\":{\"limits\":{\"cpu\":\"1\"}},"
                                + "\"env\":[{\"name\":\"TOKEN\",\"value\":***}]}]}}'"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsAllOfTheContainerWhereFlagsDoNot(String container) {
        assertThat(remedy("name: 'sh'", "containers: [{" + container + "}]")
                        .command()
                        .orElseThrow()
                        .block())
                .contains("run sh -i --rm", "\"containers\":[{\"name\":")
                .endsWith("}]}}'");
    }

    static Stream<Arguments> tellsAllOfTheContainerWhereFlagsDoNot() {
        var session = "name: 'sh', image: 'busybox', stdin: true, stdinOnce: true";
        return Stream.of(
                argumentSet("command and args", session + ", command: ['a'], args: ['b']"),
                argumentSet("another name", session.replace("'sh'", "'shell'")),
                argumentSet("stdin stays open", session.replace(", stdinOnce: true", "")),
                argumentSet("a line break", session + ", args: ['a\\nb']"),
                argumentSet("a line break in the environment", session + ", env: [{name: 'A', value: 'a\\nb'}]"),
                argumentSet("no name for a shell", session + ", env: [{name: 'a.b', value: 'c'}]"),
                argumentSet("a variable twice", session + ", env: [{name: 'A', value: '1'}, {name: 'A', value: '2'}]"),
                argumentSet(
                        "a variable from elsewhere",
                        session + ", env: [{name: 'A', valueFrom: {secretKeyRef: {name: 's', key: 'k'}}}]"));
    }

    @Test
    void saysHowToLookIntoARunningPodInstead() {
        var remedy = remedy(
                "name: 'sh', labels: {run: 'sh'}",
                "containers: [{name: 'sh', image: 'busybox', stdin: true, stdinOnce: true, tty: true}]");
        assertThat(remedy.denial()).isEqualTo("""
                Pod sh has no controller: a Pod to work in needs none if it ends by itself, after 3600 seconds at most.

                Give it an end instead:
                  kubectl -n shop run sh -it --rm --image=busybox --restart=Never --overrides='{"spec":{"activeDeadlineSeconds":3600}}'

                If it was meant to look into a running Pod, put the name of that one for POD:
                  kubectl -n shop debug -it POD --image=busybox""");
        assertThat(remedy.warning())
                .as("there is a Pod of that name by then")
                .isEqualTo(
                        "Pod sh has no controller: a Pod to work in needs none if it ends by itself, after 3600 seconds at"
                                + " most. Give it an end: kubectl -n shop patch pod/sh -p"
                                + " '{\"spec\":{\"activeDeadlineSeconds\":3600}}'");
    }

    @Test
    void givesAManifestOfAnInteractivePodThatKubectlRunCannotMake() {
        var remedy = remedy(
                "name: 'sh', labels: {app: 'web'}",
                "containers: [{name: 'proxy', image: 'proxy:1'}, {name: 'sh', image: 'busybox', stdin: true, tty: true}]");
        assertThat(remedy.denial()).isEqualTo("""
                Pod sh has no controller: a Pod to work in needs none if it ends by itself, after 3600 seconds at most.

                Give it an end instead:

                kubectl -n shop create -f - <<'EOF'
                apiVersion: v1
                kind: Pod
                metadata:
                  name: sh
                  labels:
                    app: web
                spec:
                  activeDeadlineSeconds: 3600
                  restartPolicy: Never
                  containers:
                  - name: proxy
                    image: proxy:1
                  - name: sh
                    image: busybox
                    stdin: true
                    tty: true
                EOF

                To work in it:
                  kubectl -n shop wait --for=condition=Ready pod/sh && kubectl -n shop attach -it sh --container=sh
                If it was meant to look into a running Pod, put the name of that one for POD:
                  kubectl -n shop debug -it POD --image=busybox""");
    }

    @Test
    void leavesAGeneratedNameToTheApiServer() {
        var session = remedy(
                "generateName: 'sh-'", "containers: [{name: 'sh', image: 'busybox', stdin: true, stdinOnce: true}]");
        assertThat(session.denial())
                .contains("kubectl -n shop create -f - <<'EOF'", "\n  generateName: sh-\n", "put its name for POD:")
                .doesNotContain("name: sh-\n  name");
        var once = "restartPolicy: 'Never', containers: [{name: 'a', image: 'a'}]";
        assertThat(remedy("name: 'import-x2k4f', generateName: 'import-'", once).denial())
                .contains("kind: Job\nmetadata:\n  generateName: import-\nspec:");
        assertThat(remedy("name: 'chosen', generateName: 'import-'", once).denial())
                .contains("kind: Job\nmetadata:\n  name: chosen\nspec:");
    }

    @Test
    void namesOwnersThatAreNoControllers() {
        var spec = "containers: [{name: 'web', image: 'nginx:1'}]";
        assertThat(remedy("name: 'web', ownerReferences: [{kind: 'ConfigMap', name: 'settings'}]", spec)
                        .problem())
                .isEqualTo("Pod web has no controller: nothing brings it back when it is deleted or its node fails."
                        + " It names ConfigMap settings as owner, but not as its controller (controller: true).");
        assertThat(remedy(
                                "name: 'web', ownerReferences: [{kind: 'A', name: 'a', controller: false}, {kind: 'B', name:"
                                        + " 'b'}, {kind: 'C', name: 'c\\n'}, {kind: 'D', name: 'd'}]",
                                spec)
                        .problem())
                .endsWith(" It names A a, B b, C c\uFFFD, … as owner, but not as its controller (controller: true).");
    }

    @Test
    void givesNoCommandForAPodThatCouldNotExist() {
        var remedy = remedy("name: 'x; rm -rf $HOME \\u001b[2J'", "containers: 'none'");
        assertThat(remedy.command()).isEmpty();
        assertThat(remedy.denial())
                .isEqualTo(
                        "Pod x; rm -rf $HOME \uFFFD[2J has no controller: nothing brings it back when it is deleted or"
                                + " its node fails.\n\nCreate a Deployment with this Pod's spec as its Pod template instead.");
    }

    private static Remedy remedy(String metadata, String spec) {
        return BarePodRemedy.of(
                "shop",
                new PodManifest(Trees.tree(
                        "{apiVersion: 'v1', kind: 'Pod', metadata: {" + metadata + "}, spec: {" + spec + "}}")),
                3600);
    }
}
