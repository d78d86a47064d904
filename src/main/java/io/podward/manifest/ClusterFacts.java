package io.podward.manifest;

import io.podward.policy.Adoption;
import io.podward.policy.Inquiry;
import io.podward.policy.NamespaceLabels;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.Optional;

/**
 * What the cluster said to an {@link Inquiry}.
 *
 * @param owner the controller that the object has, or what is scaled
 * @param written the controller that the request gives the object
 * @param adoption whether a controller would take the Pod over
 * @param labels the labels of the namespace
 * @param autoscaler the HorizontalPodAutoscaler that scales the root of {@code owner}
 */
public record ClusterFacts(
        ResolvedOwner owner,
        ResolvedOwner written,
        Adoption adoption,
        NamespaceLabels labels,
        Optional<String> autoscaler) {
    /** Nobody has asked. */
    public static final ClusterFacts NONE = new ClusterFacts(
            ResolvedOwner.notFound(new Owner.None()),
            ResolvedOwner.notFound(new Owner.None()),
            new Adoption.NotAsked(),
            new NamespaceLabels.NotAsked(),
            Optional.empty());

    /** The cluster said nothing, or not in time. */
    public static ClusterFacts unknown(Inquiry inquiry) {
        return new ClusterFacts(
                unresolved(inquiry.owner()),
                unresolved(inquiry.written()),
                new Adoption.Unknown(),
                new NamespaceLabels.Unknown(),
                Optional.empty());
    }

    /** The same, with the controller of the object, and what scales its root. */
    public ClusterFacts withOwner(ResolvedOwner found, Optional<String> scaledBy) {
        return new ClusterFacts(found, written, adoption, labels, scaledBy);
    }

    /** The same, with the controller that the request gives the object. */
    public ClusterFacts withWritten(ResolvedOwner found) {
        return new ClusterFacts(owner, found, adoption, labels, autoscaler);
    }

    /** The same, with who would take the Pod over. */
    public ClusterFacts withAdoption(Adoption found) {
        return new ClusterFacts(owner, written, found, labels, autoscaler);
    }

    /** The same, with the labels of the namespace. */
    public ClusterFacts withLabels(NamespaceLabels found) {
        return new ClusterFacts(owner, written, adoption, found, autoscaler);
    }

    private static ResolvedOwner unresolved(Optional<OwnerReference> reference) {
        return ResolvedOwner.notFound(
                reference.<Owner>map(Owner.Unresolved::new).orElseGet(Owner.None::new));
    }
}
