package io.podward.webhook;

import io.podward.admission.Answer;
import io.podward.admission.Review;
import io.podward.admission.ReviewRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** A call of the API server, from the body that was read to the response: whatever the path, it gets an answer. */
final class ReviewCall {
    private final Recorder recorder;
    private final boolean allowOnError;

    /**
     * @param recorder told of what could not be read or judged
     * @param allowOnError the answer to a request that could not be judged
     */
    ReviewCall(Recorder recorder, boolean allowOnError) {
        this.recorder = recorder;
        this.allowOnError = allowOnError;
    }

    /**
     * The response.
     *
     * @param review what the body turned out to be
     * @param answer the AdmissionReview to send, as JSON; where this fails, in whatever way, there is an answer all the same
     */
    Uni<Response> answered(Review review, Function<ReviewRequest, Uni<byte[]>> answer) {
        return switch (review) {
            case Review.Malformed malformed -> {
                recorder.record(malformed);
                yield Uni.createFrom().item(HttpErrors.noReview(malformed));
            }
            case Review.Asked(var request) ->
                Uni.createFrom()
                        .deferred(() -> answer.apply(request))
                        .onFailure()
                        .recoverWithItem(failure -> afterFailure(request, failure))
                        .map(ReviewCall::ok);
        };
    }

    /** The one place where an error of ours is caught. */
    private byte[] afterFailure(ReviewRequest request, Throwable failure) {
        recorder.record(request, failure);
        return Answer.ofError(request.uid(), allowOnError);
    }

    private static Response ok(byte[] json) {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
