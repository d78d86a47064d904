package io.podward.remedy;

import io.podward.manifest.ClusterFacts;
import io.podward.manifest.DeploymentRevision;
import io.podward.manifest.MetadataChange;
import io.podward.manifest.PodManifest;
import io.podward.manifest.Workload;
import io.podward.policy.Request;
import io.podward.policy.Target;
import java.util.Optional;

/**
 * What somebody tried, with all that is known of it.
 *
 * @param request the facts by which it was judged
 * @param name the name of the object to show
 * @param before the object as it is; a missing node on creation
 * @param after the object as it was to be; a missing node on deletion
 * @param cluster what the cluster said
 */
public record Attempt(Request request, String name, PodManifest before, PodManifest after, ClusterFacts cluster) {
    /** The namespace. */
    public String namespace() {
        return request.namespace();
    }

    /** What happens to the labels. */
    MetadataChange labels() {
        return MetadataChange.between(
                before.metadata().path("labels"), after.metadata().path("labels"));
    }

    /** The ReplicaSet that somebody tried to change. A Scale has none of its metadata. */
    DeploymentRevision revisionOf(Workload deployment) {
        var scales = request.target() == Target.REPLICA_SET_SCALE;
        return new DeploymentRevision(deployment, scales ? cluster.owner().direct() : Optional.of(workloadBefore()));
    }

    /** The object as it is, for one that is no Pod. */
    Workload workloadBefore() {
        return new Workload(before.tree());
    }

    /** The object as it was to be, for one that is no Pod. */
    Workload workloadAfter() {
        return new Workload(after.tree());
    }
}
