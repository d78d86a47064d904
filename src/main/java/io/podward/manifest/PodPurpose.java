package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Purpose;

/** Tells what a Pod is made for, by what its spec binds it to, and by no label alone. */
public final class PodPurpose {
    /** How many random characters end the name of a node's debugger. */
    private static final int SUFFIX = 5;

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
     * Whether it has the shape that {@code kubectl debug node/…} gives in every profile (kubectl {@code pkg/cmd/debug}): named
     * after the node on which it is put past the scheduler and all taints, with one container that does not start again.
     * The label that newer versions of kubectl add says nothing that the shape does not, and the container's name is free.
     */
    private static boolean isNodeDebugger(PodManifest pod) {
        var spec = pod.spec();
        return isNamedAfter(spec.path("nodeName").asText(""), pod.name())
                && endsForGood(spec)
                && spec.path("containers").size() == 1
                && spec.path("initContainers").isEmpty()
                && toleratesAll(spec.path("tolerations"));
    }

    private static boolean isNamedAfter(String node, String name) {
        var prefix = "node-debugger-" + node + "-";
        return !node.isEmpty() && name.startsWith(prefix) && name.length() == prefix.length() + SUFFIX;
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
