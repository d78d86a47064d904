package io.podward.manifest;

import static io.podward.manifest.Trees.pod;
import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Target;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TemplateRebaseTest {
    @ParameterizedTest
    @MethodSource
    void carriesOverTheDifferenceAlone(String template, String before, String after, String expected) {
        assertThat(rebase(template, before, after))
                .isEqualTo(new TemplateRebase(tree(expected), Set.of(), Set.of(), Set.of()));
    }

    static Stream<Arguments> carriesOverTheDifferenceAlone() {
        return Stream.of(
                argumentSet(
                        "an image, and nothing of the injected sidecar",
                        "{containers: [{name: 'a', image: 'x:1'}]}",
                        "{containers: [{name: 'a', image: 'x:1'}, {name: 'proxy', image: 'p:1'}]}",
                        "{containers: [{name: 'a', image: 'x:2'}, {name: 'proxy', image: 'p:1'}]}",
                        "{containers: [{name: 'a', image: 'x:2'}]}"),
                argumentSet(
                        "an image, also when the template has another one by now",
                        "{containers: [{name: 'a', image: 'x:7'}]}",
                        "{containers: [{name: 'a', image: 'x:1'}]}",
                        "{containers: [{name: 'a', image: 'x:2'}]}",
                        "{containers: [{name: 'a', image: 'x:2'}]}"),
                argumentSet(
                        "variables that are set, changed and removed, beside an injected one",
                        "{containers: [{name: 'a', env: [{name: 'OLD', value: '1'}, {name: 'CHANGED', value: '1'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'OLD', value: '1'}, {name: 'CHANGED', value: '1'},"
                                + " {name: 'INJECTED', value: '1'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'CHANGED', value: '2'}, {name: 'INJECTED', value: '1'},"
                                + " {name: 'NEW', value: '3'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'CHANGED', value: '2'}, {name: 'NEW', value: '3'}]}]}"),
                argumentSet(
                        "a variable that only the Pod had",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a', env: [{name: 'INJECTED', value: '1'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'INJECTED', value: '2'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'INJECTED', value: '2'}]}]}"),
                argumentSet(
                        "a toleration, without the default ones of the Pod",
                        "{tolerations: [{key: 'own'}]}",
                        "{tolerations: [{key: 'own'}, {key: 'node.kubernetes.io/not-ready'}]}",
                        "{tolerations: [{key: 'own'}, {key: 'node.kubernetes.io/not-ready'}, {key: 'gpu'}]}",
                        "{tolerations: [{key: 'own'}, {key: 'gpu'}]}"),
                argumentSet(
                        "the first toleration of a template",
                        "{}",
                        "{tolerations: [{key: 'node.kubernetes.io/not-ready'}]}",
                        "{tolerations: [{key: 'node.kubernetes.io/not-ready'}, {key: 'gpu'}]}",
                        "{tolerations: [{key: 'gpu'}]}"),
                argumentSet(
                        "a toleration that goes, and none that the Pod never had",
                        "{tolerations: [{key: 'own'}, {key: 'old'}, {key: 'newer'}]}",
                        "{tolerations: [{key: 'own'}, {key: 'old'}, {key: 'node.kubernetes.io/not-ready'}]}",
                        "{tolerations: [{key: 'own'}, {key: 'node.kubernetes.io/not-ready'}]}",
                        "{tolerations: [{key: 'own'}, {key: 'newer'}]}"),
                argumentSet(
                        "the last toleration, which goes",
                        "{tolerations: [{key: 'own'}]}",
                        "{tolerations: [{key: 'own'}, {key: 'node.kubernetes.io/not-ready'}]}",
                        "{tolerations: [{key: 'node.kubernetes.io/not-ready'}]}",
                        "{}"),
                argumentSet(
                        "the last variable, which goes",
                        "{containers: [{name: 'a', env: [{name: 'K', value: '1'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'K', value: '1'}]}]}",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a'}]}"),
                argumentSet(
                        "a port, where another is there for two protocols",
                        "{containers: [{name: 'a', ports: [{containerPort: 53, protocol: 'TCP'}, {containerPort: 53, protocol: 'UDP'}]}]}",
                        "{containers: [{name: 'a', ports: [{containerPort: 53, protocol: 'TCP'}, {containerPort: 53, protocol: 'UDP'}]}]}",
                        "{containers: [{name: 'a', ports: [{containerPort: 53, protocol: 'TCP'}, {containerPort: 53, protocol: 'UDP'},"
                                + " {containerPort: 80}]}]}",
                        "{containers: [{name: 'a', ports: [{containerPort: 53, protocol: 'TCP'}, {containerPort: 53, protocol: 'UDP'},"
                                + " {containerPort: 80}]}]}"),
                argumentSet(
                        "the first node selector of a template",
                        "{}",
                        "{}",
                        "{nodeSelector: {disk: 'ssd'}}",
                        "{nodeSelector: {disk: 'ssd'}}"),
                argumentSet(
                        "one of several requests",
                        "{containers: [{name: 'a', resources: {requests: {cpu: '1', memory: '1Gi'}}}]}",
                        "{containers: [{name: 'a', resources: {requests: {cpu: '1', memory: '1Gi'}}}]}",
                        "{containers: [{name: 'a', resources: {requests: {cpu: '2', memory: '1Gi'}}}]}",
                        "{containers: [{name: 'a', resources: {requests: {cpu: '2', memory: '1Gi'}}}]}"),
                argumentSet(
                        "a field that goes",
                        "{hostNetwork: true, dnsPolicy: 'Default'}",
                        "{hostNetwork: true, dnsPolicy: 'Default'}",
                        "{dnsPolicy: 'Default'}",
                        "{dnsPolicy: 'Default'}"),
                argumentSet(
                        "a command, as a whole",
                        "{containers: [{name: 'a', command: ['sleep', '1']}]}",
                        "{containers: [{name: 'a', command: ['sleep', '1']}]}",
                        "{containers: [{name: 'a', command: ['sleep', '2', '3']}]}",
                        "{containers: [{name: 'a', command: ['sleep', '2', '3']}]}"),
                argumentSet(
                        "a container that goes",
                        "{containers: [{name: 'a'}, {name: 'b'}]}",
                        "{containers: [{name: 'a'}, {name: 'b'}]}",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a'}]}"),
                argumentSet(
                        "nothing, if the template says so already",
                        "{containers: [{name: 'a', image: 'x:2'}]}",
                        "{containers: [{name: 'a', image: 'x:1'}]}",
                        "{containers: [{name: 'a', image: 'x:2'}]}",
                        "{containers: [{name: 'a', image: 'x:2'}]}"));
    }

    @ParameterizedTest
    @MethodSource
    void keepsTheOrderThatIsMeant(String template, String before, String after, String expected) {
        assertThat(rebase(env(template), env(before), env(after)).spec()).isEqualTo(tree(env(expected)));
    }

    static Stream<Arguments> keepsTheOrderThatIsMeant() {
        return Stream.of(
                argumentSet("an addition at the end", "A B", "A B", "A B X", "A B X"),
                argumentSet("an addition in front, for others to refer to", "A B", "A B", "X A B", "X A B"),
                argumentSet("an addition in between", "A B", "A B", "A X B", "A X B"),
                argumentSet("an addition after an injected element", "A B", "A I B", "A I X B", "A X B"),
                argumentSet("additions beside what only the template has", "T A", "A", "A X", "T A X"),
                argumentSet("another order", "A B", "A B", "B A", "B A"),
                argumentSet("another order, with what only the template has", "A T B", "A B", "B A", "B A T"));
    }

    private static String env(String names) {
        return Stream.of(names.split(" "))
                .map(name -> "{name: '" + name + "', value: '1'}")
                .collect(Collectors.joining(", ", "{containers: [{name: 'a', env: [", "]}]}"));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatItCannotCarryOver(
            String template,
            String before,
            String after,
            Set<String> foreign,
            Set<String> elsewhere,
            Set<String> entangled) {
        var rebase = rebase(template, before, after);
        assertThat(rebase.foreign()).isEqualTo(foreign);
        assertThat(rebase.elsewhere()).isEqualTo(elsewhere);
        assertThat(rebase.entangled()).isEqualTo(entangled);
    }

    static Stream<Arguments> saysWhatItCannotCarryOver() {
        return Stream.of(
                argumentSet(
                        "a container that something injects",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a'}, {name: 'proxy', image: 'p:1'}]}",
                        "{containers: [{name: 'a'}, {name: 'proxy', image: 'p:2'}]}",
                        Set.of("proxy"),
                        Set.of(),
                        Set.of()),
                argumentSet(
                        "an injected container that is to go",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a'}, {name: 'proxy', image: 'p:1'}]}",
                        "{containers: [{name: 'a'}]}",
                        Set.of(),
                        Set.of("containers[proxy]"),
                        Set.of()),
                argumentSet(
                        "a list by position that the template has otherwise",
                        "{containers: [{name: 'a', args: ['--a']}]}",
                        "{containers: [{name: 'a', args: ['--a', '--injected']}]}",
                        "{containers: [{name: 'a', args: ['--b', '--injected']}]}",
                        Set.of(),
                        Set.of(),
                        Set.of("containers[a].args")),
                argumentSet(
                        "a port for two protocols, beside one that something injects",
                        "{containers: [{name: 'a', ports: [{containerPort: 53, protocol: 'TCP'}, {containerPort: 53, protocol: 'UDP'}]}]}",
                        "{containers: [{name: 'a', ports: [{containerPort: 53, protocol: 'TCP'}, {containerPort: 53, protocol: 'UDP'},"
                                + " {containerPort: 15090}]}]}",
                        "{containers: [{name: 'a', ports: [{containerPort: 53, protocol: 'TCP'}, {containerPort: 15090}]}]}",
                        Set.of(),
                        Set.of(),
                        Set.of("containers[a].ports")),
                argumentSet(
                        "a volume that something injects",
                        "{}",
                        "{volumes: [{name: 'kube-api-access-x', projected: {defaultMode: 420}}]}",
                        "{volumes: [{name: 'kube-api-access-x', projected: {defaultMode: 256}}]}",
                        Set.of(),
                        Set.of(),
                        Set.of("volumes[kube-api-access-x]")),
                argumentSet(
                        "a value where the template has a reference",
                        "{containers: [{name: 'a', env: [{name: 'K', valueFrom: {secretKeyRef: {name: 's'}}}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'K', value: '1'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'K', value: '2'}]}]}",
                        Set.of(),
                        Set.of(),
                        Set.of("containers[a].env[K]")),
                argumentSet(
                        "a probe of another kind than the template's",
                        "{containers: [{name: 'a', livenessProbe: {tcpSocket: {port: 1}}}]}",
                        "{containers: [{name: 'a', livenessProbe: {exec: {command: ['x']}}}]}",
                        "{containers: [{name: 'a', livenessProbe: {httpGet: {port: 2}}}]}",
                        Set.of(),
                        Set.of(),
                        Set.of("containers[a].livenessProbe")));
    }

    @Test
    void writesDownARequestThatTheApiServerWouldRaise() {
        var rebase = rebase(
                "{containers: [{name: 'a', resources: {limits: {memory: '64Mi'}}}]}",
                "{containers: [{name: 'a', resources: {limits: {memory: '64Mi'}, requests: {memory: '64Mi'}}}]}",
                "{containers: [{name: 'a', resources: {limits: {memory: '128Mi'}, requests: {memory: '64Mi'}}}]}");
        assertThat(rebase.spec())
                .isEqualTo(tree("{containers: [{name: 'a', resources: {limits: {memory: '128Mi'},"
                        + " requests: {memory: '64Mi'}}}]}"));
    }

    private static TemplateRebase rebase(String template, String before, String after) {
        return TemplateRebase.of(PodUpdate.of(pod(before), pod(after), Target.POD), tree(template));
    }
}
