package io.podward.admission;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.ClusterFacts;
import io.podward.manifest.PodManifest;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Adoption;
import io.podward.policy.Change;
import io.podward.policy.Deletion;
import io.podward.policy.Membership;
import io.podward.policy.NamespaceLabels;
import io.podward.policy.Operation;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.PodFacts;
import io.podward.policy.Purpose;
import io.podward.policy.Request;
import io.podward.policy.Requester;
import io.podward.policy.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the requests that a real API server sent become. */
final class FactsTest {
    private static final Path REVIEWS = Path.of("src/test/resources/reviews");
    private static final String BLOG = "ReplicaSet/blog-api-f85cbdc7d";
    private static final String CART = "ReplicaSet/cart-59cb657bf7";
    private static final String OLD_CART = "ReplicaSet/cart-5fd6bf5976";
    private static final OwnerReference CART_SET =
            new OwnerReference("apps/v1", "ReplicaSet", "cart-59cb657bf7", "fb1ea2ca-6d8b-4508-86fa-54149d72e757");
    private static final OwnerReference DEPLOYMENT = new OwnerReference("apps/v1", "Deployment", "cart", "u-1");
    private static final Workload CART_WORKLOAD = new Workload(tree("{apiVersion: 'apps/v1', kind: 'ReplicaSet',"
            + " metadata: {name: 'cart-59cb657bf7', namespace: 'shop', uid: 'fb1ea2ca-6d8b-4508-86fa-54149d72e757'},"
            + " spec: {selector: {matchLabels: {app: 'cart', 'pod-template-hash': '59cb657bf7'}}}}"));
    private static final Workload CART_DEPLOYMENT = new Workload(tree(
            "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'cart', namespace: 'shop', uid: 'u-1'}}"));
    private static final Owner ROOT = new Owner.Root(CART_SET, CART_DEPLOYMENT.ref());

    /**
     * What a request shows by itself.
     *
     * @param owner the controller that the object has, as {@code Kind/name}; empty for none
     * @param written the controller that it is given, in the same form
     */
    record Seen(String owner, String written, Change change, boolean terminating, Purpose purpose, Deletion deletion) {
        Seen being(Purpose made) {
            return new Seen(owner, written, change, terminating, made, deletion);
        }

        Seen deleted(Deletion how) {
            return new Seen(owner, written, change, terminating, purpose, how);
        }

        Seen writing(String controller) {
            return new Seen(owner, controller, change, terminating, purpose, deletion);
        }

        Seen changing(Change made) {
            return new Seen(owner, written, made, terminating, purpose, deletion);
        }

        Seen changing(String... spec) {
            return changing(new Change(List.of(spec), false, false, false, false));
        }

        Seen relabelled() {
            return changing(new Change(List.of(), true, false, false, false));
        }

        Seen annotated() {
            return changing(new Change(List.of(), false, false, false, true));
        }

        Seen detached() {
            return changing(new Change(List.of(), change.labels(), true, false, true));
        }

        Seen debugged() {
            return changing(new Change(List.of(), false, false, true, false));
        }

        Seen whileItTerminates() {
            return new Seen(owner, written, change, true, purpose, deletion);
        }
    }

    @Test
    void aRequestIsReadWhole() {
        assertThat(facts("alice-isolates-a-deployment-pod-through-its-status.mutate", ClusterFacts.NONE))
                .isEqualTo(new Request(
                        Operation.UPDATE,
                        Target.POD_STATUS,
                        new Requester("alice", List.of("system:authenticated"), false),
                        "shop",
                        new NamespaceLabels.NotAsked(),
                        false,
                        new Owner.Claimed(CART_SET),
                        new Owner.None(),
                        new Change(List.of(), true, false, false, false),
                        new PodFacts(
                                "cart-59cb657bf7-82rp4",
                                Map.of("app", "cart-isolated", "pod-template-hash", "59cb657bf7", "tier", "web"),
                                new Purpose.Lasting(),
                                Deletion.NONE,
                                new Adoption.NotAsked(),
                                Membership.NOT_ASKED)));
    }

    @ParameterizedTest
    @MethodSource({"creations", "updates", "subresources", "ownerReferences", "workloads", "deletions"})
    void aRecordedReviewBecomes(String recording, Seen seen) {
        var facts = facts(recording, ClusterFacts.NONE);
        assertThat(new Seen(
                        claim(facts.owner()),
                        claim(facts.written()),
                        facts.change(),
                        facts.terminating(),
                        facts.pod().purpose(),
                        facts.pod().deletion()))
                .isEqualTo(seen);
    }

    static Stream<Arguments> creations() {
        var debugger = bare().being(new Purpose.NodeDebugger());
        return Stream.of(
                row("alice-runs-a-bare-pod.validate", bare()),
                row("alice-runs-a-bare-pod-once.validate", bare()),
                row("alice-runs-an-interactive-bare-pod-once.validate", bare()),
                row("alice-runs-a-leased-pod.validate", bare().being(new Purpose.Leased(3600))),
                row("alice-runs-a-pod-with-a-lease-that-is-too-long.validate", bare().being(new Purpose.Leased(86400))),
                row("alice-runs-a-pod-with-a-deadline-that-restarts.validate", bare()),
                row("alice-copies-a-deployment-pod-to-debug-it.validate", bare()),
                row("alice-copies-a-deployment-pod-with-its-labels-to-debug-it.validate", bare()),
                row("alice-creates-a-pod-with-an-owner-that-is-no-controller.validate", bare()),
                row("alice-debugs-a-node.validate", debugger),
                row("alice-debugs-a-node-with-a-command.validate", debugger),
                row("alice-debugs-a-node-with-an-older-kubectl.validate", debugger),
                row("alice-debugs-a-node-with-the-profile-restricted.validate", debugger),
                row("alice-debugs-a-node-with-the-profile-sysadmin.validate", debugger),
                row(
                        "alice-creates-a-pod-controlled-by-a-configmap.validate",
                        bare().writing("ConfigMap/cart-settings")),
                row("alice-creates-a-pod-controlled-by-a-replicaset.validate", bare().writing(CART)),
                row("alice-replaces-a-deployment-pod-by-force.validate", bare().writing(CART)),
                row("an-operator-creates-the-pod-of-a-custom-resource.validate", bare().writing("Database/invoices")));
    }

    static Stream<Arguments> updates() {
        return Stream.of(
                row("alice-sets-the-image-of-a-deployment-pod.mutate", of(BLOG).changing("containers[blog].image")),
                row(
                        "alice-sets-the-resources-of-a-deployment-pod.mutate",
                        of(BLOG).changing("containers[blog].resources")),
                row("alice-adds-a-toleration-to-a-deployment-pod.mutate", of(BLOG).changing("tolerations")),
                row("alice-replaces-a-deployment-pod-without-its-default-tolerations.mutate", of(BLOG)),
                row("alice-writes-the-status-of-a-deployment-pod-on-the-main-resource.mutate", of(BLOG)),
                row("alice-limits-the-running-time-of-a-deployment-pod.validate", of(BLOG).annotated()),
                row("alice-annotates-a-deployment-pod.validate", of(BLOG).annotated()),
                row("alice-adds-a-finalizer-to-a-deployment-pod.validate", of(BLOG).annotated()),
                row("alice-labels-a-deployment-pod.validate", of(BLOG).relabelled()),
                row("alice-labels-a-bare-pod.validate", bare().relabelled()),
                row("alice-applies-a-bare-pod-again-without-a-change.validate", bare()),
                row(
                        "alice-sets-the-image-of-a-terminating-pod.validate",
                        of(BLOG).changing("containers[blog].image").whileItTerminates()),
                row(
                        "alice-removes-the-finalizer-of-a-terminating-pod.validate",
                        of(BLOG).annotated().whileItTerminates()));
    }

    static Stream<Arguments> subresources() {
        return Stream.of(
                row("alice-resizes-a-deployment-pod.mutate", of(BLOG).changing("containers[blog].resources")),
                row("alice-changes-the-image-of-a-deployment-pod-through-a-resize.mutate", of(CART)),
                row("alice-labels-a-deployment-pod-through-a-resize.mutate", of(CART)),
                row("alice-labels-a-deployment-pod-through-its-status.mutate", of(CART).relabelled()),
                row("alice-annotates-a-deployment-pod-through-its-status.validate", of(CART).annotated()),
                row("alice-sends-a-spec-to-the-status-of-a-deployment-pod.mutate", of(CART)),
                row("alice-sends-an-owner-reference-to-the-status-of-a-bare-pod.mutate", bare()),
                row("alice-adds-an-ephemeral-container-to-a-deployment-pod.mutate", of(CART).debugged()),
                row("alice-labels-a-deployment-pod-through-ephemeral-containers.mutate", of(CART).debugged()));
    }

    static Stream<Arguments> ownerReferences() {
        return Stream.of(
                row("alice-adds-an-owner-that-is-no-controller-to-a-bare-pod.mutate", bare().annotated()),
                row(
                        "alice-makes-a-configmap-the-controller-of-a-bare-pod.mutate",
                        bare().annotated().writing("ConfigMap/cart-settings")),
                row(
                        "alice-makes-a-replicaset-the-controller-of-a-bare-pod.mutate",
                        bare().annotated().writing(CART)),
                row(
                        "alice-changes-the-controller-of-a-deployment-pod.mutate",
                        of(CART).annotated().writing("ConfigMap/cart-settings")),
                row("alice-removes-the-owner-reference-of-a-deployment-pod.mutate", of(CART).detached()),
                row(
                        "alice-removes-the-labels-and-the-owner-reference-of-a-deployment-pod.mutate",
                        of(CART).relabelled().detached()));
    }

    static Stream<Arguments> workloads() {
        var cart = of("Deployment/cart");
        var invoice = of("CronJob/weekly-invoice");
        return Stream.of(
                row("alice-scales-the-current-replicaset-of-a-deployment.mutate", of(CART).changing("replicas")),
                row(
                        "alice-scales-the-current-replicaset-of-a-deployment-to-zero.mutate",
                        of(CART).changing("replicas")),
                row("alice-scales-the-current-replicaset-of-a-deployment-to-what-it-has.mutate", of(CART)),
                row(
                        "alice-scales-an-old-replicaset-of-a-deployment-to-one.mutate",
                        of(OLD_CART).changing("replicas")),
                row(
                        "alice-scales-a-bare-replicaset.mutate",
                        of("ReplicaSet/legacy-search").changing("replicas")),
                row(
                        "alice-sets-the-replicas-of-the-current-replicaset-of-a-deployment.mutate",
                        cart.changing("replicas")),
                row(
                        "alice-sets-image-and-env-of-the-current-replicaset-of-a-deployment.mutate",
                        cart.changing("template.spec.containers[cart].env", "template.spec.containers[cart].image")),
                row("alice-annotates-the-replicaset-of-a-deployment.mutate", cart.annotated()),
                row("alice-removes-the-owner-reference-of-the-replicaset-of-a-deployment.mutate", cart.detached()),
                row(
                        "alice-sets-the-image-of-a-bare-replicaset.mutate",
                        bare().changing("template.spec.containers[search].image")),
                row("alice-limits-the-running-time-of-a-cronjob-job.mutate", invoice.changing("activeDeadlineSeconds")),
                row(
                        "alice-sets-the-image-of-the-template-of-a-cronjob-job.mutate",
                        invoice.changing("template.spec.containers[invoice].image")),
                row("alice-changes-the-parallelism-of-a-cronjob-job.mutate", invoice.annotated()),
                row("alice-suspends-a-cronjob-job.mutate", invoice.annotated()),
                row("alice-annotates-a-cronjob-job.mutate", invoice.annotated()),
                row("alice-removes-the-owner-reference-of-a-cronjob-job.mutate", invoice.annotated()));
    }

    static Stream<Arguments> deletions() {
        return Stream.of(
                row("alice-deletes-a-bare-pod.validate", bare().deleted(Deletion.ORDINARY)),
                row("alice-deletes-a-deployment-pod.validate", of(BLOG).deleted(Deletion.ORDINARY)),
                row("alice-deletes-all-search-pods-in-one-request.validate", bare().deleted(Deletion.ORDINARY)),
                row("alice-deletes-a-deployment-pod-at-once.validate", of(CART).deleted(Deletion.FORCED)),
                row(
                        "alice-deletes-a-crash-looping-deployment-pod.validate",
                        of("ReplicaSet/mailer-758fd9566d").deleted(Deletion.OF_A_FAILING_POD)),
                row(
                        "alice-deletes-a-failed-deployment-pod.validate",
                        of("ReplicaSet/mailer-758fd9566d").deleted(Deletion.FORCED)),
                row(
                        "alice-deletes-a-statefulset-pod-with-on-delete.validate",
                        of("StatefulSet/wishlist-db").deleted(Deletion.ORDINARY)));
    }

    @ParameterizedTest
    @MethodSource
    void aScaleHasTheOwnerOfWhatIsScaled(Owner found, Owner owner) {
        var facts = facts(
                "alice-scales-the-current-replicaset-of-a-deployment.mutate", owned(ResolvedOwner.notFound(found)));
        assertThat(facts.owner()).isEqualTo(owner);
        assertThat(facts.pod()).isEqualTo(PodFacts.NONE);
    }

    static Stream<Arguments> aScaleHasTheOwnerOfWhatIsScaled() {
        var itself = new Owner.Root(CART_SET, CART_WORKLOAD.ref());
        var unread = new Owner.Unresolved(CART_SET);
        var open = new Owner.Unresolved(CART_SET, DEPLOYMENT);
        return Stream.of(
                argumentSet("nobody has looked", new Owner.None(), new Owner.Claimed(CART_SET)),
                argumentSet("a Deployment owns it", ROOT, ROOT),
                argumentSet("nothing owns it", itself, new Owner.None()),
                argumentSet("it is not there any more", new Owner.Gone(CART_SET, false), new Owner.None()),
                argumentSet("it could not be looked up", unread, unread),
                argumentSet("its owner could not be looked up", open, open));
    }

    /** A Scale does not say so itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aScaleOfWhatIsDeletedIsOfSomethingThatTerminates(boolean deleted) {
        var timestamp = deleted ? ", deletionTimestamp: '2026-11-22T12:00:00Z'" : "";
        var set = new Workload(tree(
                "{apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {name: 'cart-59cb657bf7'" + timestamp + "}}"));
        var found = owned(ResolvedOwner.root(CART_SET, set, CART_DEPLOYMENT));
        assertThat(facts("alice-scales-the-current-replicaset-of-a-deployment.mutate", found)
                        .terminating())
                .isEqualTo(deleted);
        assertThat(facts("alice-labels-a-deployment-pod.validate", found).terminating())
                .as("a Pod stays for a while when its controller goes")
                .isFalse();
    }

    @Test
    void anOwnerThatWasFoundReplacesTheClaim() {
        var found = owned(ResolvedOwner.root(CART_SET, CART_WORKLOAD, CART_DEPLOYMENT));
        assertThat(facts("alice-labels-a-deployment-pod-through-its-status.mutate", found)
                        .owner())
                .isEqualTo(ROOT);
        assertThat(facts("alice-labels-a-bare-pod.mutate", found).owner())
                .as("an object without a controller has none, whatever was found")
                .isEqualTo(new Owner.None());
    }

    @Test
    void aReferenceThatWasCheckedReplacesTheClaim() {
        var checked = new Owner.Gone(CART_SET, true);
        var cluster = new ClusterFacts(
                ResolvedOwner.notFound(new Owner.None()),
                ResolvedOwner.notFound(checked),
                new Adoption.Unknown(),
                new NamespaceLabels.Unknown(),
                Optional.empty());
        assertThat(facts("alice-creates-a-pod-controlled-by-a-replicaset.validate", cluster)
                        .written())
                .isEqualTo(checked);
        assertThat(facts("alice-runs-a-bare-pod.validate", cluster).written()).isEqualTo(new Owner.None());
    }

    @ParameterizedTest
    @MethodSource
    void whetherThePodStaysIsToldByTheSelector(String recording, ResolvedOwner owner, Membership membership) {
        assertThat(facts(recording, owned(owner)).pod().membership()).isEqualTo(membership);
    }

    static Stream<Arguments> whetherThePodStaysIsToldByTheSelector() {
        var isolated = "alice-isolates-a-deployment-pod-through-its-status.mutate";
        var labelled = "alice-labels-a-deployment-pod-through-its-status.mutate";
        var set = ResolvedOwner.root(CART_SET, CART_WORKLOAD, CART_DEPLOYMENT);
        var openSet = ResolvedOwner.open(CART_SET, CART_WORKLOAD, DEPLOYMENT);
        var custom = new Workload(tree("{apiVersion: 'example.com/v1', kind: 'Database', metadata: {name: 'd'}}"));
        return Stream.of(
                argumentSet("a label of the selector", isolated, set, Membership.LEAVES),
                argumentSet("another label", labelled, set, Membership.STAYS),
                argumentSet("the root does not matter", isolated, openSet, Membership.LEAVES),
                argumentSet("no selector", isolated, ResolvedOwner.root(CART_SET, custom, custom), Membership.UNKNOWN),
                argumentSet(
                        "no owner was found",
                        isolated,
                        ResolvedOwner.notFound(new Owner.Unresolved(CART_SET)),
                        Membership.UNKNOWN),
                argumentSet(
                        "nobody has looked", isolated, ResolvedOwner.notFound(new Owner.None()), Membership.NOT_ASKED));
    }

    @ParameterizedTest
    @MethodSource
    void aDeletionMayBeWhatTheControllerWaitsFor(String strategy, Deletion deletion) {
        var set = new Workload(tree("{apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'wishlist-db'},"
                + " spec: {updateStrategy: " + strategy + "}}"));
        var found =
                owned(ResolvedOwner.root(new OwnerReference("apps/v1", "StatefulSet", "wishlist-db", "u"), set, set));
        assertThat(facts("alice-deletes-a-statefulset-pod-with-on-delete.validate", found)
                        .pod()
                        .deletion())
                .isEqualTo(deletion);
        assertThat(facts("alice-labels-a-deployment-pod.validate", found).pod().deletion())
                .isEqualTo(Deletion.NONE);
    }

    static Stream<Arguments> aDeletionMayBeWhatTheControllerWaitsFor() {
        return Stream.of(
                argumentSet("OnDelete", "{type: 'OnDelete'}", Deletion.FOR_AN_UPDATE),
                argumentSet("RollingUpdate", "{type: 'RollingUpdate'}", Deletion.ORDINARY),
                argumentSet("none", "{}", Deletion.ORDINARY));
    }

    /** A controller adopts no Pod that has run to its end. */
    @ParameterizedTest
    @MethodSource
    void whoAdoptsIsWhatTheClusterSays(String status, Adoption adoption) {
        var by = new Adoption.By(CART_SET, CART_DEPLOYMENT.ref());
        var cluster = new ClusterFacts(
                ResolvedOwner.notFound(new Owner.None()),
                ResolvedOwner.notFound(new Owner.None()),
                by,
                new NamespaceLabels.Known(Map.of("team", "a")),
                Optional.empty());
        var facts =
                Facts.of(update("{metadata: {name: 'a'}, status: " + status + "}", "{metadata: {name: 'a'}}"), cluster);
        assertThat(facts.pod().adoption()).isEqualTo(adoption);
        assertThat(facts.labels()).isEqualTo(new NamespaceLabels.Known(Map.of("team", "a")));
    }

    static Stream<Arguments> whoAdoptsIsWhatTheClusterSays() {
        return Stream.of(
                argumentSet("a running Pod", "{phase: 'Running'}", new Adoption.By(CART_SET, CART_DEPLOYMENT.ref())),
                argumentSet("a Pod that has failed", "{phase: 'Failed'}", new Adoption.Nobody()),
                argumentSet("a Pod that has finished", "{phase: 'Succeeded'}", new Adoption.Nobody()));
    }

    /** There is no deadline in the template of what is to run for ever. */
    @ParameterizedTest
    @MethodSource
    void aDeadlineIsThePodsOwnWhereItsOwnerHasNone(String controller, List<String> changed) {
        var metadata = "{metadata: {name: 'a', ownerReferences: [" + controller + "]}, spec: {activeDeadlineSeconds: ";
        var facts = Facts.of(update(metadata + "60}}", metadata + "30}}"), ClusterFacts.NONE);
        assertThat(facts.change()).isEqualTo(new Change(changed, false, false, false, changed.isEmpty()));
    }

    static Stream<Arguments> aDeadlineIsThePodsOwnWhereItsOwnerHasNone() {
        var deadline = List.of("activeDeadlineSeconds");
        return Stream.of(
                argumentSet("a DaemonSet", controller("apps/v1", "DaemonSet"), List.of()),
                argumentSet("a ReplicaSet", controller("apps/v1", "ReplicaSet"), List.of()),
                argumentSet("a StatefulSet", controller("apps/v1", "StatefulSet"), List.of()),
                argumentSet("a ReplicationController", controller("v1", "ReplicationController"), List.of()),
                argumentSet("a Job", controller("batch/v1", "Job"), deadline),
                argumentSet("a custom StatefulSet", controller("apps.kruise.io/v1", "StatefulSet"), deadline),
                argumentSet("no controller", "", deadline));
    }

    /** What a Pod is made for is asked once. */
    @Test
    void onlyANewPodHasAPurpose() {
        var leased = "{metadata: {name: 'a'}, spec: {restartPolicy: 'Never', activeDeadlineSeconds: 60}}";
        assertThat(Facts.of(update(leased, leased), ClusterFacts.NONE).pod().purpose())
                .isEqualTo(new Purpose.Lasting());
    }

    private static String controller(String apiVersion, String kind) {
        return "{apiVersion: '" + apiVersion + "', kind: '" + kind + "', name: 'r', uid: 'u', controller: true}";
    }

    private static ReviewRequest update(String before, String after) {
        return new ReviewRequest(
                "u-1",
                Operation.UPDATE,
                Target.POD,
                "pods",
                "a",
                "shop",
                new Requester("alice", List.of(), false),
                tree("{}"),
                new PodManifest(tree(after)),
                new PodManifest(tree(before)),
                Optional.empty());
    }

    private static ClusterFacts owned(ResolvedOwner owner) {
        return new ClusterFacts(
                owner,
                ResolvedOwner.notFound(new Owner.None()),
                new Adoption.Unknown(),
                new NamespaceLabels.Unknown(),
                Optional.empty());
    }

    private static String claim(Owner owner) {
        return owner instanceof Owner.Claimed(var reference) ? reference.kind() + "/" + reference.name() : "";
    }

    private static Request facts(String recording, ClusterFacts cluster) {
        try {
            return switch (ReviewReader.read(Files.readAllBytes(REVIEWS.resolve(recording + ".json")))) {
                case Review.Asked(var asked) -> Facts.of(asked, cluster);
                case Review.Malformed(var problem) -> throw new AssertionError(problem);
            };
        } catch (IOException e) {
            throw new AssertionError(recording, e);
        }
    }

    private static Seen bare() {
        return new Seen("", "", Change.NONE, false, new Purpose.Lasting(), Deletion.NONE);
    }

    private static Seen of(String controller) {
        return new Seen(controller, "", Change.NONE, false, new Purpose.Lasting(), Deletion.NONE);
    }

    private static Arguments row(String recording, Seen seen) {
        return argumentSet(recording, recording, seen);
    }
}
