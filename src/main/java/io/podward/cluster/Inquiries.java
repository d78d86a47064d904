package io.podward.cluster;

import io.podward.manifest.ClusterFacts;
import io.podward.manifest.ResolvedOwner;
import io.podward.policy.Adoption;
import io.podward.policy.Inquiry;
import io.podward.policy.NamespaceLabels;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.Optional;

/** Answers inquiries from one cluster. */
public final class Inquiries {
    private final OwnerChain owners;

    public Inquiries(Cluster cluster) {
        this.owners = new OwnerChain(cluster);
    }

    /** What the cluster says. What it does not say is unknown: nothing here fails. */
    public ClusterFacts answer(Inquiry inquiry) {
        return new ClusterFacts(
                owner(inquiry.owner(), inquiry.namespace()),
                owner(inquiry.written(), inquiry.namespace()),
                new Adoption.Unknown(),
                new NamespaceLabels.Unknown(),
                Optional.empty());
    }

    private ResolvedOwner owner(Optional<OwnerReference> reference, String namespace) {
        return reference
                .map(claimed -> owners.resolve(claimed, namespace))
                .orElseGet(() -> ResolvedOwner.notFound(new Owner.None()));
    }
}
