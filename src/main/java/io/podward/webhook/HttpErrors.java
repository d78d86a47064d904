package io.podward.webhook;

import io.podward.admission.Review;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is said to calls that are not the API server's. */
final class HttpErrors {
    /** A body of the right type that is no review. */
    static Response noReview(Review.Malformed malformed) {
        return text(Response.Status.BAD_REQUEST, malformed.problem());
    }

    /** A body of another type. */
    @ServerExceptionMapper
    public Response wrongType(NotSupportedException e) {
        return text(Response.Status.UNSUPPORTED_MEDIA_TYPE, "expected an AdmissionReview as application/json");
    }

    private static Response text(Response.Status status, String problem) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity(problem + "\n")
                .build();
    }
}
