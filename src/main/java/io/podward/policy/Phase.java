package io.podward.policy;

import java.util.Locale;

/**
 * The admission phase in which the API server asks.
 *
 * <p>The mutating phase comes before the API server's own validation, the validating one after it: of a Pod edit that the
 * API server would refuse itself (422), only the mutating phase ever hears.
 */
public enum Phase {
    MUTATE,
    VALIDATE;

    /** The phase as metrics, logs and the command line spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
