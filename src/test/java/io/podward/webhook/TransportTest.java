package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Below the requests: TLS, versions of HTTP, sizes. */
@QuarkusTest
@QuarkusTestResource(TestCertificates.class)
@TestProfile(OnAFolder.class)
final class TransportTest {
    private static final int LIMIT = 7 * 1024 * 1024;

    @TestHTTPResource(value = "/", tls = true)
    URI server;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksCurrentTlsAndHttp1(String protocol) throws IOException {
        try (var socket = socket(protocol)) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            assertThat(socket.getApplicationProtocol())
                    .as("chosen of h2 and http/1.1")
                    .isNotEqualTo("h2");
        }
    }

    @Test
    void speaksNoTlsOfOld() throws IOException {
        try (var socket = socket("TLSv1.1")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    private SSLSocket socket(String protocol) throws IOException {
        var socket = (SSLSocket)
                TestCertificates.context().getSocketFactory().createSocket(server.getHost(), server.getPort());
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Test
    void takesBodiesUpToTheLimit() throws IOException, InterruptedException {
        var review = Reviews.bytes(Reviews.EDIT);
        var body = Arrays.copyOf(review, LIMIT);
        Arrays.fill(body, review.length, LIMIT, (byte) ' ');
        assertThat(status(BodyPublishers.ofByteArray(body)))
                .as("of this length")
                .isEqualTo(200);
        assertThat(status(chunked(body))).as("in chunks").isEqualTo(200);

        var tooLong = Arrays.copyOf(body, LIMIT + 1);
        assertThat(status(BodyPublishers.ofByteArray(tooLong)))
                .as("one byte more")
                .isEqualTo(413);
        assertThat(status(chunked(tooLong))).as("one byte more, in chunks").isEqualTo(413);
    }

    /** As a client that waits for leave to send. */
    private int status(BodyPublisher body) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().sslContext(TestCertificates.context()).build()) {
            var request = HttpRequest.newBuilder(server.resolve("/mutate"))
                    .header("Content-Type", "application/json")
                    .expectContinue(true)
                    .POST(body)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }
}
