package io.podward.admission;

import io.podward.manifest.NamespacePods;
import io.podward.policy.NamespaceChange;
import io.podward.policy.Operation;
import io.podward.policy.Policy;
import io.podward.remedy.NamespaceWarnings;
import java.util.List;
import java.util.Map;

/** From a change of the labels of a namespace to its answer: it is allowed, and what it leads to is said. */
public final class NamespaceReviewer {
    private static final NamespacePods NO_PODS = new NamespacePods.Listed(List.of(), Map.of(), true);

    private final Policy policy;

    /** A reviewer for one policy. */
    public NamespaceReviewer(Policy policy) {
        this.policy = policy;
    }

    /**
     * Answers a change, or says that its answer depends on the Pods of the namespace.
     *
     * @param asked a whole review of a namespace; of anything else there is nothing to say
     */
    public NamespaceStep review(ReviewRequest asked) {
        if (!asked.resource().equals("namespaces")) {
            return new NamespaceStep.Answered(new NamespaceAnswer(asked, List.of()));
        }
        var change = NamespaceChange.of(
                policy, asked.oldObject().labels(), asked.object().labels());
        // A new one has no Pods, and is not there yet to be asked for them.
        return asked.operation() == Operation.UPDATE && NamespaceWarnings.areAboutPods(change)
                ? new NamespaceStep.ListPods(asked.name(), pods -> answer(asked, change, pods))
                : new NamespaceStep.Answered(answer(asked, change, NO_PODS));
    }

    private NamespaceAnswer answer(ReviewRequest asked, NamespaceChange change, NamespacePods pods) {
        return new NamespaceAnswer(asked, NamespaceWarnings.of(policy, asked.displayName(), change, pods));
    }
}
