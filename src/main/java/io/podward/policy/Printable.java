package io.podward.policy;

import java.util.regex.Pattern;

/**
 * Text that can be shown as it is. Names, values and the words of others pass through terminals and logs, where control
 * characters are obeyed, and format characters reverse or hide what stands beside them.
 */
public final class Printable {
    /** General categories of Unicode: all of C (control, format, unassigned, surrogate, private use), and what ends a line. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** The text on one line; each character that cannot be shown is replaced by a visible stand-in, U+FFFD. */
    public static String of(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    }

    /** Whether the text can be shown as it is. */
    public static boolean isPrintable(String text) {
        return !UNPRINTABLE.matcher(text).find();
    }
}
