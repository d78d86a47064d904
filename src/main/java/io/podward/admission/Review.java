package io.podward.admission;

/** What the body of a call turned out to be. */
public sealed interface Review {
    /** A request that can be answered. */
    record Asked(ReviewRequest request) implements Review {}

    /** No answer would be accepted: the problem says what is wrong with the body, in one printable line. */
    record Malformed(String problem) implements Review {}
}
