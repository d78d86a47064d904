package io.podward.cluster;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.Trees;
import io.podward.manifest.Workload;
import io.podward.policy.Adoption;
import io.podward.policy.Inquiry.Adoptable;
import io.podward.policy.LabelSelector;
import io.podward.policy.ObjectRef;
import io.podward.policy.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AdoptersTest {
    private static final Map<String, String> WEB = Map.of("app", "web");
    private static final Map<String, String> REPLICA = Map.of("app", "web", "pod-template-hash", "5d4");
    private static final Map<String, String> OF_A_JOB =
            Map.of("batch.kubernetes.io/job-name", "import", "batch.kubernetes.io/controller-uid", "uid-import");

    private static final Workload FREE_SET =
            workload("apps/v1", "ReplicaSet", "web", "", "selector: {matchLabels: {app: 'web'}}", "");
    private static final Workload DEPLOYMENT = workload("apps/v1", "Deployment", "web", "", "", "");
    private static final Workload DEPLOYMENT_SET = workload(
            "apps/v1",
            "ReplicaSet",
            "web-5d4",
            "labels: {'pod-template-hash': '5d4'}, " + owner("Deployment", "web"),
            "selector: {matchLabels: {app: 'web', 'pod-template-hash': '5d4'}}",
            "");
    private static final Workload ROLLOUT_SET = workload(
            "apps/v1",
            "ReplicaSet",
            "web-77c",
            "labels: {'rollouts-pod-template-hash': '77c'}",
            "selector: {matchLabels: {app: 'web', 'rollouts-pod-template-hash': '77c'}}",
            "");
    private static final Workload STATEFUL_SET =
            workload("apps/v1", "StatefulSet", "db", "", "selector: {matchLabels: {app: 'web'}}", "");
    private static final Workload JOB = workload(
            "batch/v1",
            "Job",
            "import",
            "",
            "selector: {matchLabels: {'batch.kubernetes.io/controller-uid': 'uid-import'}}",
            "");
    private static final Workload EVERYTHING = workload("apps/v1", "DaemonSet", "logs", "", "selector: {}", "");

    @ParameterizedTest
    @MethodSource
    void findsWhoWouldAdoptAPod(String name, Map<String, String> labels, List<Workload> objects, Adoption adoption) {
        assertThat(adoption(cluster(objects), name, labels)).isEqualTo(adoption);
    }

    static Stream<Arguments> findsWhoWouldAdoptAPod() {
        return Stream.of(
                argumentSet("a Pod without labels has none to match", "web-0", Map.of(), List.of(EVERYTHING), nobody()),
                argumentSet("an empty namespace", "web-0", WEB, List.of(), nobody()),
                argumentSet(
                        "a ReplicaSet of nobody",
                        "builder",
                        WEB,
                        List.of(FREE_SET),
                        by(FREE_SET, "apps/v1", "ReplicaSet", "web")),
                argumentSet(
                        "the ReplicaSet of a Deployment demands the hash",
                        "builder",
                        WEB,
                        List.of(DEPLOYMENT_SET),
                        nobody()),
                argumentSet(
                        "a Pod that is copied with the hash",
                        "web-copy",
                        REPLICA,
                        List.of(DEPLOYMENT, DEPLOYMENT_SET),
                        by(DEPLOYMENT_SET, "apps/v1", "Deployment", "web")),
                argumentSet(
                        "the Deployment is not there, or may not be read",
                        "web-copy",
                        REPLICA,
                        List.of(DEPLOYMENT_SET),
                        by(DEPLOYMENT_SET, "apps/v1", "ReplicaSet", "web-5d4")),
                argumentSet(
                        "a Pod with a hash, and a ReplicaSet of nobody",
                        "web-copy",
                        REPLICA,
                        List.of(FREE_SET),
                        by(FREE_SET, "apps/v1", "ReplicaSet", "web")),
                argumentSet(
                        "the ReplicaSet of a Rollout",
                        "web-copy",
                        Map.of("app", "web", "rollouts-pod-template-hash", "77c"),
                        List.of(ROLLOUT_SET),
                        by(ROLLOUT_SET, "apps/v1", "ReplicaSet", "web-77c")),
                argumentSet(
                        "the ReplicaSet of a Rollout demands its hash",
                        "web-copy",
                        REPLICA,
                        List.of(ROLLOUT_SET),
                        nobody()),
                argumentSet(
                        "a ReplicaSet that is being deleted",
                        "builder",
                        WEB,
                        List.of(workload(
                                "apps/v1",
                                "ReplicaSet",
                                "web",
                                "deletionTimestamp: '2026-11-22T12:00:00Z'",
                                "selector: {matchLabels: {app: 'web'}}",
                                "")),
                        nobody()),
                argumentSet("a selector that demands nothing", "builder", WEB, List.of(EVERYTHING), nobody()),
                argumentSet(
                        "a ReplicationController, whose selector is a map",
                        "builder",
                        WEB,
                        List.of(workload("v1", "ReplicationController", "old", "", "selector: {app: 'web'}", "")),
                        by("v1", "ReplicationController", "old")),
                argumentSet(
                        "a DaemonSet by expressions",
                        "builder",
                        WEB,
                        List.of(workload(
                                "apps/v1",
                                "DaemonSet",
                                "logs",
                                "",
                                "selector: {matchExpressions: [{key: 'app', operator: 'In', values: ['web', 'api']}]}",
                                "")),
                        by("apps/v1", "DaemonSet", "logs")),
                argumentSet(
                        "a StatefulSet, by the name of the Pod",
                        "db-7",
                        WEB,
                        List.of(STATEFUL_SET),
                        by(STATEFUL_SET, "apps/v1", "StatefulSet", "db")),
                argumentSet("a StatefulSet, and a Pod of another name", "web-7", WEB, List.of(STATEFUL_SET), nobody()),
                argumentSet("a StatefulSet, and a Pod without a number", "db-x", WEB, List.of(STATEFUL_SET), nobody()),
                argumentSet(
                        "a Job, by its UID",
                        "import-again",
                        OF_A_JOB,
                        List.of(JOB),
                        by(JOB, "batch/v1", "Job", "import")),
                argumentSet(
                        "a Job, named by one of two labels that differ",
                        "import-again",
                        Map.of(
                                "batch.kubernetes.io/job-name",
                                "export",
                                "job-name",
                                "import",
                                "batch.kubernetes.io/controller-uid",
                                "uid-import"),
                        List.of(JOB),
                        by(JOB, "batch/v1", "Job", "import")),
                argumentSet(
                        "a Job that was made anew has another UID",
                        "import-again",
                        Map.of("job-name", "import", "controller-uid", "uid-of-the-one-before"),
                        List.of(JOB),
                        nobody()),
                argumentSet(
                        "a Job that has ended",
                        "import-again",
                        OF_A_JOB,
                        List.of(
                                workload(
                                        "batch/v1",
                                        "Job",
                                        "import",
                                        "",
                                        "selector: {matchLabels: {'batch.kubernetes.io/controller-uid': 'uid-import'}}",
                                        "conditions: [{type: 'Suspended', status: 'False'}, {type: 'Complete', status: 'True'}]")),
                        nobody()),
                argumentSet(
                        "another namespace",
                        "builder",
                        WEB,
                        List.of(
                                new Workload(
                                        Trees.tree(
                                                "{apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {name: 'web',"
                                                        + " namespace: 'bank', uid: 'uid-web'}, spec: {selector: {matchLabels: {app: 'web'}}}}"))),
                        nobody()),
                argumentSet(
                        "the first of several",
                        "db-0",
                        REPLICA,
                        List.of(STATEFUL_SET, DEPLOYMENT_SET, FREE_SET),
                        by(FREE_SET, "apps/v1", "ReplicaSet", "web")));
    }

    @ParameterizedTest
    @MethodSource
    void asksForNothingThatCannotMatch(String name, Map<String, String> labels, Set<String> questions) {
        var asked = new ConcurrentSkipListSet<String>();
        adoption(
                new Cluster() {
                    @Override
                    public Lookup find(OwnerReference reference, String namespace) {
                        asked.add(reference.kind() + " " + reference.name());
                        return new Lookup.NotFound();
                    }

                    @Override
                    public Listing list(String apiVersion, String kind, String namespace, LabelSelector selector) {
                        asked.add(kind + "s " + selector);
                        return new Listing.Found(List.of(), true);
                    }
                },
                name,
                labels);
        assertThat(asked).isEqualTo(questions);
    }

    static Stream<Arguments> asksForNothingThatCannotMatch() {
        var withoutHash = "ReplicaSets !pod-template-hash,!rollouts-pod-template-hash";
        return Stream.of(
                argumentSet("no labels", "db-0", Map.of(), Set.of()),
                argumentSet("a label", "builder", WEB, Set.of(withoutHash, "ReplicationControllers ", "DaemonSets ")),
                argumentSet(
                        "a hash",
                        "web-copy",
                        REPLICA,
                        Set.of(
                                withoutHash,
                                "ReplicaSets pod-template-hash=5d4",
                                "ReplicationControllers ",
                                "DaemonSets ")),
                argumentSet(
                        "a number at the end, and a Job",
                        "db-0-1",
                        OF_A_JOB,
                        Set.of(
                                withoutHash,
                                "ReplicationControllers ",
                                "DaemonSets ",
                                "StatefulSet db-0",
                                "Job import")),
                argumentSet(
                        "two labels for the Job that differ",
                        "import-again",
                        Map.of("batch.kubernetes.io/job-name", "export", "job-name", "import"),
                        Set.of(withoutHash, "ReplicationControllers ", "DaemonSets ", "Job export", "Job import")));
    }

    @Test
    void doesNotKnowWhatItWasNotTold() {
        assertThat(adoption((_, _) -> new Lookup.NotFound(), "builder", WEB)).isEqualTo(new Adoption.Unknown());
    }

    @ParameterizedTest
    @MethodSource
    void knowsOneWhateverElseThereIs(boolean complete, String matching, Adoption adoption) {
        var cluster = new Cluster() {
            @Override
            public Lookup find(OwnerReference reference, String namespace) {
                return new Lookup.Unavailable("a test says so");
            }

            @Override
            public Listing list(String apiVersion, String kind, String namespace, LabelSelector selector) {
                return kind.equals(matching)
                        ? new Listing.Found(List.of(FREE_SET), complete)
                        : new Listing.Found(List.of(), complete);
            }
        };
        assertThat(adoption(cluster, "builder", WEB)).isEqualTo(adoption);
    }

    static Stream<Arguments> knowsOneWhateverElseThereIs() {
        return Stream.of(
                argumentSet("all were listed, and none matches", true, "none", nobody()),
                argumentSet("not all were listed, and none matches", false, "none", new Adoption.Unknown()),
                argumentSet(
                        "not all were listed, and one matches",
                        false,
                        "ReplicaSet",
                        by(FREE_SET, "apps/v1", "ReplicaSet", "web")));
    }

    private static Adoption adoption(Cluster cluster, String name, Map<String, String> labels) {
        return new Adopters(cluster, new OwnerChain(cluster)).of(new Adoptable(name, labels), "shop");
    }

    private static ManifestCluster cluster(List<Workload> objects) {
        return new ManifestCluster(objects.stream().collect(toMap(Workload::ref, object -> object)));
    }

    private static Adoption nobody() {
        return new Adoption.Nobody();
    }

    private static Adoption by(String apiVersion, String kind, String name) {
        return by(workload(apiVersion, kind, name, "", "", ""), apiVersion, kind, name);
    }

    private static Adoption by(Workload controller, String apiVersion, String kind, String root) {
        var ref = controller.ref();
        return new Adoption.By(
                new OwnerReference(ref.apiVersion(), ref.kind(), ref.name(), controller.uid()),
                new ObjectRef(apiVersion, kind, "shop", root));
    }

    private static String owner(String kind, String name) {
        return "ownerReferences: [{apiVersion: 'apps/v1', kind: '%s', name: '%s', uid: 'uid-%s', controller: true}]"
                .formatted(kind, name, name);
    }

    private static Workload workload(
            String apiVersion, String kind, String name, String metadata, String spec, String status) {
        return new Workload(
                Trees.tree("{apiVersion: '%s', kind: '%s', metadata: {namespace: 'shop', name: '%s', uid: 'uid-%s'%s},"
                                .formatted(apiVersion, kind, name, name, metadata.isEmpty() ? "" : ", " + metadata)
                        + " spec: {%s}, status: {%s}}".formatted(spec, status)));
    }
}
