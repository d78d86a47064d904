package io.podward.manifest;

import static io.podward.manifest.Trees.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PodUpdateTest {
    @ParameterizedTest
    @MethodSource
    void seesWhatThePodResourceKeepsOfTheSpec(String before, String after, List<String> changed) {
        assertThat(PodUpdate.of(pod(before), pod(after), Target.POD).fields()).isEqualTo(changed);
    }

    static Stream<Arguments> seesWhatThePodResourceKeepsOfTheSpec() {
        return Stream.of(
                argumentSet(
                        "an image",
                        "{containers: [{name: 'a', image: 'x:1'}, {name: 'b', image: 'y:1'}]}",
                        "{containers: [{name: 'a', image: 'x:1'}, {name: 'b', image: 'y:2'}]}",
                        List.of("containers[b].image")),
                argumentSet(
                        "an init container's image",
                        "{initContainers: [{name: 'init', image: 'x:1'}], containers: []}",
                        "{initContainers: [{name: 'init', image: 'x:2'}], containers: []}",
                        List.of("initContainers[init].image")),
                argumentSet(
                        "several fields, sorted",
                        "{containers: [{name: 'a', image: 'x:1', command: ['sh']}], hostNetwork: false}",
                        "{containers: [{name: 'a', image: 'x:2', env: [{name: 'K', value: 'v'}]}], hostNetwork: true}",
                        List.of("containers[a].command", "containers[a].env", "containers[a].image", "hostNetwork")),
                argumentSet(
                        "a container that comes and one that goes",
                        "{containers: [{name: 'a', image: 'x:1'}]}",
                        "{containers: [{name: 'b', image: 'x:1'}]}",
                        List.of("containers[a]", "containers[b]")),
                argumentSet(
                        "a field that this version does not know",
                        "{containers: [], brandNew: 1}",
                        "{containers: [], brandNew: 2}",
                        List.of("brandNew")),
                argumentSet(
                        "a toleration that is added",
                        "{tolerations: [{key: 'a'}]}",
                        "{tolerations: [{key: 'b'}, {key: 'a'}]}",
                        List.of("tolerations")),
                argumentSet(
                        "no toleration: the API server adds removed default ones again, in another order",
                        "{tolerations: [{key: 'a'}, {key: 'b'}]}",
                        "{tolerations: [{key: 'b'}, {key: 'a'}]}",
                        List.of()),
                argumentSet("no null: it is an absent field", "{}", "{nodeSelector: null}", List.of()),
                argumentSet(
                        "nothing that concerns this one Pod",
                        "{schedulingGates: [{name: 'g'}], nodeName: 'node-1', priority: 5}",
                        "{ephemeralContainers: [{name: 'debugger'}]}",
                        List.of()));
    }

    @Test
    void seesOnlyResourcesInAResize() {
        var before = pod("{containers: [{name: 'a', image: 'x:1', resources: {requests: {cpu: '1'}}}]}");
        var after =
                pod("{containers: [{name: 'a', image: 'x:2', resources: {requests: {cpu: '2'}}}], hostNetwork: true}");
        assertThat(PodUpdate.of(before, after, Target.POD_RESIZE).fields())
                .isEqualTo(List.of("containers[a].resources"));
    }

    @Test
    void seesPodLevelResourcesInAResize() {
        var before = pod("{resources: {requests: {cpu: '1'}}, containers: [{name: 'a'}]}");
        var after = pod("{resources: {requests: {cpu: '3'}}, containers: [{name: 'a'}]}");
        assertThat(PodUpdate.of(before, after, Target.POD_RESIZE).fields()).isEqualTo(List.of("resources"));
    }
}
