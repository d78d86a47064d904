package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One webhook as it is registered, against what this version ships.
 *
 * @param expected what is shipped
 * @param registered what is registered
 * @param about what findings are about
 * @param patch mends it
 * @param namespaces the labels of the namespaces that are known
 */
record WebhookCheck(
        JsonNode expected,
        JsonNode registered,
        String about,
        WebhookPatch patch,
        Map<String, Map<String, String>> namespaces) {
    private static final String DELETIONS = "deletions.podward.io";
    private static final String FAIL = "Fail";

    /** What the API server takes where nothing is said. It fills it in itself: this is for what has not been there yet. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "matchPolicy", "Equivalent", "reinvocationPolicy", "Never", "timeoutSeconds", "10", "failurePolicy", FAIL);

    /** All that there is to say; one line if all is well. */
    List<Finding> findings() {
        var found = Stream.of(
                        rules(),
                        selectors(),
                        new ConditionCheck(expected, registered, about, patch).findings(),
                        failurePolicy().stream(),
                        field("matchPolicy", "requests for another version of the same resource go past Podward"),
                        field("sideEffects", "Podward writes nothing, in a dry run or not"),
                        field("reinvocationPolicy", "Podward changes nothing, and need not be asked twice"),
                        timeout().stream(),
                        versions().stream())
                .flatMap(findings -> findings)
                .toList();
        return found.stream().anyMatch(Finding::isWrong)
                ? found
                : Stream.concat(Stream.of(Finding.ok(about, "is registered as this version expects")), found.stream())
                        .toList();
    }

    private Stream<Finding> rules() {
        var wanted = new WebhookRules(expected.path("rules"));
        var actual = new WebhookRules(registered.path("rules"));
        if (isAboutDeletions()) {
            return Stream.empty();
        }
        return Stream.concat(missing(wanted, actual), beyond(wanted, actual));
    }

    private Stream<Finding> missing(WebhookRules wanted, WebhookRules actual) {
        var all = !registered.path("rules").isArray();
        var missing = actual.missing(wanted);
        return missing.valueStream()
                .map(rule -> Finding.wrong(
                        about,
                        all ? "has no rules: it is never asked" : "is not asked about " + described(rule),
                        all ? patch.set("rules", missing) : patch.set("rules/-", rule)))
                .limit(all ? 1 : missing.size());
    }

    private Stream<Finding> beyond(WebhookRules wanted, WebhookRules actual) {
        var more = actual.beyond(wanted);
        return more.isEmpty()
                ? Stream.empty()
                : Stream.of(Finding.note(
                                about,
                                "is asked about more than this version looks at: "
                                        + Texts.few(more.stream()
                                                .map(WebhookRules.Asked::toString)
                                                .toList()))
                        .withMend(patch.set("rules", expected.path("rules"))));
    }

    private static String described(JsonNode rule) {
        return Texts.few(new WebhookRules(JsonNodeFactory.instance.arrayNode().add(rule))
                .asked()
                .map(WebhookRules.Asked::toString)
                .toList());
    }

    private Stream<Finding> selectors() {
        var objects = registered.path("objectSelector");
        var byLabel = objects.isEmpty()
                ? Stream.<Finding>empty()
                : Stream.of(Finding.wrong(
                        about,
                        "has an objectSelector: a Pod's own labels say whether Podward is asked about it",
                        patch.remove("objectSelector")));
        var byNamespace = new NamespaceSelection(expected, registered, about, patch).findings(namespaces);
        return Stream.concat(byLabel, byNamespace);
    }

    private Optional<Finding> failurePolicy() {
        var policy = value(registered, "failurePolicy");
        if (policy.equals(value(expected, "failurePolicy")) || mayFail()) {
            return Optional.empty();
        }
        return Optional.of(Finding.wrong(
                about,
                "failurePolicy is " + policy + ": while Podward does not answer, "
                        + (isAboutDeletions() ? "nobody can delete a Pod" : "changes are refused for want of a word"),
                patch.set("failurePolicy", expected.path("failurePolicy"))));
    }

    /** The decision itself, and nothing else: fail-closed is a choice there. */
    private boolean mayFail() {
        return patch.configuration() == Configuration.VALIDATING
                && patch.webhook().equals("pods.podward.io");
    }

    private boolean isAboutDeletions() {
        return patch.webhook().equals(DELETIONS);
    }

    private Stream<Finding> field(String field, String why) {
        return differs(field)
                ? Stream.of(Finding.wrong(
                        about,
                        field + " is " + value(registered, field) + ", not " + value(expected, field) + ": " + why,
                        patch.set(field, expected.path(field))))
                : Stream.empty();
    }

    private Optional<Finding> timeout() {
        return differs("timeoutSeconds")
                ? Optional.of(Finding.note(
                                about,
                                "timeoutSeconds is " + value(registered, "timeoutSeconds") + ", where this version has "
                                        + value(expected, "timeoutSeconds"))
                        .withMend(patch.set("timeoutSeconds", expected.path("timeoutSeconds"))))
                : Optional.empty();
    }

    private Optional<Finding> versions() {
        return Texts.of(registered.path("admissionReviewVersions")).contains("v1")
                ? Optional.empty()
                : Optional.of(Finding.wrong(
                        about,
                        "admissionReviewVersions is without v1, the one that Podward speaks",
                        patch.set("admissionReviewVersions", expected.path("admissionReviewVersions"))));
    }

    private boolean differs(String field) {
        return expected.has(field) && !value(expected, field).equals(value(registered, field));
    }

    private static String value(JsonNode webhook, String field) {
        return webhook.path(field).asText(DEFAULTS.getOrDefault(field, ""));
    }
}
