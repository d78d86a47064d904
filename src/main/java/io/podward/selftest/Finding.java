package io.podward.selftest;

import java.util.Optional;

/**
 * One thing that was found.
 *
 * @param level how good or bad it is
 * @param about what it is about, for example a webhook
 * @param text what was found; it may quote the cluster, so it is not safe to print as it is
 * @param mend a command for a shell that mends it
 */
public record Finding(Level level, String about, String text, Optional<String> mend) {
    static Finding ok(String about, String text) {
        return new Finding(Level.OK, about, text, Optional.empty());
    }

    static Finding note(String about, String text) {
        return new Finding(Level.NOTE, about, text, Optional.empty());
    }

    static Finding unknown(String about, String text) {
        return new Finding(Level.UNKNOWN, about, text, Optional.empty());
    }

    static Finding wrong(String about, String text, String mend) {
        return new Finding(Level.WRONG, about, text, Optional.of(mend));
    }

    /** Something wrong for which there is no command. */
    static Finding wrong(String about, String text) {
        return new Finding(Level.WRONG, about, text, Optional.empty());
    }

    Finding withMend(String command) {
        return new Finding(level, about, text, Optional.of(command));
    }

    boolean isWrong() {
        return level == Level.WRONG;
    }
}
