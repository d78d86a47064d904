package io.podward.remedy;

import io.podward.policy.Printable;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Text that is safe to print, and safe to paste into a POSIX shell. */
public final class Shell {
    /** An equals sign at the start of a word has a meaning in zsh. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*");

    private Shell() {}

    /**
     * The text as one word of a command line. What cannot be printed is replaced, so that nothing of it reaches a terminal; a
     * command that needs it has to carry it as JSON, where it has an escape.
     */
    public static String word(String text) {
        return PLAIN_WORD.matcher(text).matches()
                ? text
                : "'" + Printable.of(text).replace("'", "'\\''") + "'";
    }

    /**
     * The value of a variable as a word.
     *
     * @param name the variable, which is an identifier where its value is hidden
     * @param value the value
     * @param hidden whether something else stands for it
     */
    static String assignment(String name, String value, BiPredicate<String, String> hidden) {
        return hidden.test(name, value) ? name + "=" + unset(name) : word(name + "=" + value);
    }

    /** What stands for a value among these; empty if none is hidden. */
    static Optional<String> standIn(Map<String, String> values, BiPredicate<String, String> hidden) {
        return values.entrySet().stream()
                .filter(value -> hidden.test(value.getKey(), value.getValue()))
                .map(value -> unset(value.getKey()))
                .findFirst();
    }

    /**
     * A word that makes a shell refuse the whole command, until something is put in, or the variable set. It asks for another
     * name, since the user may have a value of their own under the first.
     */
    static String unset(String name) {
        return "\"${NEW_" + name + ":?}\"";
    }
}
