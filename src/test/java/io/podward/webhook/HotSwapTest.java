package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new certificate costs no connection: neither one that is there, nor one that is just being made. */
@QuarkusTest
@QuarkusTestResource(TestCertificates.class)
@TestProfile(OnAFolder.class)
final class HotSwapTest {
    private static final TestAuthority CA = TestAuthority.root("ca");
    private static final List<Identity> CERTIFICATES = IntStream.range(0, 10)
            .mapToObj(_ -> CA.issue(Wanted.forServer("localhost")))
            .toList();
    private static final int SWAPS = 100;
    private static final int CLIENTS = 3;

    @TestHTTPResource(value = "/", tls = true)
    URI server;

    @Inject
    ServedIdentity served;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void underConstantCallsEachIsShownAtOnce(String protocol) throws Exception {
        var before = served.current().orElseThrow();
        served.serve(CERTIFICATES.getFirst());
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<Integer>>();
            for (var client = 0; client < CLIENTS; client++) {
                callers.add(threads.submit(() -> callAnew(protocol, over)));
                callers.add(threads.submit(() -> callOnAndOn(protocol, over)));
            }
            for (var swap = 0; swap < SWAPS; swap++) {
                var next = CERTIFICATES.get(swap % CERTIFICATES.size());
                served.serve(next);
                try (var connection = TlsClient.trusting(CA).connect(server, protocol)) {
                    assertThat(connection.shown()).isEqualTo(next.certificate());
                }
            }
            over.set(true);
            for (var caller : callers) {
                assertThat(caller.get()).as("calls, all of them answered").isGreaterThan(10);
            }
        } finally {
            over.set(true);
            served.serve(before);
        }
    }

    /** A connection a call. */
    private int callAnew(String protocol, AtomicBoolean over) throws IOException {
        var calls = 0;
        while (!over.get()) {
            try (var connection = TlsClient.trusting(CA).connect(server, protocol)) {
                assertThat(connection.status()).isEqualTo(404);
                calls++;
            }
        }
        return calls;
    }

    /** One connection for all calls. */
    private int callOnAndOn(String protocol, AtomicBoolean over) throws IOException {
        var calls = 0;
        try (var connection = TlsClient.trusting(CA).connect(server, protocol)) {
            while (!over.get()) {
                assertThat(connection.status()).isEqualTo(404);
                calls++;
            }
        }
        return calls;
    }
}
