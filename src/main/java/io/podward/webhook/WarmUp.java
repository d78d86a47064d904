package io.podward.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podward.admission.Answer;
import io.podward.admission.Review;
import io.podward.admission.ReviewReader;
import io.podward.admission.Reviewer;
import io.podward.admission.Step;
import io.podward.cluster.Cluster;
import io.podward.cluster.Inquiries;
import io.podward.manifest.ClusterFacts;
import io.podward.policy.Inquiry;
import io.podward.policy.Inquiry.Adoptable;
import io.podward.policy.OwnerReference;
import io.podward.policy.Phase;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Goes through the motions before Podward reports that it is ready: the first TLS handshake and the first review take
 * seconds on a busy machine, as long as the API server waits for an answer. The look-ups among them also tell the
 * operator, by the log, whether Podward may ask the cluster at all. Nothing of this is counted.
 */
@Readiness
@Singleton
final class WarmUp implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final int REVIEWS = 30;
    private static final int INQUIRIES = 5;
    private static final int CONNECTIONS = 20;
    private static final long LONGEST_CONNECTION_SECONDS = 10;

    /** A bare Pod, and a changed image of an owned one: between them they come by most of the code. */
    private static final String REVIEW = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "warm-up",
            "resource": {"group": "", "version": "v1", "resource": "pods"}, "namespace": "default",
            "operation": "%s", "userInfo": {"username": "warm-up"},
            "object": {"metadata": {"name": "pod", %s}, "spec": {"containers": [{"name": "main", "image": "new"}]}},
            "oldObject": {"metadata": {"name": "pod", %s}, "spec": {"containers": [{"name": "main", "image": "old"}]}},
            "dryRun": true}}
            """;

    private static final String NO_OWNER = "\"labels\": {}";
    private static final String OWNER = """
            "ownerReferences": [
            {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "set", "uid": "set", "controller": true}]
            """;

    /** An object that is not there. */
    private static final OwnerReference NOBODY = new OwnerReference("apps/v1", "ReplicaSet", "podward-warm-up", "none");

    /** All that there is to ask, about a Pod that is not there. */
    private static final Inquiry INQUIRY = new Inquiry(
            "default",
            Optional.of(NOBODY),
            Optional.empty(),
            Optional.of(new Adoptable("podward-warm-up", Map.of("podward-warm-up", "none"))),
            true,
            false);

    private final ActivePolicy policy;
    private final Inquiries inquiries;
    private final Vertx vertx;
    private final HttpServer server;
    private final CountDownLatch done = new CountDownLatch(1);

    WarmUp(ActivePolicy policy, Cluster cluster, Vertx vertx, HttpServer server) {
        this.policy = policy;
        this.inquiries = new Inquiries(cluster);
        this.vertx = vertx;
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up").status(done.getCount() == 0).build();
    }

    void run(@ObservesAsync HttpsServerStart listening) {
        try {
            for (var round = 0; round < REVIEWS; round++) {
                review(REVIEW.formatted("CREATE", NO_OWNER, NO_OWNER));
                review(REVIEW.formatted("UPDATE", OWNER, OWNER));
            }
            for (var round = 0; round < INQUIRIES; round++) {
                inquiries.answer(INQUIRY);
            }
            for (var round = 0; round < CONNECTIONS; round++) {
                connect(listening.options().getHost());
            }
        } catch (ExecutionException | TimeoutException | InterruptedException | RuntimeException e) {
            // A slow first answer is better than none.
            LOG.warnf("The warm-up failed: %s", e);
        } finally {
            done.countDown();
        }
    }

    private void review(String review) {
        switch (ReviewReader.read(review.getBytes(UTF_8))) {
            case Review.Asked(var request) ->
                answer(new Reviewer(policy.current()).review(request, Phase.VALIDATE))
                        .toJson();
            case Review.Malformed(var problem) -> throw new IllegalStateException(problem);
        }
    }

    private static Answer answer(Step step) {
        return switch (step) {
            case Step.Answered(var answer) -> answer;
            case Step.Ask(var inquiry, var then) -> then.apply(ClusterFacts.unknown(inquiry));
        };
    }

    /** A path that is not there: it takes a handshake to be told so. */
    private void connect(String host) throws ExecutionException, TimeoutException, InterruptedException {
        var options = new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setDefaultHost(host)
                .setDefaultPort(server.getSecurePort());
        var client = vertx.createHttpClient(options);
        client.request(HttpMethod.GET, "/warm-up")
                .compose(request -> request.send())
                .compose(response -> response.end())
                .eventually(() -> client.close())
                .toCompletionStage()
                .toCompletableFuture()
                .get(LONGEST_CONNECTION_SECONDS, TimeUnit.SECONDS);
    }
}
