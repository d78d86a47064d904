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

    private static ResolvedOwner unresolved(Optional<OwnerReference> reference) {
        return ResolvedOwner.notFound(
                reference.<Owner>map(Owner.Unresolved::new).orElseGet(Owner.None::new));
    }
}
