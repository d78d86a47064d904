package io.podward.webhook;

import io.podward.admission.Answer;
import io.podward.admission.ReviewReader;
import io.podward.admission.ReviewRequest;
import io.podward.admission.Reviewer;
import io.podward.admission.Step;
import io.podward.policy.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Where the API server asks. Both paths run the same code, on the event loop; only a look-up leaves it. Every request
 * that has a UID gets HTTP 200: any other status is a failed call to the API server, which may let the request pass.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
final class ReviewResource {
    private final ActivePolicy policy;
    private final ClusterLookups lookups;
    private final Recorder recorder;
    private final Settings settings;
    private final ReviewCall call;

    ReviewResource(ActivePolicy policy, ClusterLookups lookups, Recorder recorder, Settings settings) {
        this.policy = policy;
        this.lookups = lookups;
        this.recorder = recorder;
        this.settings = settings;
        this.call = new ReviewCall(recorder, settings.allowOnError());
    }

    /** The answer of the validating phase. */
    @POST
    @Path("validate")
    public Uni<Response> validate(@QueryParam("timeout") Optional<String> timeout, byte[] body) {
        return answer(Phase.VALIDATE, timeout, body);
    }

    /** The answer of the mutating phase, which never changes anything. */
    @POST
    @Path("mutate")
    public Uni<Response> mutate(@QueryParam("timeout") Optional<String> timeout, byte[] body) {
        return answer(Phase.MUTATE, timeout, body);
    }

    private Uni<Response> answer(Phase phase, Optional<String> timeout, byte[] body) {
        return call.answered(
                ReviewReader.read(body),
                request -> judged(request, phase, timeout).map(this::rendered));
    }

    private Uni<Answer> judged(ReviewRequest request, Phase phase, Optional<String> timeout) {
        return switch (new Reviewer(policy.current()).review(request, phase)) {
            case Step.Answered(var answer) -> Uni.createFrom().item(answer);
            case Step.Ask(var inquiry, var then) ->
                lookups.answer(inquiry, Deadline.forLookup(timeout, settings.lookupTimeout()))
                        .map(then);
        };
    }

    private byte[] rendered(Answer answer) {
        var json = answer.toJson();
        recorder.record(answer);
        return json;
    }
}
