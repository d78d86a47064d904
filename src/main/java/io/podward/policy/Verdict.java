package io.podward.policy;

/** What is true of a request; what is done about it is a {@link Decision}'s business. */
public sealed interface Verdict {
    /** The request breaks no rule. */
    record Compliant(Reason because) implements Verdict {}

    /** The request breaks this rule, and this exemption of the policy says that it may. */
    record Exempt(Rule rule, String exemption) implements Verdict {}

    /**
     * The request breaks this rule.
     *
     * @param rule the rule
     * @param owner what it is about, as far as it is known: the controller that the object has, or is given, or would be
     *     taken over by
     * @param atMost the most that may be done about it
     */
    record Violation(Rule rule, Owner owner, Action atMost) implements Verdict {
        /** A violation about which all may be done that the rule allows. */
        public Violation(Rule rule, Owner owner) {
            this(rule, owner, rule.strictest());
        }
    }
}
