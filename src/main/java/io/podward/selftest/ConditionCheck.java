package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions under which the API server asks, against those that are shipped.
 *
 * @param expected the webhook that is shipped
 * @param registered the one that is registered
 * @param about what findings are about
 * @param patch mends it
 */
record ConditionCheck(JsonNode expected, JsonNode registered, String about, WebhookPatch patch) {
    private static final String FIELD = "matchConditions";

    /** What is missing, other, or more. */
    Stream<Finding> findings() {
        var missing = expected.path(FIELD).valueStream().flatMap(condition -> missing(condition).stream());
        var more = registered.path(FIELD).valueStream().flatMap(condition -> more(condition).stream());
        return Stream.concat(missing, more);
    }

    private Optional<Finding> missing(JsonNode condition) {
        var name = condition.path("name").asText();
        var actual = named(registered, name);
        if (actual.isEmpty()) {
            return Optional.of(Finding.wrong(
                    about,
                    "has no matchCondition " + name + ": requests come here that are the cluster's own business",
                    registered.path(FIELD).isEmpty()
                            ? patch.set(FIELD, expected.path(FIELD))
                            : patch.set(FIELD + "/-", condition)));
        }
        return expression(actual.get()).equals(expression(condition))
                ? Optional.empty()
                : Optional.of(Finding.wrong(
                        about,
                        "has another matchCondition " + name + " than this version ships",
                        patch.replace(FIELD, place(name), condition)));
    }

    /** One that looks at the namespace is accepted, and then fails at every call. */
    private Optional<Finding> more(JsonNode condition) {
        var name = condition.path("name").asText();
        if (named(expected, name).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                expression(condition).contains("namespaceObject")
                        ? Finding.wrong(
                                about,
                                "has a matchCondition " + name
                                        + " on namespaceObject, which webhooks have not: it fails at every call",
                                patch.remove(FIELD, place(name), condition))
                        : Finding.note(
                                about,
                                "has a matchCondition of its own, " + name + ": what it leaves out is not looked at"));
    }

    private int place(String name) {
        return registered
                .path(FIELD)
                .valueStream()
                .map(condition -> condition.path("name").asText())
                .toList()
                .indexOf(name);
    }

    private static Optional<JsonNode> named(JsonNode webhook, String name) {
        return webhook.path(FIELD)
                .valueStream()
                .filter(condition -> condition.path("name").asText().equals(name))
                .findFirst();
    }

    /** However it is broken into lines. */
    private static String expression(JsonNode condition) {
        return condition.path("expression").asText().strip().replaceAll("\\s+", " ");
    }
}
