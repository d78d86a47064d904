package io.podward.policy;

/** Whether the controller of a Pod keeps it once its labels are changed. */
public enum Membership {
    /** Nobody has compared them with the controller's selector. */
    NOT_ASKED,
    /** They match the selector still. */
    STAYS,
    /** They do not: the controller releases the Pod, and makes another. */
    LEAVES,
    /** The selector could not be looked up. */
    UNKNOWN
}
