package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.certificates.Identity;
import io.podward.certificates.TestAuthority;
import io.podward.certificates.TestAuthority.Wanted;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server alone, as far as a certificate can prove it. */
@QuarkusTest
@QuarkusTestResource(TestCertificates.class)
@TestProfile(ForOneClient.class)
final class ClientAuthenticationTest {
    private static final TestAuthority SERVERS = TestAuthority.root("servers");
    private static final TestAuthority CLIENTS = TestAuthority.root("clients");
    private static final TestAuthority OTHERS = TestAuthority.root("clients");
    private static final Identity API_SERVER = CLIENTS.issue(Wanted.forClient(ForOneClient.NAME));
    private static final Identity PODWARD = SERVERS.issue(Wanted.forServer("localhost"));

    @TestHTTPResource(value = "/", tls = true)
    URI server;

    @TestHTTPResource(value = "/health/live", management = true)
    URI management;

    @Inject
    ServedIdentity served;

    @Inject
    ClientAuthentication clients;

    @BeforeEach
    void serve() {
        served.serve(PODWARD);
        trust(CLIENTS.pem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theConfiguredClientIsAnswered(String protocol) throws IOException {
        assertThat(status(TlsClient.trusting(SERVERS, API_SERVER), protocol)).isEqualTo(404);
    }

    /** It warms up, by its own server. */
    @Test
    void podwardItselfIsAnswered() throws Exception {
        var context = TlsClient.trusting(SERVERS, new ServedKeys(served)).context();
        try (var client = HttpClient.newBuilder().sslContext(context).build()) {
            var answer = client.send(HttpRequest.newBuilder(server).build(), BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource
    void nobodyElseIsAnswered(TlsClient client) {
        assertThatThrownBy(() -> status(client, "TLSv1.2")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> status(client, "TLSv1.3")).isInstanceOf(IOException.class);
    }

    static Stream<Arguments> nobodyElseIsAnswered() {
        var yesterday = Instant.now().minusSeconds(24 * 60 * 60);
        var expired = Wanted.forClient(ForOneClient.NAME).valid(yesterday.minusSeconds(1), yesterday);
        return Stream.of(
                argumentSet("without a certificate", TlsClient.trusting(SERVERS)),
                argumentSet("by another CA of the same name", shows(OTHERS, Wanted.forClient(ForOneClient.NAME))),
                argumentSet("by another name", shows(CLIENTS, Wanted.forClient("alice"))),
                argumentSet("by a certificate for servers", shows(CLIENTS, Wanted.forServer(ForOneClient.NAME))),
                argumentSet(
                        "by a certificate that says nothing",
                        shows(CLIENTS, Wanted.forClient(ForOneClient.NAME).with())),
                argumentSet("by an expired certificate", shows(CLIENTS, expired)),
                argumentSet(
                        "by another one of Podward's CA",
                        shows(SERVERS, Wanted.forServer("localhost").with(KeyPurposeId.id_kp_clientAuth))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aChangedCaCountsFromTheNextConnectionOn(String protocol) throws IOException {
        var before = TlsClient.trusting(SERVERS, API_SERVER);
        assertThat(status(before, protocol)).isEqualTo(404);
        trust(OTHERS.pem());
        var after = shows(OTHERS, Wanted.forClient(ForOneClient.NAME));
        assertThat(status(after, protocol)).isEqualTo(404);
        assertThatThrownBy(() -> status(before, protocol))
                .as("what the client has kept of its last connection does not help")
                .isInstanceOf(IOException.class);
    }

    @Test
    void withTwoCasAChangeNeedsNoGap() throws IOException {
        trust(CLIENTS.pem() + OTHERS.pem());
        assertThat(status(TlsClient.trusting(SERVERS, API_SERVER), "TLSv1.3")).isEqualTo(404);
        assertThat(status(shows(OTHERS, Wanted.forClient(ForOneClient.NAME)), "TLSv1.3"))
                .isEqualTo(404);
    }

    @Test
    void healthIsForEveryone() throws IOException {
        try (var answer = management.toURL().openStream()) {
            assertThat(answer.readAllBytes()).isNotEmpty();
        }
    }

    private void trust(String pem) {
        ForOneClient.write(pem);
        assertThat(clients.look()).isNotInstanceOf(FileLook.Refused.class);
    }

    private static TlsClient shows(TestAuthority authority, Wanted wanted) {
        return TlsClient.trusting(SERVERS, authority.issue(wanted));
    }

    private int status(TlsClient client, String protocol) throws IOException {
        try (var connection = client.connect(server, protocol)) {
            return connection.status();
        }
    }
}
