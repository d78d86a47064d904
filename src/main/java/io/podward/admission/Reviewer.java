package io.podward.admission;

import io.podward.manifest.ClusterFacts;
import io.podward.policy.Decision;
import io.podward.policy.Phase;
import io.podward.policy.Policy;
import io.podward.policy.Request;
import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Exempt;
import io.podward.policy.Verdict.Violation;
import io.podward.remedy.Attempt;
import io.podward.remedy.Remedies;
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
        return policy.question(Facts.of(asked, ClusterFacts.NONE))
                .<Step>map(inquiry -> new Step.Ask(inquiry, found -> answer(asked, phase, found)))
                .orElseGet(() -> new Step.Answered(answer(asked, phase, ClusterFacts.NONE)));
    }

    private Answer answer(ReviewRequest asked, Phase phase, ClusterFacts cluster) {
        var facts = Facts.of(asked, cluster).settled();
        var decision = policy.decide(facts);
        return new Answer(asked, phase, decision, remedy(asked, facts, cluster, decision));
    }

    private Optional<Remedy> remedy(ReviewRequest asked, Request facts, ClusterFacts cluster, Decision decision) {
        return switch (decision.verdict()) {
            case Violation violation
            when decision.recorded() ->
                Optional.of(Remedies.of(
                        violation,
                        new Attempt(facts, asked.displayName(), asked.oldObject(), asked.object(), cluster),
                        policy));
            case Violation _, Compliant _, Exempt _ -> Optional.empty();
        };
    }
}
