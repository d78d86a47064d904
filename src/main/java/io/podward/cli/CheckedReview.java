package io.podward.cli;

import io.podward.admission.ReviewRequest;
import io.podward.policy.Printable;
import java.util.List;
import java.util.Optional;

/**
 * A review and its answer, as they are shown.
 *
 * @param review the review
 * @param allowed whether the request passes
 * @param denial what the user is told in that case
 * @param warnings what the user is warned of
 * @param remark what whoever checks should know of it: why a request passes, for example
 * @param json the AdmissionReview response
 */
record CheckedReview(
        ReviewFile review,
        boolean allowed,
        Optional<String> denial,
        List<String> warnings,
        Optional<String> remark,
        String json) {
    /** The name that both webhook configurations give the webhook. */
    private static final String WEBHOOK = "pods.podward.io";

    /** The question on one line, then the answer as kubectl prints it, then an empty line. */
    String text() {
        var text = new StringBuilder();
        text.append("# ").append(review.name()).append('\n');
        text.append("# ").append(question(review.request())).append('\n');
        warnings.forEach(warning -> text.append("Warning: ").append(warning).append('\n'));
        if (allowed) {
            text.append("allowed").append(remark.map(why -> ": " + why).orElse(""));
        } else {
            text.append("Error from server (Forbidden): admission webhook \"" + WEBHOOK + "\" denied the request: ")
                    .append(denial.orElse("without explanation"))
                    .append(remark.map(why -> "\n\n(" + why + ")").orElse(""));
        }
        return text.append("\n\n").toString();
    }

    private static String question(ReviewRequest request) {
        var question = request.requester().username() + ": " + request.operation() + " "
                + request.resource() + " "
                + (request.namespace().isEmpty() ? "" : request.namespace() + "/") + request.displayName();
        return Printable.of(question);
    }
}
