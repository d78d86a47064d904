package io.podward.policy;

import static io.podward.policy.Operation.CONNECT;
import static io.podward.policy.Operation.CREATE;
import static io.podward.policy.Operation.DELETE;
import static io.podward.policy.Operation.UPDATE;
import static io.podward.policy.Target.OTHER;
import static io.podward.policy.Target.POD;
import static io.podward.policy.Target.POD_RESIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicyTest {
    private static final Policy POLICY =
            new Policy(Mode.ENFORCE, Map.of(Rule.BARE_POD, Action.WARN, Rule.POD_EDIT, Action.DENY));

    private static final Requester ALICE = new Requester("alice", List.of("system:authenticated"), false);
    private static final Requester RUNNER = new Requester(
            "system:serviceaccount:ci:gitlab-runner",
            List.of("system:serviceaccounts", "system:serviceaccounts:ci"),
            true);
    private static final Requester REPLICASET_CONTROLLER = new Requester(
            "system:serviceaccount:kube-system:replicaset-controller",
            List.of("system:serviceaccounts", "system:serviceaccounts:kube-system"),
            false);
    private static final Requester NODE =
            new Requester("system:node:node-1", List.of("system:nodes", "system:authenticated"), false);

    private static final OwnerReference REPLICA_SET = new OwnerReference("apps/v1", "ReplicaSet", "web-5d4", "uid-rs");
    private static final Owner NONE = new Owner.None();
    private static final Owner CLAIMED = new Owner.Claimed(REPLICA_SET);
    private static final Owner ROOT = new Owner.Root(new ObjectRef("apps/v1", "Deployment", "shop", "web"));
    private static final Owner UNRESOLVED = new Owner.Unresolved(REPLICA_SET);
    private static final Owner GONE = new Owner.Gone(REPLICA_SET);

    private static final PodChange IMAGE = new PodChange(List.of("containers[web].image"), false);
    private static final PodChange LABELS = new PodChange(List.of(), true);
    private static final PodChange IMAGE_AND_LABELS = new PodChange(List.of("containers[web].image"), true);

    @ParameterizedTest
    @MethodSource
    void saysWhatIsTrue(Request request, Verdict verdict) {
        assertThat(POLICY.evaluate(request)).isEqualTo(verdict);
    }

    static Stream<Arguments> saysWhatIsTrue() {
        return Stream.of(
                argumentSet("a bare Pod is a violation", create(ALICE, NONE), new Violation(Rule.BARE_POD, NONE)),
                argumentSet(
                        "a program's bare Pod is one too", create(RUNNER, NONE), new Violation(Rule.BARE_POD, NONE)),
                argumentSet(
                        "a Pod may be created with a controller",
                        create(ALICE, CLAIMED),
                        because(Reason.HAS_CONTROLLER)),
                argumentSet(
                        "a controller's Pod is none of our business",
                        create(REPLICASET_CONTROLLER, NONE),
                        because(Reason.TRUSTED_REQUESTER)),
                argumentSet("nor is a node's mirror Pod", create(NODE, NONE), because(Reason.TRUSTED_REQUESTER)),
                argumentSet(
                        "an owned Pod's spec is changed at its owner",
                        update(ALICE, POD, ROOT, IMAGE),
                        new Violation(Rule.POD_EDIT, ROOT)),
                argumentSet("also by a program", update(RUNNER, POD, ROOT, IMAGE), new Violation(Rule.POD_EDIT, ROOT)),
                argumentSet(
                        "also when labels change along",
                        update(ALICE, POD, ROOT, IMAGE_AND_LABELS),
                        new Violation(Rule.POD_EDIT, ROOT)),
                argumentSet(
                        "also through pods/resize",
                        update(ALICE, POD_RESIZE, ROOT, IMAGE),
                        new Violation(Rule.POD_EDIT, ROOT)),
                argumentSet(
                        "also before the owner was looked up",
                        update(ALICE, POD, CLAIMED, IMAGE),
                        new Violation(Rule.POD_EDIT, CLAIMED)),
                argumentSet(
                        "also when the look-up failed",
                        update(ALICE, POD, UNRESOLVED, IMAGE),
                        new Violation(Rule.POD_EDIT, UNRESOLVED)),
                argumentSet(
                        "an owner that is gone undoes nothing",
                        update(ALICE, POD, GONE, IMAGE),
                        because(Reason.OWNER_GONE)),
                argumentSet(
                        "a bare Pod may be changed", update(ALICE, POD, NONE, IMAGE), because(Reason.NO_CONTROLLER)),
                argumentSet(
                        "metadata alone may be changed",
                        update(ALICE, POD, CLAIMED, LABELS),
                        because(Reason.METADATA_ONLY)),
                argumentSet(
                        "an update may change nothing",
                        update(ALICE, POD, CLAIMED, PodChange.NONE),
                        because(Reason.NO_EFFECTIVE_CHANGE)),
                argumentSet(
                        "a controller may change its Pods",
                        update(REPLICASET_CONTROLLER, POD, CLAIMED, IMAGE),
                        because(Reason.TRUSTED_REQUESTER)),
                argumentSet(
                        "a Pod that is being deleted may be changed",
                        terminating(update(ALICE, POD, CLAIMED, IMAGE)),
                        because(Reason.TERMINATING)),
                argumentSet(
                        "a deletion passes", request(DELETE, POD, ALICE, CLAIMED, IMAGE), because(Reason.NOT_GUARDED)),
                argumentSet(
                        "kubectl exec passes", request(CONNECT, POD, ALICE, NONE, IMAGE), because(Reason.NOT_GUARDED)),
                argumentSet(
                        "another resource passes",
                        request(CREATE, OTHER, ALICE, NONE, PodChange.NONE),
                        because(Reason.NOT_GUARDED)),
                argumentSet(
                        "a creation of the resize subresource is no Pod's creation",
                        request(CREATE, POD_RESIZE, ALICE, NONE, PodChange.NONE),
                        because(Reason.NOT_GUARDED)));
    }

    @ParameterizedTest
    @MethodSource
    void judgesInOrder(Request request, Reason first) {
        assertThat(POLICY.evaluate(request)).isEqualTo(new Compliant(first));
    }

    static Stream<Arguments> judgesInOrder() {
        return Stream.of(
                argumentSet(
                        "not guarded comes before identity",
                        request(UPDATE, OTHER, NODE, CLAIMED, IMAGE),
                        Reason.NOT_GUARDED),
                argumentSet(
                        "identity comes before termination",
                        terminating(update(NODE, POD, CLAIMED, IMAGE)),
                        Reason.TRUSTED_REQUESTER),
                argumentSet(
                        "termination comes before the change",
                        terminating(update(ALICE, POD, CLAIMED, PodChange.NONE)),
                        Reason.TERMINATING),
                argumentSet(
                        "the change comes before the owner",
                        update(ALICE, POD, NONE, PodChange.NONE),
                        Reason.NO_EFFECTIVE_CHANGE));
    }

    @Test
    void asksForTheOwnerOfAnEditOnly() {
        assertThat(POLICY.question(new Violation(Rule.POD_EDIT, CLAIMED))).contains(REPLICA_SET);
        assertThat(POLICY.question(new Violation(Rule.POD_EDIT, ROOT))).isEmpty();
        assertThat(POLICY.question(new Violation(Rule.BARE_POD, NONE))).isEmpty();
        assertThat(POLICY.question(new Compliant(Reason.TRUSTED_REQUESTER))).isEmpty();
    }

    @Test
    void asksForNoOwnerOnBehalfOfARuleThatIsOff() {
        var bareOnly = new Policy(Mode.ENFORCE, Map.of(Rule.BARE_POD, Action.DENY));
        assertThat(bareOnly.question(new Violation(Rule.POD_EDIT, CLAIMED))).isEmpty();
    }

    private static Request create(Requester requester, Owner owner) {
        return request(CREATE, POD, requester, owner, PodChange.NONE);
    }

    private static Request update(Requester requester, Target target, Owner owner, PodChange change) {
        return request(UPDATE, target, requester, owner, change);
    }

    private static Request request(
            Operation operation, Target target, Requester requester, Owner owner, PodChange change) {
        return new Request(operation, target, requester, false, owner, change);
    }

    private static Request terminating(Request request) {
        return new Request(
                request.operation(), request.target(), request.requester(), true, request.owner(), request.change());
    }

    private static Verdict because(Reason reason) {
        return new Compliant(reason);
    }
}
