package io.podward.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.admission.NamespaceAnswer;
import io.podward.admission.NamespaceReviewer;
import io.podward.admission.NamespaceStep;
import io.podward.admission.ReviewReader;
import io.podward.admission.ReviewRequest;
import io.podward.manifest.CompactJson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where the API server tells that the labels of a namespace change. All changes are allowed, whatever happens here: namespaces
 * are administrators' business, and the labels are a way to get out of trouble.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
final class NamespaceResource {
    private static final Logger LOG = Logger.getLogger(NamespaceResource.class);

    private final ActivePolicy policy;
    private final ClusterLookups lookups;
    private final Settings settings;
    private final Rehearsal rehearsal;
    private final ReviewCall call;

    NamespaceResource(
            ActivePolicy policy, ClusterLookups lookups, Recorder recorder, Settings settings, Rehearsal rehearsal) {
        this.policy = policy;
        this.rehearsal = rehearsal;
        this.lookups = lookups;
        this.settings = settings;
        this.call = new ReviewCall(recorder, true);
    }

    /** What the change leads to. */
    @POST
    @Path("namespaces")
    public Uni<Response> namespaces(@QueryParam("timeout") Optional<String> timeout, byte[] body) {
        return call.answered(
                ReviewReader.readWhole(body),
                request -> answer(request, timeout).map(this::rendered));
    }

    private Uni<NamespaceAnswer> answer(ReviewRequest request, Optional<String> timeout) {
        return switch (new NamespaceReviewer(policy.current()).review(request)) {
            case NamespaceStep.Answered(var answer) -> Uni.createFrom().item(answer);
            case NamespaceStep.ListPods(var namespace, var then) ->
                lookups.pods(namespace, Deadline.forLookup(timeout, settings.lookupTimeout()))
                        .map(then);
        };
    }

    private byte[] rendered(NamespaceAnswer answer) {
        var json = answer.toJson();
        if (answer.isMeant()) {
            lookups.forget(answer.asked().name());
        }
        if (!rehearsal.includes(answer.asked().uid())) {
            log(answer);
        }
        return json;
    }

    private static void log(NamespaceAnswer answer) {
        var asked = answer.asked();
        var line = JsonNodeFactory.instance
                .objectNode()
                .put("uid", asked.uid())
                .put("namespace", asked.displayName())
                .put("user", asked.requester().username())
                .put("dryRun", !answer.isMeant());
        var labels = line.putObject("labels");
        answer.labels().forEach(labels::put);
        var warnings = line.putArray("warnings");
        answer.warnings().forEach(warnings::add);
        LOG.infof("The labels of a namespace change: %s", CompactJson.of(line));
    }
}
