package io.podward.admission;

import io.podward.manifest.ClusterFacts;
import io.podward.policy.Inquiry;
import java.util.function.Function;

/** How far a request could be answered without asking the cluster. */
public sealed interface Step {
    /** All the way, which is nearly always so. */
    record Answered(Answer answer) implements Step {}

    /**
     * The answer depends on what the cluster says.
     *
     * @param inquiry what to look up
     * @param then gives the answer, whatever the look-up brought
     */
    record Ask(Inquiry inquiry, Function<ClusterFacts, Answer> then) implements Step {}
}
