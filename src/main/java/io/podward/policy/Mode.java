package io.podward.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether the rules' actions are carried out or only recorded. */
public enum Mode {
    /** Everything is allowed without a word to the user; what the rules would have done is recorded. */
    AUDIT,
    /** The rules' actions are carried out. */
    ENFORCE;

    /** The mode that is spelled like this. */
    public static Optional<Mode> of(String label) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(label))
                .findFirst();
    }

    /** The mode as policies, metrics and audit annotations spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
