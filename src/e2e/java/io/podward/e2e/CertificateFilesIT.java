package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.certificates.Identity;
import io.podward.certificates.TestAuthority;
import io.podward.certificates.TestAuthority.Wanted;
import io.podward.e2e.ControlPlane.Podward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates that somebody else writes: they are renewed without anyone noticing, and what goes wrong with them can be seen. */
final class CertificateFilesIT {
    @AutoClose
    private static final ControlPlane PLANE = ControlPlane.start(
            Path.of("target/e2e/certificate-files"), Podward.with("mode: enforce"), "--certificate-files");

    private static final Path SCRIPTS = Path.of("certs").toAbsolutePath();
    private static final String ADDRESS = "127.0.0.1";
    private static final String BARE_POD = "kubectl run bare --image=registry.example.com/web:v1 --dry-run=server";
    private static final String DENIAL = "denied the request: Pod bare has no controller";
    private static final TestAuthority CA = TestAuthority.root("ours");
    private static final Identity GOOD = CA.issue(Wanted.forServer(ADDRESS));
    private static final int RENEWALS = 12;
    private static final int CALLERS = 2;

    private final User alice = PLANE.alice();
    private final CertificateFiles certificates = new CertificateFiles(PLANE.webhookCertificates(), PLANE.admin());

    @BeforeEach
    void allIsWell() {
        certificates.hold(GOOD);
        certificates.register(CA.pem());
        certificates.failurePolicy("Ignore");
        eventually(() -> {
            assertThat(certificate().path("data").path("trusted").asText()).isEqualTo("yes");
            assertThat(alice.tries(BARE_POD).stderr()).contains(DENIAL);
        });
    }

    @Test
    void aRenewalUnderConstantRequestsCostsNoAnswer() throws InterruptedException, ExecutionException {
        var over = new AtomicBoolean();
        var requests = new AtomicInteger();
        var callsThatFailed = callsThatFailed();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = IntStream.range(0, CALLERS)
                    .mapToObj(number ->
                            PLANE.impersonating("admin", "as: caller-" + number + ", as-groups: [\"system:masters\"]"))
                    .map(caller -> threads.submit(() -> undenied(caller, over, requests)))
                    .toList();
            renewAgainAndAgain();
            over.set(true);
            for (var caller : callers) {
                assertThat(caller.get()).as("requests that were not denied").isEmpty();
            }
        } finally {
            over.set(true);
        }
        assertThat(callsThatFailed()).isEqualTo(callsThatFailed);
        assertThat(requests).as("requests").hasValueGreaterThan(2 * RENEWALS);
    }

    /** Each time the API server connects anew, too: for it, a webhook with another caBundle is another one. */
    private void renewAgainAndAgain() {
        for (var renewal = 0; renewal < RENEWALS; renewal++) {
            var loads = loads();
            certificates.hold(CA.issue(Wanted.forServer(ADDRESS)));
            eventually(() -> assertThat(loads()).isGreaterThan(loads));
            certificates.register(CA.pem());
        }
    }

    private static List<String> undenied(User caller, AtomicBoolean over, AtomicInteger requests) {
        var undenied = new ArrayList<String>();
        while (!over.get()) {
            var outcome = caller.tries(BARE_POD);
            requests.incrementAndGet();
            if (!outcome.stderr().contains(DENIAL)) {
                undenied.add(outcome.transcript());
            }
        }
        return undenied;
    }

    @ParameterizedTest
    @MethodSource
    void whatTheApiServerRefusesIsSeen(Identity served, String bundle, String problem, String errorOfGo)
            throws IOException {
        var callsThatFailed = callsThatFailed();
        certificates.hold(served);
        certificates.register(bundle);

        eventually(() ->
                assertThat(certificate().path("data").path("problem").asText()).isEqualTo(problem));
        assertThat(certificate().path("status").asText()).isEqualTo("DOWN");
        assertThat(Files.readString(PLANE.podwardLog().file()))
                .contains("The API server refuses the certificate that is served, so all calls fail: " + problem
                        + "; certs/README.md tells how to mend that");

        eventually(() -> assertThat(alice.tries(BARE_POD))
                .as("with the failure policy Ignore")
                .isEqualTo(new Outcome(BARE_POD, 0, "pod/bare created (server dry run)\n", "")));
        assertThat(callsThatFailed()).isGreaterThan(callsThatFailed);

        certificates.failurePolicy("Fail");
        eventually(() -> assertThat(alice.tries(BARE_POD).stderr())
                .as("with the failure policy Fail")
                .contains("failed calling webhook \"pods.podward.io\"")
                .contains(errorOfGo));
    }

    static Stream<Arguments> whatTheApiServerRefusesIsSeen() {
        var yesterday = Instant.now().minusSeconds(24 * 60 * 60).truncatedTo(ChronoUnit.SECONDS);
        var expired = TestAuthority.root("expired", yesterday);
        return Stream.of(
                argumentSet(
                        "another CA is registered",
                        GOOD,
                        TestAuthority.root("another").pem(),
                        "no CA of the caBundle has signed the certificate",
                        "x509: certificate signed by unknown authority"),
                argumentSet(
                        "the certificate is for another name",
                        CA.issue(Wanted.forServer("podward.other.svc", "127.0.0.2")),
                        CA.pem(),
                        "the certificate is for podward.other.svc, 127.0.0.2, and not for 127.0.0.1",
                        "x509: certificate is valid for 127.0.0.2, not 127.0.0.1"),
                argumentSet(
                        "the CA has expired",
                        expired.issue(Wanted.forServer(ADDRESS)),
                        expired.pem(),
                        "its CA CN=expired expired at " + yesterday,
                        "x509: certificate has expired or is not yet valid"));
    }

    @Test
    void aPairThatDoesNotFitChangesNothing() throws IOException {
        var refused = refusals();
        Files.writeString(
                PLANE.webhookCertificates().resolve("tls.key"),
                TestAuthority.pem(CA.issue(Wanted.forServer(ADDRESS)).key()));

        eventually(() -> assertThat(refusals()).isGreaterThan(refused));
        certificates.register(CA.pem());
        assertThat(alice.tries(BARE_POD).stderr()).contains(DENIAL);
        assertThat(certificate().path("status").asText()).isEqualTo("UP");
    }

    /** By the two scripts; here a Secret is mounted by nobody, so the files are copied by hand. */
    @Test
    void aNewCaIsIntroducedWithoutAGap() throws IOException {
        var admin = PLANE.admin();
        var made = admin.file("new");
        var install = SCRIPTS.resolve("install.sh");
        var shipped = admin.does(
                "'%s' '%s' %s && '%s' '%s'".formatted(SCRIPTS.resolve("generate.sh"), made, ADDRESS, install, made));
        assertThat(shipped)
                .contains(
                        "validatingwebhookconfiguration.admissionregistration.k8s.io/podward patched",
                        "secret/podward-tls");
        assertThat(alice.tries(BARE_POD).stderr())
                .as("with the old certificate")
                .contains(DENIAL);

        var loads = loads();
        for (var file : List.of("tls.crt", "tls.key")) {
            Files.copy(
                    made.resolve(file), PLANE.webhookCertificates().resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        eventually(() -> assertThat(loads()).isGreaterThan(loads));
        admin.does("'%s' '%s' --only".formatted(install, made));

        eventually(() -> assertThat(alice.tries(BARE_POD).stderr()).contains(DENIAL));
        assertThat(certificate().path("data").path("trusted").asText()).isEqualTo("yes");
        assertThat(admin.does("kubectl get validatingwebhookconfiguration podward"
                        + " -o jsonpath='{.webhooks[0].clientConfig.caBundle}' | base64 -d"))
                .isEqualTo(Files.readString(made.resolve("ca.crt")));
    }

    /** What readiness says of the certificate. */
    private static JsonNode certificate() {
        return PLANE.readiness()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals("certificate"))
                .findFirst()
                .orElseThrow();
    }

    private static int loads() {
        return PLANE.podwardMetrics().sum("podward_certificate_reloads_total", Map.of("outcome", "loaded"));
    }

    private static int refusals() {
        return PLANE.podwardMetrics().sum("podward_certificate_reloads_total", Map.of("outcome", "refused"));
    }

    /** Of Pods, by what the API server counts. */
    private static int callsThatFailed() {
        return PLANE.apiServerMetrics()
                .sum("apiserver_admission_webhook_fail_open_count", Map.of("name", "pods.podward.io"));
    }
}
