package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MetadataChangeTest {
    @ParameterizedTest
    @MethodSource
    void isWhatDiffers(String before, String after, String patch) {
        assertThat(MetadataChange.between(tree(before), tree(after))).isEqualTo(change(patch));
    }

    static Stream<Arguments> isWhatDiffers() {
        return Stream.of(
                argumentSet("nothing", "{app: 'web'}", "{app: 'web'}", "{}"),
                argumentSet("a key that comes", "{app: 'web'}", "{app: 'web', tier: 'front'}", "{tier: 'front'}"),
                argumentSet("a key that goes", "{app: 'web', tier: 'front'}", "{app: 'web'}", "{tier: null}"),
                argumentSet("a value", "{app: 'web'}", "{app: 'api'}", "{app: 'api'}"),
                argumentSet("an empty value that comes", "{}", "{app: ''}", "{app: ''}"),
                argumentSet("an empty value that goes", "{app: ''}", "{}", "{app: null}"),
                argumentSet("all, where there was nothing", "null", "{b: '2', a: '1'}", "{a: '1', b: '2'}"));
    }

    @ParameterizedTest
    @MethodSource
    void leavesOutWhatIsSaidAlready(String patch, String map, String left) {
        assertThat(change(patch).notYetIn(tree(map))).isEqualTo(change(left));
    }

    static Stream<Arguments> leavesOutWhatIsSaidAlready() {
        return Stream.of(
                argumentSet("the same value", "{app: 'web'}", "{app: 'web'}", "{}"),
                argumentSet("another value", "{app: 'web'}", "{app: 'api'}", "{app: 'web'}"),
                argumentSet("no value", "{app: 'web'}", "{}", "{app: 'web'}"),
                argumentSet("an empty one, of which there is none", "{app: ''}", "{}", "{app: ''}"),
                argumentSet("an empty one, which is there", "{app: ''}", "{app: ''}", "{}"),
                argumentSet("one that goes, and is there", "{app: null}", "{app: 'web'}", "{app: null}"),
                argumentSet("one that goes, and is not there", "{app: null}", "{}", "{}"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsByWhichLabelsAControllerFindsItsPods(String workload, List<String> keys) {
        var change = change("{app: 'x', canary: 'x', tier: null, zone: 'x'}");
        assertThat(change.inSelectorOf(new Workload(tree(workload)))).isEqualTo(keys);
    }

    static Stream<Arguments> tellsByWhichLabelsAControllerFindsItsPods() {
        return Stream.of(
                argumentSet(
                        "labels and expressions",
                        "{apiVersion: 'apps/v1', kind: 'Deployment', spec: {selector: {matchLabels: {tier: 'a', own: 'b'},"
                                + " matchExpressions: [{key: 'canary', operator: 'DoesNotExist'}]}}}",
                        List.of("canary", "tier")),
                argumentSet(
                        "the labels themselves",
                        "{apiVersion: 'v1', kind: 'ReplicationController', spec: {selector: {app: 'web'}}}",
                        List.of("app")),
                argumentSet(
                        "nothing of that form elsewhere",
                        "{apiVersion: 'apps/v1', kind: 'Deployment', spec: {selector: {app: 'web'}}}",
                        List.of()),
                argumentSet("no selector", "{apiVersion: 'batch/v1', kind: 'CronJob', spec: {}}", List.of()));
    }

    @Test
    void leavesOutKeys() {
        var change = change("{app: 'web', 'pod-template-hash': '5d4', tier: null}");
        assertThat(change.without(List.of("app", "other")))
                .isEqualTo(change("{'pod-template-hash': '5d4', tier: null}"));
        assertThat(change.ofPodTemplates()).isEqualTo(change("{app: 'web', tier: null}"));
        assertThat(change.keys()).containsExactly("app", "pod-template-hash", "tier");
        assertThat(change.isEmpty()).isFalse();
        assertThat(change("{}").isEmpty()).isTrue();
    }

    private static MetadataChange change(String patch) {
        return new MetadataChange(tree(patch).deepCopy());
    }
}
