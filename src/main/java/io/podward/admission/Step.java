package io.podward.admission;

import io.podward.manifest.ResolvedOwner;
import io.podward.policy.OwnerReference;
import java.util.function.Function;

/** How far a request could be answered without asking the cluster. */
public sealed interface Step {
    /** All the way, which is nearly always so. */
    record Answered(Answer answer) implements Step {}

    /**
     * The answer depends on who owns the Pod.
     *
     * @param reference the controller to look up
     * @param namespace the namespace of the Pod, and so of its owners
     * @param then gives the answer, whatever the look-up brought
     */
    record AskOwner(OwnerReference reference, String namespace, Function<ResolvedOwner, Answer> then) implements Step {}
}
