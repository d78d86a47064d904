package io.podward.cluster;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.ClusterFacts;
import io.podward.manifest.NamespacePods;
import io.podward.manifest.PodManifest;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Trees;
import io.podward.manifest.Workload;
import io.podward.policy.Adoption;
import io.podward.policy.Inquiry;
import io.podward.policy.Inquiry.Adoptable;
import io.podward.policy.NamespaceLabels;
import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class InquiriesTest {
    private static final OwnerReference WEB = new OwnerReference("apps/v1", "Deployment", "web", "uid-web");
    private static final OwnerReference OLD = new OwnerReference("apps/v1", "Deployment", "web", "uid-old");
    private static final Workload DEPLOYMENT = object("apps/v1", "Deployment", "web", "");
    private static final ResolvedOwner FOUND = ResolvedOwner.root(WEB, DEPLOYMENT, DEPLOYMENT);
    private static final Optional<Adoptable> POD = Optional.of(new Adoptable("web-copy", Map.of("app", "web")));
    private static final Inquiry EVERYTHING = new Inquiry("shop", Optional.of(WEB), Optional.of(OLD), POD, true, true);

    @Test
    void answersEverything() {
        var cluster = cluster(
                DEPLOYMENT,
                new Workload(Trees.tree("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop',"
                        + " labels: {'podward.io/mode': 'enforce'}}}")),
                autoscaler("api", "apps/v1", "Deployment", "api"),
                autoscaler("web-too", "apps/v1beta2", "Deployment", "web"));
        assertThat(new Inquiries(cluster).answer(EVERYTHING))
                .isEqualTo(new ClusterFacts(
                        FOUND,
                        ResolvedOwner.notFound(new Owner.Gone(OLD, true)),
                        new Adoption.Nobody(),
                        labels(Map.of("podward.io/mode", "enforce", "kubernetes.io/metadata.name", "shop")),
                        Optional.of("web-too")));
    }

    @Test
    void knowsNothingOfAClusterThatDoesNotAnswer() {
        Cluster silent = (_, _) -> new Lookup.Unavailable("a test says so");
        assertThat(new Inquiries(silent).answer(EVERYTHING)).isEqualTo(ClusterFacts.unknown(EVERYTHING));
    }

    @ParameterizedTest
    @MethodSource
    void answersNoMoreThanWasAsked(Inquiry inquiry, ClusterFacts facts) {
        assertThat(new Inquiries(cluster(DEPLOYMENT, autoscaler("web", "apps/v1", "Deployment", "web")))
                        .answer(inquiry))
                .isEqualTo(facts);
    }

    static Stream<Arguments> answersNoMoreThanWasAsked() {
        return Stream.of(
                argumentSet(
                        "the owner, without what scales it",
                        new Inquiry("shop", Optional.of(WEB), Optional.empty(), Optional.empty(), false, false),
                        ClusterFacts.NONE.withOwner(FOUND, Optional.empty())),
                argumentSet(
                        "the owner, which is gone, and so is what scaled it",
                        new Inquiry("shop", Optional.of(OLD), Optional.empty(), Optional.empty(), false, true),
                        ClusterFacts.NONE.withOwner(
                                ResolvedOwner.notFound(new Owner.Gone(OLD, true)), Optional.empty())),
                argumentSet(
                        "a reference that is written",
                        new Inquiry("shop", Optional.empty(), Optional.of(WEB), Optional.empty(), false, false),
                        ClusterFacts.NONE.withWritten(FOUND)),
                argumentSet(
                        "who would adopt a Pod",
                        new Inquiry("shop", Optional.empty(), Optional.empty(), POD, false, false),
                        ClusterFacts.NONE.withAdoption(new Adoption.Nobody())),
                argumentSet(
                        "the labels of a namespace that is not there: its name",
                        new Inquiry("shop", Optional.empty(), Optional.empty(), Optional.empty(), true, false),
                        ClusterFacts.NONE.withLabels(labels(Map.of("kubernetes.io/metadata.name", "shop")))));
    }

    @Test
    void saysWhatItKnowsWhenItIsInterrupted() throws InterruptedException {
        var asked = new CountDownLatch(1);
        Cluster slow = (reference, _) -> {
            if (reference.equals(WEB)) {
                return new Lookup.Found(DEPLOYMENT);
            }
            try {
                asked.countDown();
                new CountDownLatch(1).await();
                return new Lookup.NotFound();
            } catch (InterruptedException _) {
                return new Lookup.Unavailable("interrupted");
            }
        };
        var answer = new CompletableFuture<ClusterFacts>();
        var call = Thread.ofVirtual().start(() -> answer.complete(new Inquiries(slow).answer(EVERYTHING)));
        asked.await();
        call.interrupt();
        assertThat(answer.join()).isEqualTo(ClusterFacts.unknown(EVERYTHING).withOwner(FOUND, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void listsThePodsOfANamespace(Cluster cluster, NamespacePods pods) {
        assertThat(new Inquiries(cluster).pods("shop")).isEqualTo(pods);
    }

    static Stream<Arguments> listsThePodsOfANamespace() {
        var set = object("apps/v1", "ReplicaSet", "web-5d4", owner("apps/v1", "Deployment", "web"));
        var replica = object("v1", "Pod", "web-5d4-x2k", owner("apps/v1", "ReplicaSet", "web-5d4"));
        var odd = object("v1", "Pod", "odd", owner("v1", "ConfigMap", "settings"));
        var lost = object("v1", "Pod", "lost", owner("apps/v1", "ReplicaSet", "gone"));
        return Stream.of(
                argumentSet(
                        "with what owns them",
                        cluster(DEPLOYMENT, set, replica, odd, lost),
                        new NamespacePods.Listed(
                                Stream.of(lost, odd, replica)
                                        .map(pod -> new PodManifest(pod.tree()))
                                        .toList(),
                                Map.of(
                                        new OwnerReference("apps/v1", "ReplicaSet", "web-5d4", "uid-web-5d4"),
                                        new ObjectRef("apps/v1", "Deployment", "shop", "web")),
                                true)),
                argumentSet("none", cluster(DEPLOYMENT), new NamespacePods.Listed(List.of(), Map.of(), true)),
                argumentSet(
                        "that cannot be listed",
                        (Cluster) (_, _) -> new Lookup.NotFound(),
                        new NamespacePods.Unknown()));
    }

    private static Cluster cluster(Workload... objects) {
        return new ManifestCluster(Stream.of(objects).collect(toMap(Workload::ref, object -> object)));
    }

    private static NamespaceLabels labels(Map<String, String> labels) {
        return new NamespaceLabels.Known(labels);
    }

    private static Workload autoscaler(String name, String apiVersion, String kind, String target) {
        return new Workload(Trees.tree("""
                {apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: {namespace: 'shop', name: '%s'},
                spec: {scaleTargetRef: {apiVersion: '%s', kind: '%s', name: '%s'}}}
                """.formatted(name, apiVersion, kind, target)));
    }

    private static String owner(String apiVersion, String kind, String name) {
        return ", ownerReferences: [{apiVersion: '%s', kind: '%s', name: '%s', uid: 'uid-%s', controller: true}]"
                .formatted(apiVersion, kind, name, name);
    }

    private static Workload object(String apiVersion, String kind, String name, String more) {
        return new Workload(
                Trees.tree("{apiVersion: '%s', kind: '%s', metadata: {namespace: 'shop', name: '%s', uid: 'uid-%s'%s}}"
                        .formatted(apiVersion, kind, name, name, more)));
    }
}
