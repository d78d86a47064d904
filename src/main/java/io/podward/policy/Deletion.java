package io.podward.policy;

/** What there is to say of a deletion. */
public enum Deletion {
    /** The request deletes nothing. */
    NONE,
    /** Nothing special. */
    ORDINARY,
    /** Without a grace period: the only way out for the Pods of a dead node. */
    FORCED,
    /** Of a Pod that has failed, has finished, or crashes again and again: a deletion is a fair try. */
    OF_A_FAILING_POD,
    /** Of a Pod whose controller waits for just that (update strategy OnDelete). */
    FOR_AN_UPDATE
}
