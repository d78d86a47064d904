package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EnvironmentMaskTest {
    @ParameterizedTest
    @MethodSource
    void valuesOfEnvironmentVariablesAreMasked(String tree, String masked) {
        assertThat(CompactJson.of(EnvironmentMask.of(tree(tree))))
                .isEqualTo(CompactJson.of(tree(masked)).replace("\"***\"", "***"));
    }

    static Stream<Arguments> valuesOfEnvironmentVariablesAreMasked() {
        return Stream.of(
                argumentSet(
                        "in all containers of a Pod",
                        "{spec: {containers: [{name: 'a', env: [{name: 'A', value: 's3cret'}, {name: 'B', value: ''}]}],"
                                + " initContainers: [{env: [{name: 'C', value: '1'}]}],"
                                + " ephemeralContainers: [{env: [{name: 'D', value: '2'}]}]}}",
                        "{spec: {containers: [{name: 'a', env: [{name: 'A', value: '***'}, {name: 'B', value: '***'}]}],"
                                + " initContainers: [{env: [{name: 'C', value: '***'}]}],"
                                + " ephemeralContainers: [{env: [{name: 'D', value: '***'}]}]}}"),
                argumentSet(
                        "in a CronJob",
                        "{spec: {jobTemplate: {spec: {template: {spec: {containers: [{env: [{name: 'A', value: '1'}]}]}}}}}}",
                        "{spec: {jobTemplate: {spec: {template: {spec: {containers: [{env: [{name: 'A', value: '***'}]}]}}}}}}"),
                argumentSet(
                        "but not what is read from elsewhere, and not what is no environment",
                        "{containers: [{env: [{name: 'A', valueFrom: {secretKeyRef: {name: 's', key: 'k'}}}, {name: 'B'}],"
                                + " args: ['x'], tolerations: [{key: 'a', value: 'b'}]}]}",
                        "{containers: [{env: [{name: 'A', valueFrom: {secretKeyRef: {name: 's', key: 'k'}}}, {name: 'B'}],"
                                + " args: ['x'], tolerations: [{key: 'a', value: 'b'}]}]}"),
                argumentSet(
                        "nor a variable that a patch deletes",
                        "{env: [{name: 'A', $patch: 'delete'}]}",
                        "{env: [{name: 'A', $patch: 'delete'}]}"),
                argumentSet(
                        "and the manifest that kubectl keeps in an annotation is masked whole",
                        "{annotations: {'kubectl.kubernetes.io/last-applied-configuration': '{}', a: 'b'}}",
                        "{annotations: {'kubectl.kubernetes.io/last-applied-configuration': '***', a: 'b'}}"));
    }

    @Test
    void theUserIsShownWhatDoesNotLookLikeACredential() {
        var masked =
                EnvironmentMask.ofCredentials(tree("{env: [{name: 'COLOR', value: 'blue'}, {name: 'TOKEN', value: 'x'},"
                        + " {name: 'DB', value: 'redis://:x@db'}, {name: 'PASSWORD', value: ''},"
                        + " {name: 'API_KEY', valueFrom: {secretKeyRef: {name: 's', key: 'k'}}}]}"));

        assertThat(CompactJson.of(masked))
                .isEqualTo("{\"env\":[{\"name\":\"COLOR\",\"value\":\"blue\"},{\"name\":\"TOKEN\",\"value\":***},"
                        + "{\"name\":\"DB\",\"value\":***},{\"name\":\"PASSWORD\",\"value\":\"\"},"
                        + "{\"name\":\"API_KEY\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"s\",\"key\":\"k\"}}}]}");
    }

    @Test
    void whatIsMaskedIsNoYaml() {
        var masked = EnvironmentMask.of(tree("{env: [{name: 'A', value: 'x'}]}"));

        assertThat(Yaml.write(masked)).isEqualTo("env:\n- name: A\n  value: ***\n");
        assertThat(Yaml.read(Yaml.write(masked))).isInstanceOf(Yaml.Malformed.class);
        assertThat(Yaml.read(CompactJson.of(masked))).isInstanceOf(Yaml.Malformed.class);
    }

    @Test
    void theTreeItselfIsNotTouched() {
        var tree = tree("{env: [{name: 'A', value: 's3cret'}]}");

        EnvironmentMask.of(tree);

        assertThat(tree).isEqualTo(tree("{env: [{name: 'A', value: 's3cret'}]}"));
    }
}
