package io.podward.policy;

/**
 * The facts of one request, as the rules need them.
 *
 * @param operation what is done
 * @param target to what
 * @param requester by whom
 * @param namespace in which namespace
 * @param labels the labels of that namespace
 * @param terminating whether the object is being deleted already (its live state has a deletion timestamp)
 * @param owner the controller of the object as it is; of a Scale, that of what is scaled
 * @param written the controller that the request gives the object, if it had none or another
 * @param change what an update changes
 * @param pod of a Pod, what else there is to know
 */
public record Request(
        Operation operation,
        Target target,
        Requester requester,
        String namespace,
        NamespaceLabels labels,
        boolean terminating,
        Owner owner,
        Owner written,
        Change change,
        PodFacts pod) {

    /** The same request with an end to all questions: what nobody has asked for is unknown. */
    public Request settled() {
        return new Request(
                operation,
                target,
                requester,
                namespace,
                labels instanceof NamespaceLabels.NotAsked ? new NamespaceLabels.Unknown() : labels,
                terminating,
                owner.settled(),
                written.settled(),
                change,
                pod.settled());
    }

    boolean isOfProgram() {
        return requester.kind() == Requester.Kind.PROGRAM;
    }

    boolean creates(Target created) {
        return operation == Operation.CREATE && target == created;
    }

    boolean updates(Target... updated) {
        for (var one : updated) {
            if (operation == Operation.UPDATE && target == one) {
                return true;
            }
        }
        return false;
    }

    /** Whether the object has a controller that is there, or may be. */
    boolean hasController() {
        return !(owner instanceof Owner.None || owner instanceof Owner.Gone);
    }

    /** Whether the object has no controller, and is given none. */
    boolean isBare() {
        return owner instanceof Owner.None && written instanceof Owner.None;
    }
}
