package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Deletion;
import java.util.Set;
import java.util.stream.Stream;

/** Tells what there is to say of the deletion of a Pod. */
public final class PodDeletion {
    /** Why a container waits that will not run for longer by itself (kubelet {@code pkg/kubelet/images}, {@code kuberuntime}). */
    private static final Set<String> STUCK = Set.of(
            "CrashLoopBackOff",
            "CreateContainerConfigError",
            "CreateContainerError",
            "ErrImageNeverPull",
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "RunContainerError");

    private PodDeletion() {}

    /**
     * The deletion.
     *
     * @param pod the Pod
     * @param options the {@code DeleteOptions} of the request
     */
    public static Deletion of(PodManifest pod, JsonNode options) {
        if (options.hasNonNull("gracePeriodSeconds")
                && options.path("gracePeriodSeconds").asLong() == 0) {
            return Deletion.FORCED;
        }
        return pod.finished() || isStuck(pod.tree().path("status")) ? Deletion.OF_A_FAILING_POD : Deletion.ORDINARY;
    }

    private static boolean isStuck(JsonNode status) {
        return Stream.of("containerStatuses", "initContainerStatuses")
                .flatMap(list -> status.path(list).valueStream())
                .map(container -> container.path("state"))
                .anyMatch(state ->
                        STUCK.contains(state.path("waiting").path("reason").asText(""))
                                // Between two starts of a container that crashes, before it waits.
                                || state.path("terminated").path("exitCode").asInt() != 0);
    }
}
