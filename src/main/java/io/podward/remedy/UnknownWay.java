package io.podward.remedy;

import io.podward.policy.ObjectRef;
import io.podward.policy.OwnerReference;

/** What to change instead, where too little is known for a command. */
final class UnknownWay {
    private UnknownWay() {}

    /** Of an owner of a kind that may be anything. */
    static String at(ObjectRef owner) {
        return "Change " + Named.of(owner) + ", or what owns it, instead";
    }

    /**
     * Of owners that could not be looked up, or not all of them.
     *
     * @param reference the controller that the object names
     * @param farthest the end of what is known
     */
    static String at(OwnerReference reference, OwnerReference farthest) {
        if (reference.kind().equals("Node")) {
            return "The kubelet of that node runs it from a manifest file: change the file instead";
        }
        return farthest.equals(reference)
                ? "Change " + Named.of(reference) + ", or what owns it, instead"
                : "Change " + Named.of(farthest) + ", which " + Named.of(reference)
                        + " belongs to, or what owns it, instead";
    }
}
