package io.podward.manifest;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Strings in YAML, so that every reader takes them for the string they are, and no terminal obeys them. kubectl reads YAML 1.1
 * (go-yaml v2), where {@code on}, {@code 0x10} and {@code 1_000} are no strings.
 */
final class YamlString {
    /**
     * What may stand without quotes. It starts with a letter, a slash, or dashes and a letter, so that it is no number, date or
     * indicator; a colon or a space is always followed by something plain, so that it neither makes a key nor vanishes. Or it is a
     * quantity, which no reader takes for a number.
     */
    private static final Pattern PLAIN = Pattern.compile(
            "(?:/|-{0,2}[A-Za-z])(?:[ :]?[A-Za-z0-9_./@=+,%$();~-])*+|[1-9][0-9]*(?:m|k|M|G|T|Ki|Mi|Gi|Ti)");

    /** Words that some YAML reader takes for a boolean, a null or a number, in any case. */
    private static final Set<String> RESERVED =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity");

    /** A first line that starts with its first character, so that the reader finds out the indentation by itself. */
    private static final Pattern BLOCK_START = Pattern.compile("[^\\s]");

    private static final int REPLACEMENT_CHARACTER = 0xfffd;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private YamlString() {}

    /** The string on one line: plain where that is safe, else in double quotes. */
    static String inline(String text) {
        var plain = PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    /**
     * The string as the value of a field or element: several lines as a literal block.
     *
     * @param indent the indentation of a block's lines
     */
    static String value(String text, int indent) {
        var block = text.indexOf('\n') >= 0
                && BLOCK_START.matcher(text).lookingAt()
                && text.codePoints().allMatch(c -> c == '\n' || shownAsItIs(c));
        return block ? literal(text, " ".repeat(indent)) : inline(text);
    }

    private static String literal(String text, String indent) {
        var chomping = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
        var block = new StringBuilder("|").append(chomping);
        var body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        // An empty line stays empty: trailing blanks would be invisible, and mean nothing.
        for (var line : body.split("\n", -1)) {
            block.append('\n').append(line.isEmpty() ? "" : indent + line);
        }
        return block.toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> appendCharacter(quoted, c);
            }
        });
        return quoted.append('"').toString();
    }

    private static void appendCharacter(StringBuilder text, int c) {
        if (shownAsItIs(c)) {
            text.appendCodePoint(c);
        } else if (Character.getType(c) == Character.SURROGATE) {
            // Half a character is no Unicode text: readers refuse its escape. Kubernetes itself replaces it in the same
            // way.
            text.append(escape(REPLACEMENT_CHARACTER));
        } else {
            text.append(escape(c));
        }
    }

    private static String escape(int c) {
        return Character.isBmpCodePoint(c) ? "\\u" + HEX.toHexDigits(c, 4) : "\\U" + HEX.toHexDigits(c, 8);
    }

    /** Not what a terminal may obey, what reorders or hides text, what looks like a space and is none, and what is no character. */
    private static boolean shownAsItIs(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
