package io.podward.manifest;

import io.podward.policy.ObjectRef;
import io.podward.policy.OwnerReference;
import java.util.List;
import java.util.Map;

/** What the cluster said of the Pods of a namespace. */
public sealed interface NamespacePods {
    /**
     * These.
     *
     * @param pods the Pods
     * @param roots what is at the end of the owner chain of some of their controllers
     * @param complete whether there are no more
     */
    record Listed(List<PodManifest> pods, Map<OwnerReference, ObjectRef> roots, boolean complete)
            implements NamespacePods {
        public Listed {
            pods = List.copyOf(pods);
            roots = Map.copyOf(roots);
        }
    }

    /** The cluster did not say, or not in time. */
    record Unknown() implements NamespacePods {}
}
