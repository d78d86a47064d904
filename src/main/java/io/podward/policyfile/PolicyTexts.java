package io.podward.policyfile;

import io.podward.policyfile.PolicyValue.Text;
import java.util.regex.Pattern;

/** The sorts of text in a policy. Their patterns are of the syntax that Java, Go and ECMAScript share: no look-around. */
final class PolicyTexts {
    /** What can be shown as it is, as {@link io.podward.policy.Printable} has it. */
    private static final String PRINTABLE = "[^\\p{C}\\p{Zl}\\p{Zp}]";

    private static final String PRINTABLE_BUT_STAR = "[^*\\p{C}\\p{Zl}\\p{Zp}]";

    /** One line for people. */
    static final Text LINE = text("one line of 1 to 256 printable characters", PRINTABLE + "+", 256);

    /** The name of an exemption: it is in records, and one day part of a metric. */
    static final Text NAME =
            text("a name of lower-case letters, digits and dashes", "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", 63);

    /**
     * A user or group to impersonate. Not one that Kubernetes itself gives to somebody: that would be a way around the rules for
     * whoever has it anyway.
     */
    static final Text SUBJECT = new Text(
            "a name of your own, not one that begins with system:", Pattern.compile(PRINTABLE + "+"), 256, "system:");

    /** Users or groups; what fits everybody says nothing. */
    static final Text SUBJECTS = text(
            "a name, or a pattern that is more than *", PRINTABLE + "*" + PRINTABLE_BUT_STAR + PRINTABLE + "*", 256);

    /** Service accounts, in the same way. */
    static final Text SERVICE_ACCOUNTS = text(
            "NAMESPACE/NAME, of which one may be *",
            "([-a-z0-9*]*[-a-z0-9][-a-z0-9*]*/[-a-z0-9.*]+|[-a-z0-9*]+/[-a-z0-9.*]*[-a-z0-9.][-a-z0-9.*]*)",
            317);

    /** Namespaces, in the same way. */
    static final Text NAMESPACES =
            text("the name of a namespace, or a pattern such as team-*", "[-a-z0-9*]*[-a-z0-9][-a-z0-9*]*", 63);

    /** Kinds of owners. */
    static final Text OWNER_KIND =
            text("Kind or Kind.group, such as Rollout.argoproj.io", "[A-Z][A-Za-z0-9]*(\\.[a-z0-9][-a-z0-9.]*)?", 317);

    /** The key of a label. */
    static final Text LABEL_KEY = text(
            "a label such as example.com/team",
            "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?",
            317);

    /** The value of a label. */
    static final Text LABEL_VALUE =
            text("the value of a label, as a string", "([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?", 63);

    private PolicyTexts() {}

    private static Text text(String called, String pattern, int longest) {
        return new Text(called, Pattern.compile(pattern), longest, "");
    }
}
