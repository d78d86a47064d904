package io.podward.remedy;

import static io.podward.manifest.Trees.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.podward.manifest.ClusterFacts;
import io.podward.manifest.EffectiveChange;
import io.podward.manifest.PodManifest;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Action;
import io.podward.policy.Adoption;
import io.podward.policy.Change;
import io.podward.policy.Deletion;
import io.podward.policy.Membership;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabels;
import io.podward.policy.Operation;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.PodFacts;
import io.podward.policy.Policies;
import io.podward.policy.Policy;
import io.podward.policy.Purpose;
import io.podward.policy.Request;
import io.podward.policy.Requester;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import io.podward.policy.Verdict.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attempts for tests, which say only what they are about. All are made by alice, and in the namespace shop unless it says so. */
final class Attempts {
    static final Policy POLICY = Policies.of(Mode.ENFORCE, Map.of(Rule.BARE_POD, Action.DENY));

    private static final ResolvedOwner NONE = ResolvedOwner.notFound(new Owner.None());

    private final Operation operation;
    private final Target target;
    private final JsonNode before;
    private final JsonNode after;
    private String namespace = "shop";
    private ResolvedOwner owner = NONE;
    private ResolvedOwner written = NONE;
    private Membership membership = Membership.UNKNOWN;
    private Purpose purpose = new Purpose.Lasting();
    private Optional<String> autoscaler = Optional.empty();

    private Attempts(Operation operation, Target target, JsonNode before, JsonNode after) {
        this.operation = operation;
        this.target = target;
        this.before = before;
        this.after = after;
    }

    static Attempts create(String pod) {
        return create(tree(pod));
    }

    static Attempts create(JsonNode pod) {
        return new Attempts(Operation.CREATE, Target.POD, MissingNode.getInstance(), pod);
    }

    static Attempts update(Target target, String before, String after) {
        return update(target, tree(before), tree(after));
    }

    static Attempts update(Target target, JsonNode before, JsonNode after) {
        return new Attempts(Operation.UPDATE, target, before, after);
    }

    static Attempts delete(String pod) {
        return delete(tree(pod));
    }

    static Attempts delete(JsonNode pod) {
        return new Attempts(Operation.DELETE, Target.POD, pod, MissingNode.getInstance());
    }

    static Workload workload(String json) {
        return new Workload(tree(json));
    }

    static OwnerReference reference(Workload workload) {
        var ref = workload.ref();
        return new OwnerReference(ref.apiVersion(), ref.kind(), ref.name(), workload.uid());
    }

    static OwnerReference reference(String apiVersion, String kind, String name) {
        return new OwnerReference(apiVersion, kind, name, "uid-" + name);
    }

    Attempts in(String other) {
        namespace = other;
        return this;
    }

    Attempts ownedBy(Workload direct, Workload root) {
        return ownedBy(ResolvedOwner.root(reference(direct), direct, root));
    }

    Attempts ownedBy(ResolvedOwner found) {
        owner = found;
        return this;
    }

    Attempts writes(Workload direct, Workload root) {
        return writes(ResolvedOwner.root(reference(direct), direct, root));
    }

    Attempts writes(ResolvedOwner found) {
        written = found;
        return this;
    }

    Attempts andThePod(Membership known) {
        membership = known;
        return this;
    }

    Attempts madeFor(Purpose known) {
        purpose = known;
        return this;
    }

    Attempts scaledBy(String known) {
        autoscaler = Optional.of(known);
        return this;
    }

    Remedy remedy(Rule rule) {
        return remedy(rule, rule == Rule.FORGED_OWNER ? written.owner() : owner.owner());
    }

    Remedy remedy(Rule rule, Owner about) {
        return remedy(rule, about, POLICY);
    }

    Remedy remedy(Rule rule, Owner about, Policy policy) {
        return Remedies.of(new Violation(rule, about), attempt(), policy);
    }

    private Attempt attempt() {
        var live = new PodManifest(before);
        var desired = new PodManifest(after);
        var shown = operation == Operation.DELETE ? live : desired;
        var cluster =
                new ClusterFacts(owner, written, new Adoption.Unknown(), new NamespaceLabels.Unknown(), autoscaler);
        var request = new Request(
                operation,
                target,
                new Requester("alice", List.of(), false, ""),
                namespace,
                new NamespaceLabels.Unknown(),
                false,
                owner.owner(),
                written.owner(),
                operation == Operation.UPDATE ? EffectiveChange.of(target, before, after) : Change.NONE,
                new PodFacts(shown.name(), shown.labels(), purpose, Deletion.NONE, new Adoption.Unknown(), membership));
        return new Attempt(request, shown.displayName(), live, desired, cluster);
    }
}
