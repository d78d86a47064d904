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
                .contains("\"value\":\"***\"")
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
                        "{apiVersion: 'v1', kind: 'Pod', metadata: {" + metadata + "}, spec: {" + spec + "}}")));
    }
}
