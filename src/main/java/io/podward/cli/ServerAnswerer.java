package io.podward.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podward.cli.Outcome.Done;
import io.podward.cli.Outcome.Failed;
import io.podward.policy.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Asks a running server, as the API server does. */
final class ServerAnswerer implements Answerer {
    /** The longest time-out that a webhook configuration may have. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client;
    private final URI endpoint;

    private ServerAnswerer(HttpClient client, URI endpoint) {
        this.client = client;
        this.endpoint = endpoint;
    }

    /** An answerer for a server, that is trusted by this certificate authority or by those of Java. */
    static Outcome<Answerer> of(URI server, Optional<Path> certificateAuthority, Phase phase) {
        try {
            var client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
            if (certificateAuthority.isPresent()) {
                client.sslContext(trusting(certificateAuthority.get()));
            }
            return new Done<>(new ServerAnswerer(client.build(), server.resolve("/" + phase.label())));
        } catch (IOException | GeneralSecurityException e) {
            return new Failed<>(certificateAuthority.map(file -> file + ": ").orElse("")
                    + "no certificate can be read: " + e.getMessage());
        }
    }

    @Override
    public Outcome<CheckedReview> answer(ReviewFile review) {
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(review.body()))
                .build();
        try {
            return checked(review, client.send(request, BodyHandlers.ofString()));
        } catch (ConnectException _) {
            return new Failed<>(review.name() + ": " + endpoint + " did not answer: nothing listens there");
        } catch (SSLException e) {
            return new Failed<>(review.name() + ": " + endpoint + " is not trusted (" + e.getMessage()
                    + "): name its certificate authority with --ca-certificate");
        } catch (IOException e) {
            return new Failed<>(review.name() + ": " + endpoint + " did not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed<>(review.name() + ": interrupted");
        }
    }

    private static Outcome<CheckedReview> checked(ReviewFile review, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return new Failed<>(review.name() + ": HTTP " + answer.statusCode() + ": "
                    + answer.body().strip());
        }
        try {
            return new Done<>(checked(review, MAPPER.readTree(answer.body()).path("response"), answer.body()));
        } catch (JsonProcessingException e) {
            return new Failed<>(review.name() + ": the answer is not JSON: " + e.getOriginalMessage());
        }
    }

    private static CheckedReview checked(ReviewFile review, JsonNode response, String json) {
        return new CheckedReview(
                review,
                response.path("allowed").asBoolean(),
                Optional.of(response.path("status").path("message").asText()).filter(message -> !message.isEmpty()),
                StreamSupport.stream(response.path("warnings").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                Optional.empty(),
                json.strip());
    }

    private static SSLContext trusting(Path certificateAuthority) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var file = Files.newInputStream(certificateAuthority)) {
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
