package io.podward.policyfile;

import static io.podward.policyfile.PolicyTexts.LINE;
import static io.podward.policyfile.PolicyTexts.SUBJECT;

import io.podward.policy.Action;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.Rule;
import io.podward.policyfile.Demand.Condition;
import io.podward.policyfile.Demand.Condition.Has;
import io.podward.policyfile.PolicyValue.Anything;
import io.podward.policyfile.PolicyValue.Field;
import io.podward.policyfile.PolicyValue.Fields;
import io.podward.policyfile.PolicyValue.ListOf;
import io.podward.policyfile.PolicyValue.Whole;
import io.podward.policyfile.PolicyValue.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a policy file may say, declared once: reading, messages and the JSON Schema derive from it. */
final class PolicyFields {
    /** The longest deadline that the API server lets a Pod have. */
    private static final long LONGEST_LEASE = Integer.MAX_VALUE;

    private PolicyFields() {}

    /** The whole file. */
    static Fields policy() {
        return fields(
                required("apiVersion", "The version of this format", new Word(List.of("podward.io/v1"))),
                required("kind", "The kind of this object", new Word(List.of("Policy"))),
                optional("metadata", "Name and labels, for people: nothing is done with them", new Anything()),
                optional(
                        "mode",
                        "audit, the default, records what the rules would do; enforce does it",
                        words(Mode.values(), Mode::label)),
                optional("rules", "What is done about people who break a rule", actions()),
                optional(
                        "programs",
                        "What is done about programs, which are service accounts: audit, unless named here",
                        actions()),
                optional("namespaces", "What is left to each namespace", namespaces()),
                optional("leases", "What makes a Pod a temporary one", leases()),
                optional("help", "The last line of every denial: where to ask", LINE),
                optional("exemptions", "Who may break which rules", new ListOf(ExemptionShape.exemption(), 0)),
                optional("breakGlass", "Whom to impersonate (kubectl --as) in an emergency", breakGlass()));
    }

    private static Fields actions() {
        return new Fields(
                "rule",
                Arrays.stream(Rule.values())
                        .map(rule -> optional(
                                rule.id(),
                                "For people the default is " + rule.byDefault().label(),
                                actions(rule)))
                        .toList(),
                List.of());
    }

    private static Word actions(Rule rule) {
        var allowed = rule.actions().stream().map(Action::label).toList();
        return new Word(allowed, rule.strictest() == Action.DENY ? "" : "this rule never denies");
    }

    private static Fields namespaces() {
        return fields(optional(
                "labels",
                "What a namespace's own podward.io/ labels may change: any action, only to tighten it (the default),"
                        + " or nothing",
                words(NamespaceLabelUse.values(), NamespaceLabelUse::label)));
    }

    private static Fields leases() {
        return fields(optional(
                "maxSeconds",
                "A Pod that never restarts is temporary if its activeDeadlineSeconds is at most this; the default is 3600",
                new Whole(1, LONGEST_LEASE)));
    }

    private static Fields breakGlass() {
        return new Fields(
                "field",
                List.of(
                        optional("user", "The user name", SUBJECT),
                        optional("group", "The group, for --as-group", SUBJECT)),
                List.of(anyOf("names nobody: give user or group", "user", "group")));
    }

    static Demand anyOf(String otherwise, String... fields) {
        return new Demand(Stream.of(fields).<Condition>map(Has::new).toList(), Optional.empty(), otherwise);
    }

    static Fields fields(Field... known) {
        return new Fields("field", List.of(known), List.of());
    }

    static Field required(String name, String description, PolicyValue value) {
        return new Field(name, true, description, value);
    }

    static Field optional(String name, String description, PolicyValue value) {
        return new Field(name, false, description, value);
    }

    static ListOf listOf(PolicyValue element) {
        return new ListOf(element, 1);
    }

    static <T> Word words(T[] values, Function<T, String> label) {
        return new Word(Stream.of(values).map(label).toList());
    }
}
