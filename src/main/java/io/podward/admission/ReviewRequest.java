package io.podward.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.PodManifest;
import io.podward.policy.Operation;
import io.podward.policy.Requester;
import io.podward.policy.Target;
import java.util.Optional;

/**
 * The request of an AdmissionReview, as far as its answer needs it: of a request that no rule looks at, only what comes before
 * the objects was read.
 *
 * @param uid the UID that the response must carry; new with every call
 * @param operation what is done
 * @param target to what, as far as the rules tell resources apart
 * @param resource the resource with its subresource, for example {@code pods/resize}, as the request spells it
 * @param name the name of the object; empty while the API server has not made one, and for each object of a collection that
 *     is deleted
 * @param namespace the namespace; empty for a cluster-scoped object
 * @param requester by whom
 * @param options the options of the operation; a missing node if it has none, or if they were not read
 * @param object the object as it is to be; a missing node on deletion, or if it was not read
 * @param oldObject the object as it is; a missing node on creation, or if it was not read
 * @param dryRun whether nothing will be persisted; empty if it was not read
 */
public record ReviewRequest(
        String uid,
        Operation operation,
        Target target,
        String resource,
        String name,
        String namespace,
        Requester requester,
        JsonNode options,
        PodManifest object,
        PodManifest oldObject,
        Optional<Boolean> dryRun) {

    /** The name of the object to show. */
    public String displayName() {
        if (!name.isEmpty()) {
            return name;
        }
        return object.tree().isMissingNode() ? oldObject.displayName() : object.displayName();
    }
}
