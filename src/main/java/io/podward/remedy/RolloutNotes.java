package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.Workload;
import java.util.ArrayList;
import java.util.List;

/** What a user has to know, beyond the command, for a changed Pod template to reach the Pods, and to stay changed. */
final class RolloutNotes {
    private RolloutNotes() {}

    /** What has to happen for the Pods to take a change of the template. */
    static List<String> of(Kubectl kubectl, Workload workload) {
        var notes = new ArrayList<String>();
        var ref = workload.ref();
        switch (ref.kind()) {
            case "Deployment" -> {
                if (isPaused(workload)) {
                    notes.add("Its roll-outs are paused. To let the change reach the Pods:\n"
                            + kubectl.command("rollout", "resume", Kubectl.resource(ref))
                                    .block());
                }
            }
            case "DaemonSet", "StatefulSet" -> strategy(workload.spec().path("updateStrategy"), notes);
            case "ReplicaSet", "ReplicationController" ->
                notes.add("A change of the template reaches new Pods only: delete the old ones, one by one.");
            case "CronJob" ->
                notes.add("A change of the CronJob reaches the Jobs that it creates afterwards. To run one at once:\n"
                        + kubectl.createJobNow(ref).block());
            default -> {}
        }
        return notes;
    }

    /** Whether a Deployment keeps its Pods as they are, whatever its template says. */
    static boolean isPaused(Workload workload) {
        return workload.ref().kind().equals("Deployment")
                && workload.spec().path("paused").asBoolean();
    }

    /** Whether a Deployment still has Pods of an older template. */
    static boolean isRollingOut(Workload workload) {
        var status = workload.tree().path("status");
        return workload.ref().kind().equals("Deployment")
                && status.has("updatedReplicas")
                && status.path("updatedReplicas").asInt()
                        < status.path("replicas").asInt();
    }

    private static void strategy(JsonNode strategy, List<String> notes) {
        if (strategy.path("type").asText("").equals("OnDelete")) {
            notes.add("Its update strategy is OnDelete: each Pod takes a change of the template when you delete it.");
        }
        var partition = strategy.path("rollingUpdate").path("partition").asInt();
        if (partition > 0) {
            notes.add("Its update strategy has the partition " + partition
                    + ": Pods with a lower ordinal keep the old template.");
        }
    }
}
