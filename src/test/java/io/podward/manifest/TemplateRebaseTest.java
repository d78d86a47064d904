package io.podward.manifest;

import static io.podward.manifest.Trees.pod;
import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.TemplateRebase.Entangled;
import io.podward.manifest.TemplateRebase.ForeignContainer;
import io.podward.manifest.TemplateRebase.Rebased;
import io.podward.policy.Target;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TemplateRebaseTest {
    @ParameterizedTest
    @MethodSource
    void carriesOverTheDifferenceAlone(String template, String before, String after, String expected) {
        assertThat(rebase(template, before, after)).isEqualTo(new Rebased(tree(expected)));
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
    void saysWhatItCannotCarryOver(String template, String before, String after, TemplateRebase expected) {
        assertThat(rebase(template, before, after)).isEqualTo(expected);
    }

    static Stream<Arguments> saysWhatItCannotCarryOver() {
        return Stream.of(
                argumentSet(
                        "a container that something injects",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a'}, {name: 'proxy', image: 'p:1'}]}",
                        "{containers: [{name: 'a'}, {name: 'proxy', image: 'p:2'}]}",
                        new ForeignContainer("proxy")),
                argumentSet(
                        "a list by position that the template has otherwise",
                        "{containers: [{name: 'a', args: ['--a']}]}",
                        "{containers: [{name: 'a', args: ['--a', '--injected']}]}",
                        "{containers: [{name: 'a', args: ['--b', '--injected']}]}",
                        new Entangled(Set.of("containers[a].args"))),
                argumentSet(
                        "a volume that something injects",
                        "{}",
                        "{volumes: [{name: 'kube-api-access-x', projected: {defaultMode: 420}}]}",
                        "{volumes: [{name: 'kube-api-access-x', projected: {defaultMode: 256}}]}",
                        new Entangled(Set.of("volumes[kube-api-access-x]"))));
    }

    private static TemplateRebase rebase(String template, String before, String after) {
        return TemplateRebase.of(PodUpdate.of(pod(before), pod(after), Target.POD), tree(template));
    }
}
