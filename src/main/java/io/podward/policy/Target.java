package io.podward.policy;

import java.util.Arrays;
import java.util.List;

/** What a request is addressed to, as far as the rules tell resources apart. */
public enum Target {
    /** The Pod itself. */
    POD("", "pods"),
    /** A Pod's status: labels are kept too, while spec and owner references are not. */
    POD_STATUS("", "pods/status"),
    /** A Pod's resize subresource: of the object, only resources and resize policies are kept. */
    POD_RESIZE("", "pods/resize"),
    /** Where {@code kubectl debug} puts its containers: nothing else is kept. */
    POD_EPHEMERAL_CONTAINERS("", "pods/ephemeralcontainers"),
    /** A ReplicaSet. */
    REPLICA_SET("apps", "replicasets"),
    /** The number of replicas of a ReplicaSet: the object is a Scale, which says nothing of owners. */
    REPLICA_SET_SCALE("apps", "replicasets/scale"),
    /** A Job. */
    JOB("batch", "jobs"),
    /** Anything else: never answered with more than "allowed". */
    OTHER("", "other");

    private final String group;
    private final String label;

    Target(String group, String label) {
        this.group = group;
        this.label = label;
    }

    /**
     * The target of a resource and subresource, as an AdmissionReview names them.
     *
     * @param group the API group; empty for the core group
     * @param resource the resource in lower-case plural, for example {@code pods}
     * @param subresource the subresource; empty for the resource itself
     */
    public static Target of(String group, String resource, String subresource) {
        var spelled = subresource.isEmpty() ? resource : resource + "/" + subresource;
        return Arrays.stream(values())
                .filter(target -> target != OTHER && target.group.equals(group) && target.label.equals(spelled))
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether the object is a Pod. */
    public boolean isPod() {
        return List.of(POD, POD_STATUS, POD_RESIZE, POD_EPHEMERAL_CONTAINERS).contains(this);
    }

    /** The target as metrics and logs spell it. */
    public String label() {
        return label;
    }
}
