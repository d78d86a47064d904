package io.podward.remedy;

import io.podward.policy.Printable;
import java.util.regex.Pattern;

/** Text that is safe to print, and safe to paste into a POSIX shell. */
final class Shell {
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Shell() {}

    /**
     * The text as one word of a command line. What cannot be printed is replaced, so that nothing of it reaches a terminal; a
     * command that needs it has to carry it as JSON, where it has an escape.
     */
    static String word(String text) {
        return PLAIN_WORD.matcher(text).matches()
                ? text
                : "'" + Printable.of(text).replace("'", "'\\''") + "'";
    }
}
