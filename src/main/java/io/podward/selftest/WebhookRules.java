package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a webhook is asked about.
 *
 * @param rules its field of that name
 */
record WebhookRules(JsonNode rules) {
    /** One operation on one resource, each as rules spell it. */
    record Asked(String operation, String group, String version, String resource) {
        /** For example {@code UPDATE pods/resize}. */
        @Override
        public String toString() {
            return operation + " " + resource + (group.isEmpty() ? "" : " of " + group);
        }
    }

    /** All of them, one by one. */
    Stream<Asked> asked() {
        return rules.valueStream().flatMap(WebhookRules::asked);
    }

    private static Stream<Asked> asked(JsonNode rule) {
        return Texts.of(rule.path("operations")).stream()
                .flatMap(operation -> Texts.of(rule.path("apiGroups")).stream()
                        .flatMap(group -> Texts.of(rule.path("apiVersions")).stream()
                                .flatMap(version -> Texts.of(rule.path("resources")).stream()
                                        .map(resource -> new Asked(operation, group, version, resource)))));
    }

    /** Whether this is among them, by name or by an asterisk. */
    boolean cover(Asked request) {
        return asked().anyMatch(asked -> fits(asked.operation(), request.operation())
                && fits(asked.group(), request.group())
                && fits(asked.version(), request.version())
                && fitsResource(asked.resource(), request.resource()));
    }

    /** What of these is missing, as rules; empty if nothing is. */
    ArrayNode missing(WebhookRules expected) {
        var missing = JsonNodeFactory.instance.arrayNode();
        for (var rule : expected.rules) {
            var open = asked(rule).filter(asked -> !cover(asked)).toList();
            if (!open.isEmpty()) {
                var resources = open.stream().map(Asked::resource).toList();
                var operations = open.stream().map(Asked::operation).toList();
                ObjectNode left = rule.deepCopy();
                keep(left.withArray("resources"), resources::contains);
                keep(left.withArray("operations"), operations::contains);
                missing.add(left);
            }
        }
        return missing;
    }

    /** What of these nobody expects. */
    List<Asked> beyond(WebhookRules expected) {
        return asked().filter(asked -> !expected.cover(asked)).distinct().toList();
    }

    private static void keep(ArrayNode list, Predicate<String> wanted) {
        var kept = Texts.of(list).stream().filter(wanted).toList();
        list.removeAll();
        kept.forEach(list::add);
    }

    private static boolean fits(String pattern, String value) {
        return pattern.equals("*") || pattern.equals(value);
    }

    // As the API server does it (apiserver, admission/plugin/webhook/predicates/rules): "*" means no subresource.
    private static boolean fitsResource(String pattern, String resource) {
        var patterns = pattern.split("/", 2);
        var names = resource.split("/", 2);
        var subresource = names.length == 2 ? names[1] : "";
        return fits(patterns[0], names[0]) && fits(patterns.length == 2 ? patterns[1] : "", subresource);
    }
}
