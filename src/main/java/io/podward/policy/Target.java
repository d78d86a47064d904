package io.podward.policy;

/** What a request is addressed to, as far as the rules tell resources apart. */
public enum Target {
    /** The Pod itself. */
    POD("pods"),
    /** A Pod's resize subresource: of the object, only resources and resize policies are kept. */
    POD_RESIZE("pods/resize"),
    /** Anything else: never answered with more than "allowed". */
    OTHER("other");

    private final String label;

    Target(String label) {
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
        if (!group.isEmpty() || !resource.equals("pods")) {
            return OTHER;
        }
        return switch (subresource) {
            case "" -> POD;
            case "resize" -> POD_RESIZE;
            default -> OTHER;
        };
    }

    /** The target as metrics and logs spell it. */
    public String label() {
        return label;
    }
}
