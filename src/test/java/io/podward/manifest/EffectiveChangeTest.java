package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Change;
import io.podward.policy.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EffectiveChangeTest {
    private static final Change NOTHING = Change.NONE;
    private static final Change LABELS = new Change(List.of(), true, false, false, false);
    private static final Change OTHER = new Change(List.of(), false, false, false, true);
    private static final Change DETACHED = new Change(List.of(), false, true, false, true);
    private static final Change DEBUGGER = new Change(List.of(), false, false, true, false);

    /** What the API server makes itself, and what it takes from the status subresource alone. */
    @ParameterizedTest
    @EnumSource
    void seesNothingInWhatNobodyWrites(Target target) {
        var before = tree("{metadata: {resourceVersion: '1', generation: 1, uid: 'u', creationTimestamp: 't',"
                + " managedFields: [{manager: 'a'}]}, spec: {}, status: {phase: 'Pending', replicas: 1}}");
        var after = tree("{metadata: {generation: 2, creationTimestamp: null}, spec: {},"
                + " status: {phase: 'Running', replicas: 2}}");
        assertThat(EffectiveChange.of(target, before, after)).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @MethodSource({"pods", "podStatus", "podResize", "ephemeralContainers", "replicaSets", "scales", "jobs", "others"})
    void sees(Target target, String before, String after, Change change) {
        assertThat(EffectiveChange.of(target, tree(before), tree(after))).isEqualTo(change);
    }

    static Stream<Arguments> pods() {
        return on(
                Target.POD,
                row(
                        "an image",
                        "{spec: {containers: [{name: 'a', image: 'x:1'}]}}",
                        "{spec: {containers: [{name: 'a', image: 'x:2'}]}}",
                        spec("containers[a].image")),
                row(
                        "a label",
                        "{metadata: {labels: {app: 'web'}}}",
                        "{metadata: {labels: {app: 'web', tier: 'front'}}}",
                        LABELS),
                row("the last label", "{metadata: {labels: {app: 'web'}}}", "{metadata: {}}", LABELS),
                row("no label: neither has any", "{metadata: {labels: {}}}", "{metadata: {labels: null}}", NOTHING),
                row("an annotation", "{metadata: {}}", "{metadata: {annotations: {a: 'b'}}}", OTHER),
                row("a finalizer", "{metadata: {finalizers: ['a', 'b']}}", "{metadata: {finalizers: ['b']}}", OTHER),
                row(
                        "a scheduling gate",
                        "{spec: {schedulingGates: [{name: 'quota'}]}}",
                        "{spec: {schedulingGates: []}}",
                        OTHER),
                row(
                        "no toleration: the API server adds the default ones again, in another order",
                        "{spec: {tolerations: [{key: 'a'}, {key: 'b'}]}}",
                        "{spec: {tolerations: [{key: 'b'}, {key: 'a'}]}}",
                        NOTHING),
                row(
                        "an owner that is no controller",
                        "{metadata: {}}",
                        "{metadata: {ownerReferences: [{kind: 'ConfigMap', name: 'c'}]}}",
                        OTHER),
                row(
                        "a controller that is given",
                        "{metadata: {}}",
                        "{metadata: {ownerReferences: [{kind: 'ReplicaSet', name: 'r', controller: true}]}}",
                        OTHER),
                row(
                        "a controller that is taken away",
                        "{metadata: {ownerReferences: [{kind: 'ReplicaSet', name: 'r', controller: true}]}}",
                        "{metadata: {ownerReferences: []}}",
                        DETACHED),
                row(
                        "a controller that becomes a mere owner",
                        "{metadata: {ownerReferences: [{kind: 'ReplicaSet', name: 'r', controller: true}]}}",
                        "{metadata: {ownerReferences: [{kind: 'ReplicaSet', name: 'r', controller: false}]}}",
                        DETACHED),
                row(
                        "all at once",
                        "{metadata: {labels: {app: 'web'}, ownerReferences: [{kind: 'Job', name: 'j', controller: true}]},"
                                + " spec: {containers: [{name: 'a', image: 'x:1'}]}}",
                        "{spec: {containers: [{name: 'a', image: 'x:2'}], hostNetwork: true}}",
                        new Change(List.of("containers[a].image", "hostNetwork"), true, true, false, true)));
    }

    static Stream<Arguments> podStatus() {
        return on(
                Target.POD_STATUS,
                row("a label", "{metadata: {labels: {app: 'web'}}}", "{metadata: {labels: {app: 'api'}}}", LABELS),
                row("an annotation", "{metadata: {}}", "{metadata: {annotations: {a: 'b'}}}", OTHER),
                row("a finalizer", "{metadata: {}}", "{metadata: {finalizers: ['a']}}", OTHER),
                row(
                        "not the spec",
                        "{spec: {containers: [{name: 'a', image: 'x:1'}]}}",
                        "{spec: {containers: [{name: 'a', image: 'x:2'}], ephemeralContainers: [{name: 'd'}]}}",
                        NOTHING),
                row(
                        "no owner reference",
                        "{metadata: {ownerReferences: [{kind: 'ReplicaSet', name: 'r', controller: true}]}}",
                        "{metadata: {}}",
                        NOTHING));
    }

    static Stream<Arguments> podResize() {
        return on(
                Target.POD_RESIZE,
                row(
                        "resources",
                        "{spec: {containers: [{name: 'a', resources: {requests: {cpu: '1'}}}]}}",
                        "{spec: {containers: [{name: 'a', resources: {requests: {cpu: '2'}}}]}}",
                        spec("containers[a].resources")),
                row(
                        "resources and resize policy of an init container",
                        "{spec: {initContainers: [{name: 'a', resources: {requests: {cpu: '1'}}}]}}",
                        "{spec: {initContainers: [{name: 'a', resizePolicy: [{resourceName: 'cpu'}]}]}}",
                        spec("initContainers[a].resizePolicy", "initContainers[a].resources")),
                row(
                        "resources of the whole Pod",
                        "{spec: {resources: {limits: {cpu: '1'}}}}",
                        "{spec: {resources: {limits: {cpu: '2'}}}}",
                        spec("resources")),
                row(
                        "nothing else of the spec",
                        "{spec: {containers: [{name: 'a', image: 'x:1'}]}}",
                        "{spec: {containers: [{name: 'a', image: 'x:2'}], hostNetwork: true}}",
                        NOTHING),
                row("no metadata", FULL_METADATA, "{metadata: {}}", NOTHING));
    }

    static Stream<Arguments> ephemeralContainers() {
        return on(
                Target.POD_EPHEMERAL_CONTAINERS,
                row("one that is added", "{spec: {}}", "{spec: {ephemeralContainers: [{name: 'd'}]}}", DEBUGGER),
                row(
                        "one more",
                        "{spec: {ephemeralContainers: [{name: 'd'}]}}",
                        "{spec: {ephemeralContainers: [{name: 'd'}, {name: 'e'}]}}",
                        DEBUGGER),
                row(
                        "none that was there",
                        "{spec: {ephemeralContainers: [{name: 'd'}, {name: 'e'}]}}",
                        "{spec: {ephemeralContainers: [{name: 'e'}, {name: 'd'}]}}",
                        NOTHING),
                row(
                        "nothing else of the spec",
                        "{spec: {containers: [{name: 'a', image: 'x:1'}]}}",
                        "{spec: {containers: [{name: 'a', image: 'x:2'}]}}",
                        NOTHING),
                row("no metadata", FULL_METADATA, "{metadata: {}}", NOTHING));
    }

    static Stream<Arguments> replicaSets() {
        return on(
                Target.REPLICA_SET,
                row("replicas", "{spec: {replicas: 2}}", "{spec: {replicas: 3}}", spec("replicas")),
                row(
                        "the time until a Pod counts",
                        "{spec: {replicas: 2, minReadySeconds: 5}}",
                        "{spec: {replicas: 2}}",
                        spec("minReadySeconds")),
                row(
                        "the template",
                        template("ReplicaSet", "{labels: {app: 'web'}}", "x:1"),
                        template("ReplicaSet", "{annotations: {a: 'b'}}", "x:2"),
                        spec(
                                "template.metadata.annotations",
                                "template.metadata.labels",
                                "template.spec.containers[a].image")),
                row("an annotation", "{metadata: {}}", "{metadata: {annotations: {a: 'b'}}}", OTHER),
                row("a label", "{metadata: {}}", "{metadata: {labels: {app: 'web'}}}", OTHER),
                row(
                        "its owner",
                        "{metadata: {ownerReferences: [{kind: 'Deployment', name: 'd', controller: true}]}}",
                        "{metadata: {}}",
                        DETACHED));
    }

    static Stream<Arguments> scales() {
        return on(
                Target.REPLICA_SET_SCALE,
                row("replicas", "{spec: {replicas: 2}}", "{spec: {replicas: 3}}", spec("replicas")),
                row("replicas, to none", "{spec: {replicas: 2}}", "{spec: {}}", spec("replicas")),
                row("the same number", "{spec: {replicas: 2}}", "{spec: {replicas: 2}}", NOTHING));
    }

    static Stream<Arguments> jobs() {
        return on(
                Target.JOB,
                row(
                        "a deadline",
                        "{spec: {parallelism: 1}}",
                        "{spec: {parallelism: 1, activeDeadlineSeconds: 60}}",
                        spec("activeDeadlineSeconds")),
                row(
                        "a deadline that is taken away",
                        "{spec: {activeDeadlineSeconds: 60}}",
                        "{spec: {}}",
                        spec("activeDeadlineSeconds")),
                row(
                        "the template, after all other fields",
                        template("Job", "{labels: {app: 'web'}}", "x:1"),
                        template("Job", "{}", "x:2")
                                .replace("spec: {template", "spec: {ttlSecondsAfterFinished: 5, template"),
                        spec(
                                "ttlSecondsAfterFinished",
                                "template.metadata.labels",
                                "template.spec.containers[a].image")),
                row("how many at once", "{spec: {parallelism: 1}}", "{spec: {parallelism: 2}}", OTHER),
                row("a pause", "{spec: {}}", "{spec: {suspend: true}}", OTHER),
                row("an annotation", "{metadata: {}}", "{metadata: {annotations: {a: 'b'}}}", OTHER),
                row("a label", "{metadata: {}}", "{metadata: {labels: {app: 'web'}}}", OTHER),
                row(
                        "its owner, of which it makes no difference to this run",
                        "{metadata: {ownerReferences: [{kind: 'CronJob', name: 'c', controller: true}]}}",
                        "{metadata: {}}",
                        OTHER));
    }

    static Stream<Arguments> others() {
        return on(Target.OTHER, row("nothing", FULL_METADATA, "{spec: {replicas: 2}}", NOTHING));
    }

    private static final String FULL_METADATA =
            "{metadata: {labels: {app: 'web'}, annotations: {a: 'b'}, finalizers: ['f'],"
                    + " ownerReferences: [{kind: 'ReplicaSet', name: 'r', controller: true}]}}";

    /** A row but for its target. */
    private record Row(String name, String before, String after, Change change) {}

    private static Row row(String name, String before, String after, Change change) {
        return new Row(name, before, after, change);
    }

    private static Stream<Arguments> on(Target target, Row... rows) {
        return Stream.of(rows)
                .map(row -> argumentSet(
                        target.label() + ": " + row.name(), target, row.before(), row.after(), row.change()));
    }

    private static String template(String kind, String metadata, String image) {
        return "{apiVersion: '" + (kind.equals("Job") ? "batch/v1" : "apps/v1") + "', kind: '" + kind
                + "', spec: {template: {metadata: " + metadata + ", spec: {containers: [{name: 'a', image: '" + image
                + "'}]}}}}";
    }

    private static Change spec(String... fields) {
        return new Change(List.of(fields), false, false, false, false);
    }
}
