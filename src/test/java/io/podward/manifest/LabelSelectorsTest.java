package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.LabelSelector;
import io.podward.policy.LabelSelector.Operator;
import io.podward.policy.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LabelSelectorsTest {
    private static final LabelSelector WEB = new LabelSelector(Map.of("app", "web"), List.of());

    @ParameterizedTest
    @MethodSource
    void areReadFromWhatOwnsPods(String workload, Optional<LabelSelector> selector) {
        assertThat(LabelSelectors.of(new Workload(tree(workload)))).isEqualTo(selector);
    }

    static Stream<Arguments> areReadFromWhatOwnsPods() {
        return Stream.of(
                argumentSet(
                        "a ReplicaSet",
                        "{apiVersion: 'apps/v1', kind: 'ReplicaSet', spec: {selector: {matchLabels: {app: 'web'}}}}",
                        Optional.of(WEB)),
                argumentSet(
                        "a ReplicationController, whose selector is the labels themselves",
                        "{apiVersion: 'v1', kind: 'ReplicationController', spec: {selector: {app: 'web'}}}",
                        Optional.of(WEB)),
                argumentSet(
                        "a ReplicationController without one",
                        "{apiVersion: 'v1', kind: 'ReplicationController', spec: {selector: {}}}",
                        Optional.empty()),
                argumentSet(
                        "a custom resource of that name",
                        "{apiVersion: 'example.com/v1', kind: 'ReplicationController', spec: {selector: {app: 'web'}}}",
                        Optional.empty()),
                argumentSet(
                        "a custom resource that selects by a string",
                        "{apiVersion: 'example.com/v1', kind: 'Set', spec: {selector: 'app=web'}}",
                        Optional.empty()),
                argumentSet("a CronJob", "{apiVersion: 'batch/v1', kind: 'CronJob', spec: {}}", Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void areUnderstoodOrLeftAlone(String selector, Optional<LabelSelector> read) {
        assertThat(LabelSelectors.read(tree(selector))).isEqualTo(read);
    }

    static Stream<Arguments> areUnderstoodOrLeftAlone() {
        return Stream.of(
                argumentSet(
                        "every operator",
                        """
                        {matchLabels: {app: 'web'}, matchExpressions: [
                          {key: 'tier', operator: 'In', values: ['front', 'back']},
                          {key: 'zone', operator: 'NotIn', values: ['a']},
                          {key: 'team', operator: 'Exists'},
                          {key: 'canary', operator: 'DoesNotExist'}]}
                        """,
                        Optional.of(new LabelSelector(
                                Map.of("app", "web"),
                                List.of(
                                        new Requirement("tier", Operator.IN, List.of("front", "back")),
                                        new Requirement("zone", Operator.NOT_IN, List.of("a")),
                                        new Requirement("team", Operator.EXISTS, List.of()),
                                        new Requirement("canary", Operator.DOES_NOT_EXIST, List.of()))))),
                argumentSet(
                        "an operator that this version does not know",
                        "{matchLabels: {app: 'web'}, matchExpressions: [{key: 'tier', operator: 'Gt', values: ['1']}]}",
                        Optional.empty()),
                argumentSet("what selects nothing", "{}", Optional.empty()),
                argumentSet(
                        "what selects nothing, in full", "{matchLabels: {}, matchExpressions: []}", Optional.empty()));
    }

    @Test
    void labelsAreAMap() {
        assertThat(LabelSelectors.labels(tree("{tier: 'front', app: 'web'}")))
                .isEqualTo(Map.of("app", "web", "tier", "front"));
        assertThat(LabelSelectors.labels(tree("null"))).isEmpty();
    }
}
