package io.podward.policy;

import java.util.Map;
import java.util.Optional;

/**
 * What has to be looked up on the cluster before a request can be answered.
 *
 * @param namespace the namespace of it all
 * @param owner the controller that the object has, or the ReplicaSet that is scaled
 * @param written the controller that the request gives the object
 * @param adoptable the Pod that a controller might take over
 * @param labels whether the labels of the namespace are needed
 * @param autoscaler whether it is worth knowing that the root of {@code owner} is scaled automatically
 */
public record Inquiry(
        String namespace,
        Optional<OwnerReference> owner,
        Optional<OwnerReference> written,
        Optional<Adoptable> adoptable,
        boolean labels,
        boolean autoscaler) {

    /**
     * A Pod without a controller.
     *
     * @param name its name; the Pods of a StatefulSet are told by theirs
     * @param labels its labels
     */
    public record Adoptable(String name, Map<String, String> labels) {
        public Adoptable {
            labels = Map.copyOf(labels);
        }
    }

    /** Whether there is nothing to ask. */
    public boolean isEmpty() {
        return owner.isEmpty() && written.isEmpty() && adoptable.isEmpty() && !labels;
    }
}
