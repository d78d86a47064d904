package io.podward.webhook;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is said to calls that are not the API server's. */
final class HttpErrors {
    /** A body of another type. */
    @ServerExceptionMapper
    public Response wrongType(NotSupportedException e) {
        return Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity("expected an AdmissionReview as application/json\n")
                .build();
    }
}
