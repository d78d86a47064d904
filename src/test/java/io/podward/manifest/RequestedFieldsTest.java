package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestedFieldsTest {
    private static final String CONTAINERS = "'f:containers': {'k:{\"name\":\"a\"}': {'.': {}, 'f:name': {}}}";

    @ParameterizedTest
    @MethodSource
    void whatIsNotNotedIsTakenOut(String noted, String spec, String pruned, List<String> removed) {
        var pod = tree("{metadata: {}, spec: " + spec + "}");

        var result = new RequestedFields(tree("{'f:spec': " + noted + "}")).prune((ObjectNode) pod);

        assertThat(result.pod().path("spec")).isEqualTo(tree(pruned));
        assertThat(result.removed()).extracting(FieldPath::toString).isEqualTo(removed);
    }

    static Stream<Arguments> whatIsNotNotedIsTakenOut() {
        return Stream.of(
                argumentSet(
                        "a container",
                        "{" + CONTAINERS + "}",
                        "{containers: [{name: 'a'}, {name: 'b'}]}",
                        "{containers: [{name: 'a'}]}",
                        List.of("spec.containers[b]")),
                argumentSet(
                        "a field of a container",
                        "{" + CONTAINERS + "}",
                        "{containers: [{name: 'a', tty: true}]}",
                        "{containers: [{name: 'a'}]}",
                        List.of("spec.containers[a].tty")),
                argumentSet(
                        "a whole list",
                        "{" + CONTAINERS + ", 'f:volumes': {'.': {}}}",
                        "{containers: [{name: 'a'}], volumes: [{name: 'v'}], initContainers: [{name: 'i'}]}",
                        "{containers: [{name: 'a'}]}",
                        List.of("spec.volumes[v]", "spec.initContainers")),
                argumentSet(
                        "what an object was filled with later",
                        "{'f:containers': {'k:{\"name\":\"a\"}': {'f:name': {}, 'f:resources': {}}}, 'f:securityContext': {}}",
                        "{containers: [{name: 'a', resources: {limits: {cpu: '1'}}}], securityContext: {}}",
                        "{containers: [{name: 'a', resources: {}}], securityContext: {}}",
                        List.of("spec.containers[a].resources")),
                argumentSet(
                        "but nothing of what was set as a whole",
                        "{" + CONTAINERS + ", 'f:nodeSelector': {}, 'f:tolerations': {}}",
                        "{containers: [{name: 'a'}], nodeSelector: {disk: 'ssd'}, tolerations: [{key: 'x'}]}",
                        "{containers: [{name: 'a'}], nodeSelector: {disk: 'ssd'}, tolerations: [{key: 'x'}]}",
                        List.of()),
                argumentSet(
                        "a port of another protocol; the protocol of the noted one is a default that is gone already",
                        "{'f:containers': {'k:{\"name\":\"a\"}': {'f:name': {}, 'f:ports': {'.': {},"
                                + " 'k:{\"containerPort\":53,\"protocol\":\"TCP\"}': {'f:containerPort': {}, 'f:protocol': {}}}}}}",
                        "{containers: [{name: 'a', ports: [{containerPort: 53}, {containerPort: 53, protocol: 'UDP'}]}]}",
                        "{containers: [{name: 'a', ports: [{containerPort: 53}]}]}",
                        List.of("spec.containers[a].ports[\"53\"]")),
                argumentSet(
                        "an element of a set; what is no path element denotes nothing",
                        "{" + CONTAINERS
                                + ", 'f:set': {'': {}, 'v:': {}, 'k:': {}, 'k:{}': {}, 'k:{': {}, 'v:\"x\"': {}}}",
                        "{containers: [{name: 'a'}], set: ['x', 'y']}",
                        "{containers: [{name: 'a'}], set: ['x']}",
                        List.of("spec.set[\"\"]")),
                argumentSet(
                        "and nothing if no container would be left",
                        "{" + CONTAINERS + "}",
                        "{containers: [{name: 'b'}], hostname: 'h'}",
                        "{containers: [{name: 'b'}], hostname: 'h'}",
                        List.of()));
    }

    @Test
    void thousandsOfElementsAreNoTrouble() {
        var env = ((ObjectNode) tree("{}")).putArray("env");
        var noted = (ObjectNode) tree("{}");
        for (var i = 0; i < 20_000; i++) {
            env.addObject().put("name", "V" + i);
            if (i > 0) {
                noted.putObject("k:{\"name\":\"V" + i + "\"}").putObject("f:name");
            }
        }
        var pod = (ObjectNode) tree("{spec: {containers: [{name: 'a'}]}}");
        ((ObjectNode) pod.path("spec").path("containers").path(0)).set("env", env);
        var fields = tree("{'f:spec': {'f:containers': {'k:{\"name\":\"a\"}': {'f:name': {}}}}}");
        ((ObjectNode) fields.path("f:spec").path("f:containers").elements().next()).set("f:env", noted);

        // Minutes, if each were compared with each.
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(new RequestedFields(fields).prune(pod).removed())
                        .extracting(FieldPath::toString)
                        .containsExactly("spec.containers[a].env[V0]"));
    }

    @ParameterizedTest
    @MethodSource
    void onlyOneWriterTellsAdditionsFromLaterChanges(String managedFields, boolean known) {
        assertThat(RequestedFields.of(tree("{managedFields: " + managedFields + "}"))
                        .isPresent())
                .isEqualTo(known);
    }

    static Stream<Arguments> onlyOneWriterTellsAdditionsFromLaterChanges() {
        var spec = "fieldsV1: {'f:spec': {" + CONTAINERS + "}}";
        return Stream.of(
                argumentSet("one writer", "[{manager: 'kubectl-run', " + spec + "}]", true),
                argumentSet(
                        "one writer beside the kubelet",
                        "[{manager: 'kubectl-run', " + spec
                                + "}, {manager: 'kubelet', subresource: 'status', fieldsV1: {}}]",
                        true),
                argumentSet("two writers", "[{manager: 'a', " + spec + "}, {manager: 'b', fieldsV1: {}}]", false),
                argumentSet("a writer of no containers", "[{manager: 'a', fieldsV1: {'f:metadata': {}}}]", false),
                argumentSet("none", "[]", false));
    }

    @Test
    void labelsAndAnnotationsThatAreNotNotedAreTakenOut() {
        var pod = tree(
                "{metadata: {labels: {app: 'a', injected: 'yes'}, annotations: {'a/b': 'c'}}, spec: {containers: [{name: 'a'}]}}");
        var noted = tree("{'f:metadata': {'f:labels': {'f:app': {}}}, 'f:spec': {" + CONTAINERS + "}}");

        var result = new RequestedFields(noted).prune((ObjectNode) pod);

        assertThat(result.pod().path("metadata")).isEqualTo(tree("{labels: {app: 'a'}, annotations: {}}"));
        assertThat(result.removed())
                .extracting(FieldPath::toString)
                .containsExactly("metadata.labels[injected]", "metadata.annotations[a/b]");
    }
}
