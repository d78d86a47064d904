package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StrategicMergePatchTest {
    @ParameterizedTest
    @MethodSource
    void saysOnlyWhatDiffers(String from, String to, String patch) {
        assertThat(StrategicMergePatch.between(tree(from), tree(to))).isEqualTo(tree(patch));
    }

    static Stream<Arguments> saysOnlyWhatDiffers() {
        return Stream.of(
                argumentSet("nothing", "{a: 1}", "{a: 1}", "{}"),
                argumentSet("a field that comes", "{}", "{nodeName: 'n'}", "{nodeName: 'n'}"),
                argumentSet("a field that goes", "{hostNetwork: true}", "{}", "{hostNetwork: null}"),
                argumentSet(
                        "a key of a map",
                        "{nodeSelector: {a: '1', b: '1', c: '1'}}",
                        "{nodeSelector: {a: '1', b: '2'}}",
                        "{nodeSelector: {b: '2', c: null}}"),
                argumentSet(
                        "a container's field, by the container's name",
                        "{containers: [{name: 'a', image: 'x:1', command: ['sh']}, {name: 'b'}]}",
                        "{containers: [{name: 'a', image: 'x:1', command: ['bash']}, {name: 'b'}]}",
                        "{containers: [{name: 'a', command: ['bash']}]}"),
                argumentSet(
                        "a variable that goes, by its name",
                        "{containers: [{name: 'a', env: [{name: 'K', value: '1'}]}]}",
                        "{containers: [{name: 'a', env: []}]}",
                        "{containers: [{name: 'a', env: [{$patch: 'delete', name: 'K'}]}]}"),
                argumentSet(
                        "a value that becomes a reference",
                        "{env: [{name: 'K', value: '1'}]}",
                        "{env: [{name: 'K', valueFrom: {secretKeyRef: {name: 's', key: 'k'}}}]}",
                        "{env: [{name: 'K', value: null, valueFrom: {secretKeyRef: {name: 's', key: 'k'}}}]}"),
                argumentSet(
                        "a mount, by its path",
                        "{volumeMounts: [{name: 'v', mountPath: '/a'}]}",
                        "{volumeMounts: [{name: 'v', mountPath: '/a', readOnly: true}]}",
                        "{volumeMounts: [{mountPath: '/a', readOnly: true}]}"),
                argumentSet(
                        "tolerations, whole, since the API server replaces them",
                        "{tolerations: [{key: 'a'}]}",
                        "{tolerations: [{key: 'a'}, {key: 'b'}]}",
                        "{tolerations: [{key: 'a'}, {key: 'b'}]}"),
                argumentSet(
                        "ports, whole, since a number may be open for two protocols",
                        "{ports: [{containerPort: 53, protocol: 'UDP'}]}",
                        "{ports: [{containerPort: 53, protocol: 'UDP'}, {containerPort: 53, protocol: 'TCP'}]}",
                        "{ports: [{containerPort: 53, protocol: 'UDP'}, {containerPort: 53, protocol: 'TCP'},"
                                + " {$patch: 'replace'}]}"),
                argumentSet(
                        "a variable that comes, and where: the API server would put it in front",
                        "{env: [{name: 'A', value: '1'}]}",
                        "{env: [{name: 'A', value: '1'}, {name: 'B', value: '$(A)'}]}",
                        "{'$setElementOrder/env': [{name: 'A'}, {name: 'B'}], env: [{name: 'B', value: '$(A)'}]}"),
                argumentSet(
                        "another order alone",
                        "{initContainers: [{name: 'a'}, {name: 'b'}]}",
                        "{initContainers: [{name: 'b'}, {name: 'a'}]}",
                        "{'$setElementOrder/initContainers': [{name: 'b'}, {name: 'a'}]}"),
                argumentSet("no null, and no empty list", "{args: null}", "{args: []}", "{}"),
                argumentSet(
                        "nothing of an element in which nothing is said",
                        "{containers: [{name: 'a', env: null}]}",
                        "{containers: [{name: 'a', env: []}]}",
                        "{}"),
                argumentSet("a list that goes", "{args: ['a']}", "{}", "{args: null}"));
    }
}
