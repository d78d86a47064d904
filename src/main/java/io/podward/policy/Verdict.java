package io.podward.policy;

/** What is true of a request; what is done about it is a {@link Decision}'s business. */
public sealed interface Verdict {
    /** The request breaks no rule. */
    record Compliant(Reason because) implements Verdict {}

    /** The request breaks this rule; the owner is as far as it is known. */
    record Violation(Rule rule, Owner owner) implements Verdict {}
}
