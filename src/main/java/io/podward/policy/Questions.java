package io.podward.policy;

import io.podward.policy.Exemption.Match;
import io.podward.policy.Inquiry.Adoptable;
import io.podward.policy.Verdict.Violation;
import java.util.List;
import java.util.Optional;

/** What has to be looked up to know whether a request really breaks the rules that it seems to break. */
final class Questions {
    private final Policy policy;
    private final Request request;

    Questions(Policy policy, Request request) {
        this.policy = policy;
        this.request = request;
    }

    /**
     * What to look up.
     *
     * @param suspected the rules that are broken if the cluster says the worst
     */
    Optional<Inquiry> about(List<Violation> suspected) {
        var open = suspected.stream().filter(this::mayMatter).toList();
        var asked =
                open.stream().filter(this::isWorthAsking).map(Violation::rule).toList();
        var aboutOwner = asked.stream().anyMatch(rule -> rule != Rule.FORGED_OWNER && rule != Rule.POD_ADOPTION);
        var pod = request.pod();
        var inquiry = new Inquiry(
                request.namespace(),
                aboutOwner ? claim(request.owner()) : Optional.empty(),
                asked.contains(Rule.FORGED_OWNER) ? claim(request.written()) : Optional.empty(),
                asked.contains(Rule.POD_ADOPTION)
                        ? Optional.of(new Adoptable(pod.name(), pod.labels()))
                        : Optional.empty(),
                open.stream().anyMatch(this::needsLabels),
                open.stream().anyMatch(this::needsAutoscaler));
        return Optional.of(inquiry).filter(some -> !some.isEmpty());
    }

    /** Not if it is off, unless the namespace may say otherwise, nor if it is exempt already. */
    private boolean mayMatter(Violation violation) {
        var canBeTightened = !request.isOfProgram() && policy.namespaceLabels() != NamespaceLabelUse.IGNORE;
        return (canBeTightened || action(violation) != Action.OFF)
                && policy.exemption(violation, request).isEmpty();
    }

    /**
     * For people always. For programs, what they do to owners of their own sort passes whatever the cluster says, but for a
     * reference that they write; and what controls no Pods is a forgery whatever it says.
     */
    private boolean isWorthAsking(Violation violation) {
        if (!request.isOfProgram()) {
            return true;
        }
        return switch (violation.rule()) {
            case POD_ADOPTION -> isMoreThanRecorded(violation);
            case FORGED_OWNER ->
                claim(violation.owner())
                        .filter(reference -> reference.canControlPods()
                                && (isMoreThanRecorded(violation) || !reference.isOfPrograms()))
                        .isPresent();
            case POD_DETACH, POD_EDIT, POD_LABEL, WORKLOAD_EDIT, POD_DEBUG, BARE_POD, POD_DELETE ->
                claim(violation.owner())
                        .filter(reference -> !reference.isOfPrograms())
                        .isPresent();
        };
    }

    /** For a note to the user, so not where nobody is told anything. */
    private boolean needsAutoscaler(Violation violation) {
        return violation.rule() == Rule.WORKLOAD_EDIT
                && request.change().spec().contains("replicas")
                && (!request.isOfProgram() || isMoreThanRecorded(violation));
    }

    private boolean needsLabels(Violation violation) {
        if (!(request.labels() instanceof NamespaceLabels.NotAsked)) {
            return false;
        }
        var maySaySomething = policy.namespaceLabels() != NamespaceLabelUse.IGNORE
                && (!request.isOfProgram() || isMoreThanRecorded(violation));
        return maySaySomething
                || policy.exemptions().stream()
                        .filter(exemption -> exemption.namespaceLabels().isPresent())
                        .anyMatch(exemption -> exemption.match(violation.rule(), request) == Match.OPEN);
    }

    private boolean isMoreThanRecorded(Violation violation) {
        return action(violation).compareTo(Action.AUDIT) > 0;
    }

    private Action action(Violation violation) {
        return policy.action(violation, request, NamespaceOverrides.NONE);
    }

    private static Optional<OwnerReference> claim(Owner owner) {
        return owner instanceof Owner.Claimed(var reference) ? Optional.of(reference) : Optional.empty();
    }
}
