package io.podward.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done about a violation of a rule, from the mildest to the strictest. */
public enum Action {
    /** Nothing; not even recorded. */
    OFF,
    /** Recorded only: audit annotation, log line, metric. */
    AUDIT,
    /** Allowed with a warning to the user, and recorded. */
    WARN,
    /** Denied, and recorded. */
    DENY;

    /** The action that is spelled like this. */
    public static Optional<Action> of(String label) {
        return Arrays.stream(values())
                .filter(action -> action.label().equals(label))
                .findFirst();
    }

    /** The milder one of the two. */
    Action atMost(Action other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** The action as policies, metrics and audit annotations spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
