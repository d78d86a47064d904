package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Purpose;

/** Tells what a Pod is made for, by what its spec binds it to, and by no label alone. */
public final class PodPurpose {
    private PodPurpose() {}

    /** The purpose of a new Pod. */
    public static Purpose of(PodManifest pod) {
        var spec = pod.spec();
        if (isNodeDebugger(pod)) {
            return new Purpose.NodeDebugger();
        }
        var deadline = spec.path("activeDeadlineSeconds");
        return endsForGood(spec) && deadline.canConvertToLong() && deadline.isIntegralNumber()
                ? new Purpose.Leased(deadline.asLong())
                : new Purpose.Lasting();
    }

    /**
     * Whether it has the shape that {@code kubectl debug node/…} gives, in every profile (kubectl {@code pkg/cmd/debug}): one
     * container by the name of debugger for somebody at a terminal, on a node that is named, whatever its taints.
     */
    private static boolean isNodeDebugger(PodManifest pod) {
        var spec = pod.spec();
        var label = pod.metadata().path("labels").path("app.kubernetes.io/managed-by");
        return label.asText("").equals("kubectl-debug")
                && pod.name()
                        .startsWith("node-debugger-" + spec.path("nodeName").asText("") + "-")
                && spec.hasNonNull("nodeName")
                && endsForGood(spec)
                && spec.path("containers").size() == 1
                && spec.path("containers").path(0).path("name").asText("").equals("debugger")
                && toleratesAll(spec.path("tolerations"));
    }

    private static boolean endsForGood(JsonNode spec) {
        return spec.path("restartPolicy").asText("").equals("Never");
    }

    private static boolean toleratesAll(JsonNode tolerations) {
        return tolerations
                .valueStream()
                .anyMatch(toleration -> toleration.path("operator").asText("").equals("Exists")
                        && toleration.path("key").asText("").isEmpty());
    }
}
