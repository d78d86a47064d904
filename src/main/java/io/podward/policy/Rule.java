package io.podward.policy;

/** The rules. Their ids are public (settings, metric labels, audit annotations): never rename one. */
public enum Rule {
    /** A Pod is created that has no controller. */
    BARE_POD("bare-pod"),
    /** The spec of a Pod that has a controller is changed. */
    POD_EDIT("pod-edit");

    private final String id;

    Rule(String id) {
        this.id = id;
    }

    /** The id of the rule, in kebab case. */
    public String id() {
        return id;
    }
}
