package io.podward.policy;

import java.util.Locale;

/** Whether the rules' actions are carried out or only recorded. */
public enum Mode {
    /** Everything is allowed without a word to the user; what the rules would have done is recorded. */
    AUDIT,
    /** The rules' actions are carried out. */
    ENFORCE;

    /** The mode as settings, metrics and audit annotations spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
