package io.podward.remedy;

import io.podward.manifest.NamespacePods;
import io.podward.manifest.PodCensus;
import io.podward.policy.NamespaceChange;
import io.podward.policy.NamespaceChange.Ineffective;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.NamespaceOverrides;
import io.podward.policy.Policy;
import io.podward.policy.Printable;
import io.podward.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What to say of a change of the labels of a namespace: a few warnings, one line each. */
public final class NamespaceWarnings {
    /** The rules of which the Pods that exist tell nothing. */
    private static final Set<Rule> ABOUT_NO_PODS = Set.of(Rule.POD_ADOPTION, Rule.WORKLOAD_EDIT);

    /** Enough labels for somebody to see what went wrong. */
    private static final int LABELS = 2;

    private final Policy policy;
    private final String namespace;
    private final NamespaceChange change;

    private NamespaceWarnings(Policy policy, String namespace, NamespaceChange change) {
        this.policy = policy;
        this.namespace = Printable.of(namespace);
        this.change = change;
    }

    /** Whether it depends on the Pods of the namespace what there is to say. */
    public static boolean areAboutPods(NamespaceChange change) {
        return !ABOUT_NO_PODS.containsAll(change.stricter().keySet());
    }

    /**
     * The warnings.
     *
     * @param policy by which the labels are read
     * @param namespace the name of the namespace
     * @param change what the change means
     * @param pods the Pods of the namespace
     */
    public static List<String> of(Policy policy, String namespace, NamespaceChange change, NamespacePods pods) {
        var words = new NamespaceWarnings(policy, namespace, change);
        return Stream.of(words.misunderstood(), words.ineffective(), words.aboutPods(pods))
                .flatMap(lines -> lines)
                .toList();
    }

    private Stream<String> misunderstood() {
        return change.misunderstood().stream()
                .limit(LABELS)
                .map(label -> "Label " + Printable.of(label) + " means nothing to Podward: " + LabelHint.of(label));
    }

    private Stream<String> ineffective() {
        var labels = change.ineffective();
        if (labels.isEmpty()) {
            return Stream.empty();
        }
        var inForce = labels.stream().map(NamespaceWarnings::inForce).toList();
        var one = labels.size() == 1;
        return Stream.of((one ? "Label " : "Labels ")
                + String.join(", ", labels.stream().map(Ineffective::label).toList())
                + (one ? " has" : " have")
                + " no effect: the policy says "
                + String.join(", ", inForce)
                + (policy.namespaceLabels() == NamespaceLabelUse.IGNORE
                        ? ", and does not heed the labels of a namespace."
                        : ", and lets the labels of a namespace only make that stricter."));
    }

    private static String inForce(Ineffective label) {
        var key = label.label()
                .substring(NamespaceOverrides.PREFIX.length(), label.label().indexOf('='));
        return key + "=" + label.inForce();
    }

    private Stream<String> aboutPods(NamespacePods pods) {
        if (!areAboutPods(change)) {
            return Stream.empty();
        }
        return switch (pods) {
            case NamespacePods.Listed listed ->
                new PodsAtStake(namespace, change.stricter())
                        .warnings(PodCensus.of(listed, policy.leaseSeconds())).stream();
            case NamespacePods.Unknown _ ->
                Stream.of(
                        "The Pods of namespace " + namespace
                                + " could not be listed, or not in time: how many of them the new labels are about is not known.");
        };
    }
}
