package io.podward.e2e;

import java.util.regex.Pattern;

/** Finds the command in what kubectl printed, as a person finds it who copies it into a shell. */
final class Suggestion {
    /** Between a sentence that leads to it, and the end of the line. */
    private static final Pattern IN_A_WARNING =
            Pattern.compile("^Warning: .*?: ((?:kubectl -n|printf %s) .*)$", Pattern.MULTILINE);

    /** Below a line that leads to it: from the left margin to the closing EOF, or indented and on one line. */
    private static final Pattern IN_A_DENIAL = Pattern.compile(
            "^[^\\n]*:\\n(?:  (kubectl -n [^\\n]+)$|\\n(kubectl -n [^\\n]+ <<'EOF'\\n.*?\\nEOF)$)",
            Pattern.MULTILINE | Pattern.DOTALL);

    private Suggestion() {}

    /** The first command in the output. */
    static String in(String output) {
        var warning = IN_A_WARNING.matcher(output);
        if (warning.find()) {
            return warning.group(1);
        }
        var denial = IN_A_DENIAL.matcher(output);
        if (denial.find()) {
            return denial.group(1) == null ? denial.group(2) : denial.group(1);
        }
        throw new AssertionError("no command is suggested in:\n" + output);
    }

    /** What follows the first command in the output. */
    static String after(String output) {
        var first = in(output);
        return output.substring(output.indexOf(first) + first.length());
    }
}
