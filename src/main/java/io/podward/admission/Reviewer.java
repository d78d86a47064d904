package io.podward.admission;

import io.podward.manifest.PodManifest;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.ResolvedOwner;
import io.podward.policy.Decision;
import io.podward.policy.Operation;
import io.podward.policy.Owner;
import io.podward.policy.Phase;
import io.podward.policy.PodChange;
import io.podward.policy.Policy;
import io.podward.policy.Request;
import io.podward.policy.Verdict;
import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Violation;
import io.podward.remedy.BarePodRemedy;
import io.podward.remedy.PodEditRemedy;
import io.podward.remedy.Remedy;
import java.util.Optional;

/** The one way from a request to its answer: the server and the offline check both take it. Asks the cluster nothing itself. */
public final class Reviewer {
    private final Policy policy;

    /** A reviewer for one policy. */
    public Reviewer(Policy policy) {
        this.policy = policy;
    }

    /**
     * Answers a request, or says what has to be looked up first.
     *
     * @param asked the request
     * @param phase the admission phase; the decision is the same in both, only records tell them apart
     */
    public Step review(ReviewRequest asked, Phase phase) {
        var facts = facts(asked);
        var verdict = policy.evaluate(facts);
        return policy.question(verdict)
                .<Step>map(reference -> new Step.AskOwner(
                        reference,
                        asked.namespace(),
                        found -> answer(asked, phase, policy.evaluate(facts.ownedBy(found.owner())), found)))
                .orElseGet(
                        () -> new Step.Answered(answer(asked, phase, verdict, ResolvedOwner.notFound(facts.owner()))));
    }

    private Answer answer(ReviewRequest asked, Phase phase, Verdict verdict, ResolvedOwner owner) {
        var decision = Decision.of(policy, verdict);
        var remedy = decision.recorded() ? remedy(asked, verdict, owner) : Optional.<Remedy>empty();
        return new Answer(asked, phase, decision, remedy);
    }

    private static Optional<Remedy> remedy(ReviewRequest asked, Verdict verdict, ResolvedOwner owner) {
        return switch (verdict) {
            case Compliant _ -> Optional.empty();
            case Violation(var rule, var _) ->
                Optional.of(
                        switch (rule) {
                            case BARE_POD -> BarePodRemedy.of(asked.namespace(), asked.object());
                            case POD_EDIT ->
                                PodEditRemedy.of(asked.namespace(), asked.oldObject(), update(asked), owner);
                        });
        };
    }

    private static Request facts(ReviewRequest asked) {
        // Who owns a Pod is what the API server holds; what an update says about it is only a wish.
        var governed = asked.operation() == Operation.CREATE ? asked.object() : asked.oldObject();
        return new Request(
                asked.operation(),
                asked.target(),
                asked.requester(),
                asked.oldObject().terminating(),
                owner(governed),
                asked.operation() == Operation.UPDATE ? update(asked).change() : PodChange.NONE);
    }

    private static Owner owner(PodManifest pod) {
        return pod.controller().<Owner>map(Owner.Claimed::new).orElseGet(Owner.None::new);
    }

    private static PodUpdate update(ReviewRequest asked) {
        return PodUpdate.of(asked.oldObject(), asked.object(), asked.target());
    }
}
