package io.podward.cluster;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Trees;
import io.podward.manifest.Workload;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OwnerChainTest {
    private static final String SHOP = "shop";
    private static final OwnerReference SET = new OwnerReference("apps/v1", "ReplicaSet", "web-5d4", "uid-set");
    private static final Workload FREE_SET = workload("ReplicaSet", "web-5d4", "uid-set", "");
    private static final Workload OWNED_SET = workload("ReplicaSet", "web-5d4", "uid-set", owner("web", "uid-web"));
    private static final Workload DEPLOYMENT = workload("Deployment", "web", "uid-web", "");

    private static final ResolvedOwner GONE = ResolvedOwner.notFound(new Owner.Gone(SET, false));
    private static final ResolvedOwner REPLACED = ResolvedOwner.notFound(new Owner.Gone(SET, true));
    private static final ResolvedOwner UNRESOLVED = ResolvedOwner.notFound(new Owner.Unresolved(SET));
    private static final Lookup UNAVAILABLE = new Lookup.Unavailable("a test says so");

    @ParameterizedTest
    @MethodSource
    void followsControllersToTheRoot(Map<String, Lookup> objects, ResolvedOwner resolved) {
        var cluster = (Cluster) (reference, namespace) ->
                namespace.equals(SHOP) ? objects.getOrDefault(reference.name(), new Lookup.NotFound()) : UNAVAILABLE;
        assertThat(new OwnerChain(cluster).resolve(SET, SHOP)).isEqualTo(resolved);
    }

    static Stream<Arguments> followsControllersToTheRoot() {
        return Stream.of(
                argumentSet(
                        "a controller without one is the root",
                        objects(FREE_SET),
                        ResolvedOwner.root(SET, FREE_SET, FREE_SET)),
                argumentSet(
                        "the root is the last with a controller's UID",
                        objects(OWNED_SET, DEPLOYMENT),
                        ResolvedOwner.root(SET, OWNED_SET, DEPLOYMENT)),
                argumentSet("a direct controller that is not there is gone", objects(DEPLOYMENT), GONE),
                argumentSet(
                        "one of the same name that was made anew is another",
                        objects(workload("ReplicaSet", "web-5d4", "uid-of-the-next", "")),
                        REPLACED),
                argumentSet(
                        "one without a UID is nobody's controller",
                        objects(workload("ReplicaSet", "web-5d4", "", "")),
                        GONE),
                argumentSet("one further up that is not there leaves the chain open", objects(OWNED_SET), upTo(SET)),
                argumentSet(
                        "so does one further up that is another",
                        objects(OWNED_SET, workload("Deployment", "web", "uid-of-the-next", "")),
                        upTo(SET)),
                argumentSet("no answer at the first step", Map.of("web-5d4", UNAVAILABLE), UNRESOLVED),
                argumentSet(
                        "no answer at the second step",
                        Map.of("web-5d4", new Lookup.Found(OWNED_SET), "web", UNAVAILABLE),
                        upTo(deployment("web", "uid-web"))),
                argumentSet(
                        "a circle",
                        objects(OWNED_SET, workload("Deployment", "web", "uid-web", owner("web", "uid-web"))),
                        upTo(deployment("web", "uid-web"))),
                argumentSet(
                        "five steps",
                        ladder(5),
                        ResolvedOwner.root(SET, ladderSet(), workload("Deployment", "step-5", "uid-5", ""))),
                argumentSet(
                        "six steps", ladder(6), ResolvedOwner.open(SET, ladderSet(), deployment("step-5", "uid-5"))));
    }

    private static ResolvedOwner upTo(OwnerReference farthest) {
        return ResolvedOwner.open(SET, OWNED_SET, farthest);
    }

    private static OwnerReference deployment(String name, String uid) {
        return new OwnerReference("apps/v1", "Deployment", name, uid);
    }

    @ParameterizedTest
    @MethodSource
    void neverLooksForWhatIsNobodysBusiness(OwnerReference reference) {
        var chain = new OwnerChain((_, _) -> {
            throw new AssertionError("looked for " + reference);
        });
        assertThat(chain.resolve(reference, SHOP)).isEqualTo(ResolvedOwner.notFound(new Owner.Unresolved(reference)));
    }

    static Stream<Arguments> neverLooksForWhatIsNobodysBusiness() {
        return Stream.of(
                argumentSet("the Node of a mirror Pod", new OwnerReference("v1", "Node", "node-1", "uid-node")),
                argumentSet("a Secret", new OwnerReference("v1", "Secret", "db", "uid-secret")),
                argumentSet("a ConfigMap", new OwnerReference("v1", "ConfigMap", "db", "uid-map")));
    }

    private static Map<String, Lookup> objects(Workload... workloads) {
        return Stream.of(workloads).collect(toMap(w -> w.ref().name(), Lookup.Found::new));
    }

    private static Map<String, Lookup> ladder(int steps) {
        var top = workload("Deployment", "step-" + steps, "uid-" + steps, "");
        var between = IntStream.range(2, steps)
                .mapToObj(i ->
                        workload("Deployment", "step-" + i, "uid-" + i, owner("step-" + (i + 1), "uid-" + (i + 1))));
        return objects(Stream.of(Stream.of(ladderSet()), between, Stream.of(top))
                .flatMap(w -> w)
                .toArray(Workload[]::new));
    }

    private static Workload ladderSet() {
        return workload("ReplicaSet", "web-5d4", "uid-set", owner("step-2", "uid-2"));
    }

    private static String owner(String name, String uid) {
        return ", ownerReferences: [{apiVersion: 'apps/v1', kind: 'Deployment', name: '%s', uid: '%s',"
                        .formatted(name, uid)
                + " controller: true}]";
    }

    private static Workload workload(String kind, String name, String uid, String owner) {
        return new Workload(
                Trees.tree("{apiVersion: 'apps/v1', kind: '%s', metadata: {namespace: 'shop', name: '%s', uid: '%s'%s}}"
                        .formatted(kind, name, uid, owner)));
    }
}
