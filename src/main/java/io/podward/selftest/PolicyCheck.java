package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.policy.Action;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
import io.podward.policyfile.PolicyFile;
import io.podward.selftest.WebhookRules.Asked;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The policy against who may do what, and against what is registered.
 *
 * @param seen the ConfigMap with the policy
 * @param bindings the RoleBindings and ClusterRoleBindings, each a list
 * @param validating the validating configuration
 * @param today when exemptions are looked at
 */
record PolicyCheck(Seen seen, List<Seen> bindings, Seen validating, LocalDate today) {
    private static final String ABOUT = "policy";
    private static final String FILE = "policy.yaml";
    private static final String DELETIONS = "deletions.podward.io";

    List<Finding> findings() {
        return switch (seen) {
            case Seen.Unreadable(var why) -> List.of(unknown("cannot be read: " + why));
            case Seen.Absent _ -> List.of(unknown("there is no ConfigMap " + Installation.POLICY));
            case Seen.Found(var map) -> ofFile(map.path("data").path(FILE).asText(""));
        };
    }

    private static Finding unknown(String text) {
        return Finding.unknown(ABOUT, text);
    }

    private List<Finding> ofFile(String text) {
        return switch (PolicyFile.read("ConfigMap " + Installation.POLICY + ", " + FILE, text)) {
            case PolicyFile.Refused(var problems) ->
                problems.stream().map(problem -> Finding.wrong(ABOUT, problem)).toList();
            case PolicyFile.Valid(var policy) ->
                Stream.of(
                                Stream.of(Finding.ok(
                                        ABOUT, "is valid; mode " + policy.mode().label())),
                                deletions(policy).stream(),
                                impersonation(policy.on(today)))
                        .flatMap(findings -> findings)
                        .toList();
        };
    }

    /** Podward says nothing of what it is not asked about. */
    private Optional<Finding> deletions(Policy policy) {
        var webhooks = validating.tree().path("webhooks");
        var wanted = policy.people().getOrDefault(Rule.POD_DELETE, Action.OFF) != Action.OFF;
        return IntStream.range(0, webhooks.size())
                .filter(i -> webhooks.path(i).path("name").asText().equals(DELETIONS))
                .filter(i -> wanted && !asksAboutDeletions(webhooks.path(i)))
                .mapToObj(i -> Finding.wrong(
                        ABOUT,
                        "the rule " + Rule.POD_DELETE.id() + " is on, and Podward is not asked about deletions",
                        new WebhookPatch(Configuration.VALIDATING, Configuration.NAME, i, DELETIONS)
                                .set("rules", deletionRules())))
                .findFirst();
    }

    static boolean asksAboutDeletions(JsonNode webhook) {
        return new WebhookRules(webhook.path("rules")).cover(new Asked("DELETE", "", "v1", "pods"));
    }

    private static JsonNode deletionRules() {
        var rules = JsonNodeFactory.instance.arrayNode();
        var rule = rules.addObject();
        rule.putArray("operations").add("DELETE");
        rule.putArray("apiGroups").add("");
        rule.putArray("apiVersions").add("v1");
        rule.putArray("resources").add("pods");
        rule.put("scope", "Namespaced");
        return rules;
    }

    private Stream<Finding> impersonation(Policy policy) {
        var unread = bindings.stream()
                .filter(Seen.Unreadable.class::isInstance)
                .map(_ -> unknown(
                        "who may impersonate exempt service accounts is not known: role bindings cannot be listed"))
                .limit(policy.exemptions().isEmpty() ? 0 : 1);
        var read = bindings.stream()
                .flatMap(list -> list.tree().path("items").valueStream())
                .toList();
        return Stream.concat(unread, new Impersonation(read).findings(policy));
    }
}
