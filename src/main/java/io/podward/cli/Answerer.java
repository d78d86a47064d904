package io.podward.cli;

/** Who answers the reviews that are checked: the same code here, or a server. */
interface Answerer {
    /** The answer to one review. */
    Outcome<CheckedReview> answer(ReviewFile review);
}
