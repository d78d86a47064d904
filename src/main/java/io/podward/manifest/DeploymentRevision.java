package io.podward.manifest;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A ReplicaSet as a revision of its Deployment.
 *
 * @param deployment the Deployment
 * @param replicaSet the ReplicaSet as it is, where it is known
 */
public record DeploymentRevision(Workload deployment, Optional<Workload> replicaSet) {
    /** What the Deployment controller writes on a Deployment and on each of its ReplicaSets ({@code deployment/util}). */
    private static final String ANNOTATION = "deployment.kubernetes.io/revision";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** Its number; empty if it is not known. */
    public String number() {
        return replicaSet.map(DeploymentRevision::number).orElse("");
    }

    /** Whoever may edit the object may write something else there. */
    private static String number(Workload workload) {
        var number = workload.metadata().path("annotations").path(ANNOTATION).asText("");
        return NUMBER.matcher(number).matches() ? number : "";
    }

    /** Whether it is known how it stands to the Deployment. */
    public boolean isKnown() {
        return !number().isEmpty() && !number(deployment).isEmpty();
    }

    /** Whether it is the one that the Deployment's template makes. */
    public boolean isCurrent() {
        return isKnown() && number().equals(number(deployment));
    }

    /** Whether the Deployment wants no other replicas than this one's: not so while a roll-out is under way. */
    public boolean isWhole() {
        return replicaSet
                .filter(set -> set.spec()
                        .path("replicas")
                        .asText("")
                        .equals(deployment.spec().path("replicas").asText("")))
                .isPresent();
    }
}
