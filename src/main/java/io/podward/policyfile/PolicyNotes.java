package io.podward.policyfile;

import io.podward.policy.Action;
import io.podward.policy.Exemption;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to say of a policy with which nothing is wrong. */
public final class PolicyNotes {
    private PolicyNotes() {}

    /** The policy on one line: its mode, and what differs from the defaults. */
    public static String summary(Policy policy) {
        var defaults = PolicyManifest.byDefault();
        var parts = new ArrayList<String>();
        parts.add("mode " + policy.mode().label());
        parts.add(difference("rules", policy.people(), defaults.people()));
        parts.add(difference("programs", policy.programs(), defaults.programs()));
        var exemptions = policy.exemptions().size();
        if (exemptions > 0) {
            parts.add(exemptions + (exemptions == 1 ? " exemption" : " exemptions"));
        }
        if (policy.breakGlass().isPresent()) {
            parts.add("break-glass");
        }
        return String.join("; ", parts);
    }

    /** What its author may not expect, one line each. */
    public static List<String> of(Policy policy, LocalDate today) {
        return Stream.concat(expired(policy, today).stream().map(PolicyNotes::expired), overlay(policy).stream())
                .toList();
    }

    /** The exemptions that no longer apply. */
    public static List<Exemption> expired(Policy policy, LocalDate today) {
        return policy.exemptions().stream()
                .filter(exemption -> exemption.expired(today))
                .toList();
    }

    /** What to say of an exemption that no longer applies. */
    public static String expired(Exemption exemption) {
        return "the exemption " + exemption.name() + " no longer applies: its last day was "
                + exemption.expires().map(LocalDate::toString).orElse("never");
    }

    /** What to say of a policy that wants to hear of deletions, of which the API server tells only those who ask. */
    public static Optional<String> overlay(Policy policy) {
        var raised = policy.people().getOrDefault(Rule.POD_DELETE, Action.OFF).compareTo(Action.OFF) > 0
                || policy.programs().getOrDefault(Rule.POD_DELETE, Action.OFF).compareTo(Action.AUDIT) > 0;
        return raised
                ? Optional.of(
                        "the rule pod-delete needs the component deploy/components/pod-delete: without it, the API"
                                + " server does not ask about deletions of Pods")
                : Optional.empty();
    }

    private static String difference(String column, Map<Rule, Action> actions, Map<Rule, Action> defaults) {
        var differing = Arrays.stream(Rule.values())
                .filter(rule -> actions.getOrDefault(rule, Action.OFF) != defaults.getOrDefault(rule, Action.OFF))
                .map(rule ->
                        rule.id() + " " + actions.getOrDefault(rule, Action.OFF).label())
                .collect(Collectors.joining(", "));
        return column + (differing.isEmpty() ? " as by default" : ": " + differing);
    }
}
