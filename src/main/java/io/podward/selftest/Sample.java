package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.PodManifest;
import io.podward.manifest.Workload;
import io.podward.policy.OwnerReference;
import java.util.Optional;

/**
 * A Pod of a Deployment to try changes on; nothing of it is ever changed.
 *
 * @param pod the Pod
 * @param replicaSet the ReplicaSet that it belongs to
 */
public record Sample(JsonNode pod, JsonNode replicaSet) {
    /** The name of the ReplicaSet that has a Pod; empty if there is none, or the Pod is on its way out. */
    public static Optional<String> replicaSetOf(JsonNode pod) {
        return new PodManifest(pod)
                .controller()
                .filter(_ -> !pod.path("metadata").has("deletionTimestamp"))
                .filter(owner -> owner.kind().equals("ReplicaSet"))
                .map(OwnerReference::name);
    }

    /** Whether a ReplicaSet belongs to a Deployment. */
    public static boolean isOfDeployment(JsonNode replicaSet) {
        return new Workload(replicaSet)
                .controller()
                .filter(owner -> owner.kind().equals("Deployment"))
                .isPresent();
    }

    String podName() {
        return pod.path("metadata").path("name").asText();
    }

    String replicaSetName() {
        return replicaSet.path("metadata").path("name").asText();
    }

    /** The name of the Pod's first container. */
    String container() {
        return pod.path("spec").path("containers").path(0).path("name").asText();
    }

    /** The labels of the Pods that the ReplicaSet makes. */
    JsonNode labels() {
        return replicaSet.path("spec").path("template").path("metadata").path("labels");
    }
}
