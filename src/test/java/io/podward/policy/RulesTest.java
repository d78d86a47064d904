package io.podward.policy;

import static io.podward.policy.Ask.ALICE;
import static io.podward.policy.Ask.CUSTOM;
import static io.podward.policy.Ask.JOB;
import static io.podward.policy.Ask.OPERATED;
import static io.podward.policy.Ask.OPERATOR;
import static io.podward.policy.Ask.ROOT;
import static io.podward.policy.Ask.SET;
import static io.podward.policy.Ask.WEB;
import static io.podward.policy.Ask.reference;
import static io.podward.policy.Operation.CREATE;
import static io.podward.policy.Operation.DELETE;
import static io.podward.policy.Operation.UPDATE;
import static io.podward.policy.Rule.BARE_POD;
import static io.podward.policy.Rule.FORGED_OWNER;
import static io.podward.policy.Rule.POD_ADOPTION;
import static io.podward.policy.Rule.POD_DEBUG;
import static io.podward.policy.Rule.POD_DELETE;
import static io.podward.policy.Rule.POD_DETACH;
import static io.podward.policy.Rule.POD_EDIT;
import static io.podward.policy.Rule.POD_LABEL;
import static io.podward.policy.Rule.WORKLOAD_EDIT;
import static io.podward.policy.Target.POD;
import static io.podward.policy.Target.POD_EPHEMERAL_CONTAINERS;
import static io.podward.policy.Target.POD_RESIZE;
import static io.podward.policy.Target.POD_STATUS;
import static io.podward.policy.Target.REPLICA_SET;
import static io.podward.policy.Target.REPLICA_SET_SCALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Verdict.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rules a request breaks, whatever the policy makes of it. */
final class RulesTest {
    private static final long LEASE = 600;
    private static final Adoption NOT_ASKED = new Adoption.NotAsked();
    private static final Adoption BY_WEB = new Adoption.By(SET, WEB);
    private static final Owner UNRESOLVED = new Owner.Unresolved(SET);
    private static final Owner GONE = new Owner.Gone(SET, false);
    private static final OwnerReference CONFIG_MAP = reference("v1", "ConfigMap", "settings");
    private static final OwnerReference DEPLOYMENT = reference("apps/v1", "Deployment", "web");

    @ParameterizedTest
    @MethodSource({
        "creations",
        "writtenReferences",
        "edits",
        "labels",
        "adoptions",
        "workloads",
        "debugging",
        "deletions",
        "programs"
    })
    void breaks(Ask ask, List<Rule> broken) {
        assertThat(Rules.broken(ask.request(), LEASE))
                .extracting(Violation::rule)
                .isEqualTo(broken);
    }

    static Stream<Arguments> creations() {
        return Stream.of(
                row("a Pod without a controller", Ask.to(CREATE, POD), BARE_POD),
                row("a program's too", Ask.to(CREATE, POD).by(OPERATOR), BARE_POD),
                row("a leased Pod is temporary", Ask.to(CREATE, POD).madeTo(new Purpose.Leased(LEASE)), POD_DEBUG),
                row(
                        "one that is leased for too long is not",
                        Ask.to(CREATE, POD).madeTo(new Purpose.Leased(LEASE + 1)),
                        BARE_POD),
                row("a node debugger is temporary", Ask.to(CREATE, POD).madeTo(new Purpose.NodeDebugger()), POD_DEBUG),
                row("a ReplicaSet is nobody's business", Ask.to(CREATE, REPLICA_SET)),
                row(
                        "nor is a Job, also one from a CronJob",
                        Ask.to(CREATE, Target.JOB).writing(SET)));
    }

    static Stream<Arguments> writtenReferences() {
        return Stream.of(
                row("a person's reference, unseen", Ask.to(CREATE, POD).writing(SET), FORGED_OWNER),
                row("even one that is true", Ask.to(CREATE, POD).writing(ROOT), FORGED_OWNER),
                row("or that could not be looked up", Ask.to(CREATE, POD).writing(UNRESOLVED), FORGED_OWNER),
                row("or whose owner is gone", Ask.to(CREATE, POD).writing(GONE), FORGED_OWNER),
                row("one that is added to a bare Pod", Ask.to(UPDATE, POD).writing(SET), FORGED_OWNER),
                row(
                        "one that replaces another",
                        Ask.to(UPDATE, POD).ofOwner(ROOT).writing(CUSTOM),
                        FORGED_OWNER),
                row(
                        "a program's reference to a kind that controls no Pods",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(CONFIG_MAP),
                        FORGED_OWNER),
                row(
                        "also once the look-up was in vain",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(new Owner.Unresolved(CONFIG_MAP)),
                        FORGED_OWNER),
                row(
                        "a Deployment controls no Pods directly",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(new Owner.Unresolved(DEPLOYMENT)),
                        FORGED_OWNER),
                row(
                        "not even one that exists",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(new Owner.Root(DEPLOYMENT, Ask.WEB)),
                        FORGED_OWNER),
                row(
                        "a program's reference to an owner that is gone",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(GONE),
                        FORGED_OWNER),
                row(
                        "a program's reference to what exists is none",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(new Owner.Root(CUSTOM, Ask.DATABASE))),
                row(
                        "nor is one to what may not be read",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(new Owner.Unresolved(CUSTOM))),
                row(
                        "a program that works on its own Pods may not forge either",
                        Ask.to(UPDATE, POD).by(OPERATOR).ofOwner(OPERATED).writing(GONE),
                        FORGED_OWNER),
                row(
                        "what is sent to the status is dropped",
                        Ask.to(UPDATE, POD_STATUS).writing(SET)));
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                row("an image, unseen", edit().ofOwner(SET), POD_EDIT),
                row("an image of a Deployment's Pod", edit().ofOwner(ROOT), POD_EDIT),
                row("also where the look-up failed", edit().ofOwner(UNRESOLVED), POD_EDIT),
                row("an owner that is gone undoes nothing", edit().ofOwner(GONE)),
                row("a bare Pod may be changed", edit()),
                row(
                        "annotations may be changed",
                        Ask.to(UPDATE, POD).ofOwner(ROOT).annotating()),
                row("nothing may be changed", Ask.to(UPDATE, POD).ofOwner(ROOT)),
                row(
                        "resources, by resizing",
                        Ask.to(UPDATE, POD_RESIZE).ofOwner(ROOT).changing("containers[web].resources"),
                        POD_EDIT),
                row(
                        "what a status says of the spec is dropped",
                        Ask.to(UPDATE, POD_STATUS).ofOwner(ROOT).changing("containers[web].image")),
                row("an image and a label", edit().ofOwner(ROOT).relabelling(Membership.STAYS), POD_EDIT, POD_LABEL));
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                row(
                        "a label, unseen: it may be either",
                        Ask.to(UPDATE, POD).ofOwner(SET).relabelling(Membership.NOT_ASKED),
                        POD_DETACH,
                        POD_LABEL),
                row(
                        "a label that the controller does not select by",
                        Ask.to(UPDATE, POD).ofOwner(ROOT).relabelling(Membership.STAYS),
                        POD_LABEL),
                row(
                        "a label by which the Pod leaves",
                        Ask.to(UPDATE, POD).ofOwner(ROOT).relabelling(Membership.LEAVES),
                        POD_DETACH),
                row(
                        "a label of which there is no telling is the smaller matter",
                        Ask.to(UPDATE, POD).ofOwner(UNRESOLVED).relabelling(Membership.UNKNOWN),
                        POD_LABEL),
                row(
                        "a label that comes by the status",
                        Ask.to(UPDATE, POD_STATUS).ofOwner(ROOT).relabelling(Membership.STAYS),
                        POD_LABEL),
                row(
                        "one that is sent to resize is dropped",
                        Ask.to(UPDATE, POD_RESIZE).ofOwner(ROOT).relabelling(Membership.LEAVES)),
                row(
                        "a controller reference that is removed",
                        Ask.to(UPDATE, POD).ofOwner(ROOT).removingTheController(),
                        POD_DETACH),
                row(
                        "with the label too",
                        Ask.to(UPDATE, POD)
                                .ofOwner(ROOT)
                                .removingTheController()
                                .relabelling(Membership.LEAVES),
                        POD_DETACH),
                row(
                        "nobody is left by whose controller is gone",
                        Ask.to(UPDATE, POD)
                                .ofOwner(GONE)
                                .removingTheController()
                                .relabelling(Membership.UNKNOWN)));
    }

    static Stream<Arguments> adoptions() {
        return Stream.of(
                row("a labelled bare Pod, unseen", Ask.to(CREATE, POD).labelled(NOT_ASKED), POD_ADOPTION, BARE_POD),
                row("one that a controller takes over", Ask.to(CREATE, POD).labelled(BY_WEB), POD_ADOPTION, BARE_POD),
                row("one that none does", Ask.to(CREATE, POD).labelled(new Adoption.Nobody()), BARE_POD),
                row("one of which there is no telling", Ask.to(CREATE, POD).labelled(new Adoption.Unknown()), BARE_POD),
                row("a Pod without labels matches nothing", Ask.to(CREATE, POD), BARE_POD),
                row(
                        "a leased Pod is taken over as well",
                        Ask.to(CREATE, POD).labelled(BY_WEB).madeTo(new Purpose.Leased(1)),
                        POD_ADOPTION,
                        POD_DEBUG),
                row(
                        "a bare Pod that is relabelled",
                        Ask.to(UPDATE, POD).relabelling(Membership.NOT_ASKED).labelled(BY_WEB),
                        POD_ADOPTION),
                row(
                        "also by its status",
                        Ask.to(UPDATE, POD_STATUS)
                                .relabelling(Membership.NOT_ASKED)
                                .labelled(BY_WEB),
                        POD_ADOPTION),
                row("a bare Pod that keeps its labels", edit().labelled(NOT_ASKED)),
                row(
                        "a Pod that has a controller is not taken over",
                        Ask.to(UPDATE, POD)
                                .ofOwner(ROOT)
                                .relabelling(Membership.STAYS)
                                .labelled(BY_WEB),
                        POD_LABEL),
                row(
                        "nor is one that is given one",
                        Ask.to(CREATE, POD).labelled(BY_WEB).writing(SET),
                        FORGED_OWNER));
    }

    static Stream<Arguments> workloads() {
        var scaled = new Owner.Unresolved(SET);
        var ofAnUnreadableOwner = new Owner.Unresolved(SET, DEPLOYMENT);
        return Stream.of(
                row("a Deployment's ReplicaSet", scale(REPLICA_SET).ofOwner(ROOT), WORKLOAD_EDIT),
                row("also by its scale", scale(REPLICA_SET_SCALE).ofOwner(ROOT), WORKLOAD_EDIT),
                row("a ReplicaSet of its own", scale(REPLICA_SET)),
                row(
                        "a ReplicaSet whose owner could not be looked up",
                        scale(REPLICA_SET).ofOwner(scaled),
                        WORKLOAD_EDIT),
                row(
                        "a scale of what could not be looked up",
                        scale(REPLICA_SET_SCALE).ofOwner(scaled)),
                row(
                        "a scale of what has an owner that could not be",
                        scale(REPLICA_SET_SCALE).ofOwner(ofAnUnreadableOwner),
                        WORKLOAD_EDIT),
                row("a ReplicaSet whose owner is gone", scale(REPLICA_SET).ofOwner(GONE)),
                row(
                        "the owner reference of a ReplicaSet",
                        Ask.to(UPDATE, REPLICA_SET).ofOwner(ROOT).removingTheController(),
                        WORKLOAD_EDIT),
                row(
                        "another owner for a ReplicaSet",
                        Ask.to(UPDATE, REPLICA_SET).ofOwner(ROOT).writing(CUSTOM),
                        WORKLOAD_EDIT),
                row(
                        "annotations of a ReplicaSet",
                        Ask.to(UPDATE, REPLICA_SET).ofOwner(ROOT).annotating()),
                row(
                        "a CronJob's Job",
                        Ask.to(UPDATE, Target.JOB).ofOwner(JOB).changing("activeDeadlineSeconds"),
                        WORKLOAD_EDIT),
                row("what is left alone of it", Ask.to(UPDATE, Target.JOB).ofOwner(JOB)));
    }

    static Stream<Arguments> debugging() {
        return Stream.of(
                row(
                        "an ephemeral container in a Deployment's Pod",
                        Ask.to(UPDATE, POD_EPHEMERAL_CONTAINERS).ofOwner(ROOT).addingADebugger(),
                        POD_DEBUG),
                row("in a bare Pod", Ask.to(UPDATE, POD_EPHEMERAL_CONTAINERS).addingADebugger()),
                row("none is added", Ask.to(UPDATE, POD_EPHEMERAL_CONTAINERS).ofOwner(ROOT)));
    }

    static Stream<Arguments> deletions() {
        return Stream.of(
                row("a Deployment's Pod", delete(Deletion.ORDINARY).ofOwner(ROOT), POD_DELETE),
                row("unseen", delete(Deletion.ORDINARY).ofOwner(SET), POD_DELETE),
                row(
                        "of an owner that could not be looked up",
                        delete(Deletion.ORDINARY).ofOwner(UNRESOLVED)),
                row("of an owner that is gone", delete(Deletion.ORDINARY).ofOwner(GONE)),
                row("a bare Pod", delete(Deletion.ORDINARY)),
                row("by force", delete(Deletion.FORCED).ofOwner(ROOT)),
                row("of a Pod that fails", delete(Deletion.OF_A_FAILING_POD).ofOwner(ROOT)),
                row("for an update", delete(Deletion.FOR_AN_UPDATE).ofOwner(ROOT)),
                row("a ReplicaSet", Ask.to(DELETE, REPLICA_SET).ofOwner(ROOT)));
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                row("edits a Deployment's Pod", edit().by(OPERATOR).ofOwner(ROOT), POD_EDIT),
                row("edits what a custom resource owns", edit().by(OPERATOR).ofOwner(OPERATED)),
                row("edits what may not be looked up", edit().by(OPERATOR).ofOwner(UNRESOLVED)),
                row("edits unseen", edit().by(OPERATOR).ofOwner(CUSTOM), POD_EDIT),
                row(
                        "edits the Pod of a Pod, as a Spark driver does",
                        edit().by(OPERATOR)
                                .ofOwner(new Owner.Root(
                                        reference("v1", "Pod", "driver"),
                                        new ObjectRef("v1", "Pod", "shop", "driver")))),
                row(
                        "relabels its own Pods",
                        Ask.to(UPDATE, POD).by(OPERATOR).ofOwner(OPERATED).relabelling(Membership.LEAVES)),
                row("scales its own ReplicaSet", scale(REPLICA_SET).by(OPERATOR).ofOwner(OPERATED)),
                row(
                        "deletes its own Pod",
                        delete(Deletion.ORDINARY).by(OPERATOR).ofOwner(OPERATED)),
                row("a person is held to the custom resource", edit().by(ALICE).ofOwner(OPERATED), POD_EDIT));
    }

    @Test
    void aJobOfACronJobIsWorthAWarningAtMost() {
        var request = Ask.to(UPDATE, Target.JOB)
                .ofOwner(JOB)
                .changing("activeDeadlineSeconds")
                .request();
        assertThat(Rules.broken(request, LEASE))
                .containsExactly(new Violation(WORKLOAD_EDIT, new Owner.Claimed(JOB), Action.WARN));
    }

    @Test
    void anAdoptionIsAboutTheOneWhoAdopts() {
        assertThat(Rules.broken(Ask.to(CREATE, POD).labelled(BY_WEB).request(), LEASE))
                .first()
                .isEqualTo(new Violation(POD_ADOPTION, ROOT));
    }

    @Test
    void aForgeryIsAboutTheOneWhoIsNamed() {
        var request = Ask.to(UPDATE, POD).ofOwner(ROOT).writing(CUSTOM).request();
        assertThat(Rules.broken(request, LEASE))
                .containsExactly(new Violation(FORGED_OWNER, new Owner.Claimed(CUSTOM)));
    }

    private static Ask edit() {
        return Ask.to(UPDATE, POD).changing("containers[web].image");
    }

    private static Ask scale(Target target) {
        return Ask.to(UPDATE, target).changing("replicas");
    }

    private static Ask delete(Deletion deletion) {
        return Ask.to(DELETE, POD).deleting(deletion);
    }

    private static Arguments row(String name, Ask ask, Rule... broken) {
        return argumentSet(name, ask, List.of(broken));
    }
}
