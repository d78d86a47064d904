package io.podward.manifest;

import io.podward.policy.OwnerReference;

/** Owner chains of which a test cares for one end. */
public final class Owners {
    private Owners() {}

    /** A controller that has none itself. */
    public static ResolvedOwner root(Workload workload) {
        var ref = workload.ref();
        return ResolvedOwner.root(
                new OwnerReference(ref.apiVersion(), ref.kind(), ref.name(), workload.uid()), workload, workload);
    }
}
