package io.podward.policy;

import java.util.List;
import java.util.Map;

/** Requests for tests, which say only what they are about. */
final class Ask {
    static final Requester ALICE = new Requester("alice", List.of("system:authenticated", "developers"), false);
    static final Requester OPERATOR = new Requester(
            "system:serviceaccount:db:operator", List.of("system:serviceaccounts", "system:serviceaccounts:db"), true);
    static final Requester REPLICASET_CONTROLLER = new Requester(
            "system:serviceaccount:kube-system:replicaset-controller",
            List.of("system:serviceaccounts", "system:serviceaccounts:kube-system"),
            false);

    static final OwnerReference SET = reference("apps/v1", "ReplicaSet", "web-5d4");
    static final OwnerReference JOB = reference("batch/v1", "Job", "report");
    static final OwnerReference CUSTOM = reference("db.example.com/v1", "Database", "orders");
    static final ObjectRef WEB = new ObjectRef("apps/v1", "Deployment", "shop", "web");
    static final ObjectRef DATABASE = new ObjectRef("db.example.com/v1", "Database", "shop", "orders");

    static final Owner ROOT = new Owner.Root(SET, WEB);
    static final Owner OPERATED = new Owner.Root(reference("apps/v1", "StatefulSet", "orders"), DATABASE);

    private final Operation operation;
    private final Target target;
    private Requester requester = ALICE;
    private NamespaceLabels labels = new NamespaceLabels.NotAsked();
    private boolean terminating;
    private Owner owner = new Owner.None();
    private Owner written = new Owner.None();
    private Change change = Change.NONE;
    private Map<String, String> podLabels = Map.of();
    private Purpose purpose = new Purpose.Lasting();
    private Deletion deletion = Deletion.NONE;
    private Adoption adoption = new Adoption.NotAsked();
    private Membership membership = Membership.NOT_ASKED;

    private Ask(Operation operation, Target target) {
        this.operation = operation;
        this.target = target;
    }

    static Ask to(Operation operation, Target target) {
        return new Ask(operation, target);
    }

    static OwnerReference reference(String apiVersion, String kind, String name) {
        return new OwnerReference(apiVersion, kind, name, "uid-" + name);
    }

    Ask by(Requester asking) {
        requester = asking;
        return this;
    }

    Ask inNamespaceWith(Map<String, String> known) {
        labels = new NamespaceLabels.Known(known);
        return this;
    }

    /** As it is once nothing more is asked. */
    Ask settled() {
        labels = new NamespaceLabels.Unknown();
        adoption = new Adoption.Unknown();
        membership = Membership.UNKNOWN;
        return this;
    }

    Ask terminating() {
        terminating = true;
        return this;
    }

    Ask ofOwner(Owner known) {
        owner = known;
        return this;
    }

    Ask ofOwner(OwnerReference claimed) {
        return ofOwner(new Owner.Claimed(claimed));
    }

    Ask writing(Owner known) {
        written = known;
        return this;
    }

    Ask writing(OwnerReference claimed) {
        return writing(new Owner.Claimed(claimed));
    }

    Ask changing(String... spec) {
        change = new Change(List.of(spec), change.labels(), change.controllerRemoved(), false, false);
        return this;
    }

    Ask relabelling(Membership known) {
        change = new Change(change.spec(), true, change.controllerRemoved(), false, false);
        podLabels = Map.of("app", "web");
        membership = known;
        return this;
    }

    Ask removingTheController() {
        change = new Change(change.spec(), change.labels(), true, false, true);
        return this;
    }

    Ask addingADebugger() {
        change = new Change(List.of(), false, false, true, false);
        return this;
    }

    Ask annotating() {
        change = new Change(List.of(), false, false, false, true);
        return this;
    }

    Ask labelled(Adoption known) {
        podLabels = Map.of("app", "web");
        adoption = known;
        return this;
    }

    Ask madeTo(Purpose known) {
        purpose = known;
        return this;
    }

    Ask deleting(Deletion known) {
        deletion = known;
        return this;
    }

    Request request() {
        return new Request(
                operation,
                target,
                requester,
                "shop",
                labels,
                terminating,
                owner,
                written,
                change,
                new PodFacts("web-1", podLabels, purpose, deletion, adoption, membership));
    }
}
