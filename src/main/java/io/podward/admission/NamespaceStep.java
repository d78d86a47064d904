package io.podward.admission;

import io.podward.manifest.NamespacePods;
import java.util.function.Function;

/** How far a change of the labels of a namespace could be answered without asking the cluster. */
public sealed interface NamespaceStep {
    /** All the way. */
    record Answered(NamespaceAnswer answer) implements NamespaceStep {}

    /**
     * The answer depends on which Pods there are.
     *
     * @param namespace whose Pods to list
     * @param then gives the answer, whatever that brought
     */
    record ListPods(String namespace, Function<NamespacePods, NamespaceAnswer> then) implements NamespaceStep {}
}
