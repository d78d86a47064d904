package io.podward.policy;

import io.podward.policy.Exemption.Match;
import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Exempt;
import io.podward.policy.Verdict.Violation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules and what is done about each.
 *
 * @param mode whether actions are carried out
 * @param people the action of each rule for people; a rule without one is {@link Action#OFF}
 * @param programs the action of each rule for programs, in the same way
 * @param namespaceLabels what the labels of a namespace may change about that
 * @param leaseSeconds how long a Pod that ends by itself may live at most to count as temporary
 * @param help the last line of every denial; empty for none
 * @param exemptions who may break which rules
 * @param breakGlass whom to impersonate in an emergency
 */
public record Policy(
        Mode mode,
        Map<Rule, Action> people,
        Map<Rule, Action> programs,
        NamespaceLabelUse namespaceLabels,
        long leaseSeconds,
        String help,
        List<Exemption> exemptions,
        Optional<BreakGlass> breakGlass) {
    public Policy {
        people = Map.copyOf(people);
        programs = Map.copyOf(programs);
        exemptions = List.copyOf(exemptions);
    }

    /** The policy as it is on a day: without the exemptions that have expired. */
    public Policy on(LocalDate today) {
        return new Policy(
                mode,
                people,
                programs,
                namespaceLabels,
                leaseSeconds,
                help,
                exemptions.stream()
                        .filter(exemption -> !exemption.expired(today))
                        .toList(),
                breakGlass);
    }

    /**
     * What must be looked up before the request can be decided; empty for nearly every request.
     *
     * <p>Nothing is asked for the sake of an answer that cannot come, or would not matter: not for a rule that is off or exempt
     * already, and for programs, of whom there may be many requests, not for the owners of the sort that they make, nor for
     * adoptions, as long as a violation would only be recorded.
     */
    public Optional<Inquiry> question(Request request) {
        return passes(request).isPresent()
                ? Optional.empty()
                : new Questions(this, request).about(Rules.broken(request, leaseSeconds));
    }

    /**
     * What is true of the request, and what is done about it. The order is the point:
     *
     * <ol>
     *   <li>What no rule looks at passes, whoever asks.
     *   <li>Identity comes before everything that a requester can write. The cluster lives on what its nodes and controllers
     *       do, so nothing they do is questioned.
     *   <li>An object that is being deleted must be able to lose its finalizers, or it never goes.
     *   <li>Only then the rules: the strictest action answers, and among equals the first of {@link Rule}.
     * </ol>
     *
     * @param request the request; what it does not say is taken for unknown
     */
    public Decision decide(Request request) {
        var settled = request.settled();
        var passes = passes(settled);
        if (passes.isPresent()) {
            return Decision.nothing(new Compliant(passes.get()), mode);
        }
        var broken = Rules.broken(settled, leaseSeconds);
        if (broken.isEmpty()) {
            return Decision.nothing(new Compliant(Reason.of(settled)), mode);
        }
        var overrides = overrides(settled);
        return broken.stream()
                .filter(violation -> exemption(violation, settled).isEmpty())
                .map(violation -> decision(violation, settled, overrides))
                .reduce((first, next) -> next.action().compareTo(first.action()) > 0 ? next : first)
                .orElseGet(() -> Decision.nothing(exempt(broken.getFirst(), settled), mode));
    }

    private static Optional<Reason> passes(Request request) {
        if (request.target() == Target.OTHER) {
            return Optional.of(Reason.NOT_GUARDED);
        }
        if (request.requester().trusted()) {
            return Optional.of(Reason.TRUSTED_REQUESTER);
        }
        return request.terminating() ? Optional.of(Reason.TERMINATING) : Optional.empty();
    }

    private Decision decision(Violation violation, Request request, NamespaceOverrides overrides) {
        var action = action(violation, request, overrides).atMost(doubt(violation, request));
        var breaksGlass =
                breakGlass.filter(way -> way.isUsedBy(request.requester())).isPresent();
        return new Decision(violation, action, mode(overrides), breaksGlass);
    }

    /** Whether the rule is to be kept by whoever asks, where they ask: no good advice breaks it. */
    public boolean denies(Rule rule, Request request) {
        var settled = request.settled();
        var violation = new Violation(rule, new Owner.None());
        return exemption(violation, settled).isEmpty() && action(violation, settled, overrides(settled)) == Action.DENY;
    }

    /** What should be done about a violation in a namespace that says this. */
    Action action(Violation violation, Request request, NamespaceOverrides overrides) {
        var action = request.isOfProgram()
                ? programs.getOrDefault(violation.rule(), Action.OFF)
                : action(violation.rule(), overrides);
        return action.atMost(violation.atMost());
    }

    /** What should be done about people who break the rule in a namespace that says this. */
    Action action(Rule rule, NamespaceOverrides overrides) {
        return namespaceLabels.action(
                people.getOrDefault(rule, Action.OFF),
                Optional.ofNullable(overrides.actions().get(rule)));
    }

    /** Whether that is done, in a namespace that says this. */
    Mode mode(NamespaceOverrides overrides) {
        return namespaceLabels.mode(mode, overrides.mode());
    }

    /**
     * The most that may be done while it is not known what the namespace says: where its labels might exempt the request, or make
     * the rule milder, a look-up that fails must not turn into a denial.
     */
    private Action doubt(Violation violation, Request request) {
        var mayBeMilder = namespaceLabels == NamespaceLabelUse.ANY
                && !request.isOfProgram()
                && request.labels() instanceof NamespaceLabels.Unknown;
        var mayBeExempt =
                exemptions.stream().anyMatch(exemption -> exemption.match(violation.rule(), request) == Match.OPEN);
        return mayBeMilder || mayBeExempt ? Action.WARN : Action.DENY;
    }

    private static NamespaceOverrides overrides(Request request) {
        return request.labels() instanceof NamespaceLabels.Known(var labels)
                ? NamespaceOverrides.of(labels)
                : NamespaceOverrides.NONE;
    }

    /** The first exemption by which the request may break the rule for sure. */
    Optional<Exemption> exemption(Violation violation, Request request) {
        return exemptions.stream()
                .filter(exemption -> exemption.match(violation.rule(), request) == Match.YES)
                .findFirst();
    }

    private Verdict exempt(Violation violation, Request request) {
        return exemption(violation, request)
                .<Verdict>map(exemption -> new Exempt(violation.rule(), exemption.name()))
                .orElse(violation);
    }
}
