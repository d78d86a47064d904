package io.podward.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Set;

/**
 * Where the API server serves objects of one kind.
 *
 * @param base the path of the group and version, for example {@code /apis/apps/v1}
 * @param plural the kind as paths spell it, for example {@code deployments}
 * @param namespaced whether its objects are in a namespace
 */
record Resource(String base, String plural, boolean namespaced) {
    /** That of a DNS subdomain, which all names are that matter here. */
    private static final int LONGEST_NAME = 253;

    /** The path of one object. */
    String path(String namespace, String name) {
        return path(namespace) + "/" + segment(name);
    }

    /** The path of all objects of a namespace. */
    String path(String namespace) {
        var scope = namespaced ? "/namespaces/" + segment(namespace) : "";
        return base + scope + "/" + segment(plural);
    }

    /** A text as one segment of a path, whatever is in it. */
    static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /**
     * Whether an object can have this name ({@code IsValidPathSegmentName}, apimachinery {@code
     * pkg/api/validation/path}). What a Pod says of its owner is not held to that.
     */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NAME
                && !Set.of(".", "..").contains(text)
                && !text.contains("/")
                && !text.contains("%");
    }
}
