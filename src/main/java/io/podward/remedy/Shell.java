package io.podward.remedy;

import java.util.regex.Pattern;

/** Text that is safe to print, and safe to paste into a POSIX shell. */
final class Shell {
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /**
     * Control characters (C0, DEL, C1), format characters (they can reverse or hide text), line and paragraph separators, and
     * what is no character at all.
     */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Shell() {}

    /** The text as one word of a command line. */
    static String word(String text) {
        return PLAIN_WORD.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Whether the text can be shown as it is. What cannot goes into commands as JSON, where it has an escape. */
    static boolean isPrintable(String text) {
        return !UNPRINTABLE.matcher(text).find();
    }

    /** The text for a sentence: whatever a terminal might obey is replaced by a visible stand-in. */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    }
}
