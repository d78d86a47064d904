package io.podward.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules, in the order in which they answer. The ids are public (policy, namespace labels, metric labels, audit
 * annotations): never rename one.
 *
 * <p>Where several rules are broken, the one with the strictest action answers. Among equals it is the first of this order:
 *
 * <ol>
 *   <li>{@link #FORGED_OWNER}: who writes owner references decides what all other rules believe.
 *   <li>{@link #POD_ADOPTION}: a healthy replica may die of it, which is worse than anything that follows.
 *   <li>{@link #POD_DETACH}: it takes the Pod out of the reach of its controller, and every other change with it.
 *   <li>{@link #POD_EDIT}: the change that is lost; a label beside it is lost too.
 *   <li>{@link #POD_LABEL}: the smaller change of a Pod.
 *   <li>{@link #WORKLOAD_EDIT}: never together with those above, which are about Pods.
 *   <li>{@link #POD_DEBUG}: the milder name of what would otherwise be a bare Pod.
 *   <li>{@link #BARE_POD}: what is left to say of a Pod without a controller.
 *   <li>{@link #POD_DELETE}: alone, since nothing else looks at deletions.
 * </ol>
 */
public enum Rule {
    /** A controller reference that cannot be true, or that a person writes. */
    FORGED_OWNER("forged-owner", Action.DENY, Action.DENY),
    /** A Pod without a controller is given labels by which a controller takes it over. */
    POD_ADOPTION("pod-adoption", Action.DENY, Action.DENY),
    /** A Pod is made to leave its controller. */
    POD_DETACH("pod-detach", Action.WARN, Action.DENY),
    /** The spec of a Pod that has a controller is changed. */
    POD_EDIT("pod-edit", Action.DENY, Action.DENY),
    /** A label of a Pod that has a controller is changed, and the controller keeps it. */
    POD_LABEL("pod-label", Action.WARN, Action.DENY),
    /** What a higher controller owns is changed: a ReplicaSet of a Deployment, a Job of a CronJob. */
    WORKLOAD_EDIT("workload-edit", Action.DENY, Action.DENY),
    /** Temporary by nature: a Pod that ends by itself, a debugger on a node, an ephemeral container. */
    POD_DEBUG("pod-debug", Action.WARN, Action.DENY),
    /** A Pod is created that has no controller. */
    BARE_POD("bare-pod", Action.DENY, Action.DENY),
    /** A Pod that has a controller is deleted: it comes back, and an eviction that is refused can stop a whole upgrade. */
    POD_DELETE("pod-delete", Action.OFF, Action.WARN);

    private final String id;
    private final Action byDefault;
    private final Action strictest;

    Rule(String id, Action byDefault, Action strictest) {
        this.id = id;
        this.byDefault = byDefault;
        this.strictest = strictest;
    }

    /** The rule with this id. */
    public static Optional<Rule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    /** The id of the rule, in kebab case. */
    public String id() {
        return id;
    }

    /** What is done to people who break the rule, unless the policy says otherwise. */
    public Action byDefault() {
        return byDefault;
    }

    /** The most that may ever be done about a violation of the rule. */
    public Action strictest() {
        return strictest;
    }

    /** All that may be done about a violation of the rule, from the mildest to the strictest. */
    public List<Action> actions() {
        return Arrays.stream(Action.values())
                .filter(action -> action.compareTo(strictest) <= 0)
                .toList();
    }
}
