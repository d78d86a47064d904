package io.podward.remedy;

import io.podward.manifest.Workload;
import java.util.ArrayList;
import java.util.List;

/** What a user has to know, beyond the command, for a changed Pod template to reach the Pods, and to stay changed. */
final class RolloutNotes {
    private RolloutNotes() {}

    static List<String> of(Kubectl kubectl, Workload workload) {
        var notes = new ArrayList<String>();
        rollout(kubectl, workload, notes);
        source(workload, notes);
        return notes;
    }

    private static void rollout(Kubectl kubectl, Workload workload, List<String> notes) {
        var ref = workload.ref();
        var spec = workload.spec();
        switch (ref.kind()) {
            case "Deployment" -> {
                if (spec.path("paused").asBoolean()) {
                    notes.add("Its roll-outs are paused. To let the change reach the Pods:\n"
                            + kubectl.command("rollout", "resume", Kubectl.resource(ref))
                                    .block());
                }
            }
            case "DaemonSet", "StatefulSet" -> {
                var strategy = spec.path("updateStrategy");
                if (strategy.path("type").asText().equals("OnDelete")) {
                    notes.add("Its update strategy is OnDelete: each Pod takes the change when you delete it.");
                }
                var partition = strategy.path("rollingUpdate").path("partition").asInt();
                if (partition > 0) {
                    notes.add("Its update strategy has the partition " + partition
                            + ": Pods with a lower ordinal keep the old template.");
                }
            }
            case "ReplicaSet", "ReplicationController" ->
                notes.add("A " + ref.kind() + " gives it to new Pods only: delete the old ones, one by one.");
            case "CronJob" ->
                notes.add("The Jobs that it creates from now on have the change. To run one at once:\n"
                        + kubectl.command("create", "job", ref.name() + "-manual", "--from=cronjob/" + ref.name())
                                .block());
            default -> {}
        }
    }

    /** Tools that write the object again from another source (their documented labels and annotations). */
    private static void source(Workload workload, List<String> notes) {
        var labels = workload.metadata().path("labels");
        var annotations = workload.metadata().path("annotations");
        if (annotations.has("argocd.argoproj.io/tracking-id") || labels.has("argocd.argoproj.io/instance")) {
            notes.add(managedBy("Argo CD"));
        } else if (labels.has("kustomize.toolkit.fluxcd.io/name") || labels.has("helm.toolkit.fluxcd.io/name")) {
            notes.add(managedBy("Flux"));
        } else if (annotations.has("meta.helm.sh/release-name")
                || labels.path("app.kubernetes.io/managed-by").asText().equals("Helm")) {
            notes.add(managedBy("Helm"));
        }
    }

    private static String managedBy(String tool) {
        return "It is managed by " + tool + ": make the change in its source too, or it will be undone.";
    }
}
