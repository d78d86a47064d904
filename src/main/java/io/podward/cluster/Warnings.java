package io.podward.cluster;

import java.util.List;
import java.util.regex.Pattern;

/** What an API server warns of. */
final class Warnings {
    /** RFC 7234, 5.5, as the API server writes it: {@code 299 - "text"}. */
    private static final Pattern WARNING = Pattern.compile("299 \\S+ \"((?:[^\"\\\\]|\\\\.)*)\".*");

    private Warnings() {}

    /** The texts of the headers. */
    static List<String> of(List<String> headers) {
        return headers.stream().map(Warnings::text).toList();
    }

    private static String text(String header) {
        var warning = WARNING.matcher(header);
        return warning.matches() ? warning.group(1).replaceAll("\\\\(.)", "$1") : header;
    }
}
