package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.podward.e2e.ControlPlane.Podward;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Certificates that Podward makes itself, as it ships: no other program has a part in it. */
@OnControlPlane
final class SelfManagedCertificatesIT {
    private static final Podward ENFORCING = Podward.with("mode: enforce");
    private static final String BARE_POD =
            "kubectl -n shop run bare --image=registry.example.com/web:v1 --dry-run=server";

    /** Till the change is seen, half a minute; a minute for a CA to be known everywhere; and the time of a busy machine. */
    private static final Duration ROTATION = Duration.ofMinutes(3);

    private final ControlPlane plane;
    private final User admin;
    private final User alice;

    /** Two others, who can do something at the same time: a {@link User} does one thing after the other. */
    private final User bob;

    private final User carol;
    private final SelfManagedCertificates certificates;

    SelfManagedCertificatesIT(ControlPlane plane) {
        this.plane = plane;
        this.admin = plane.admin();
        this.alice = plane.alice();
        this.bob = plane.impersonating("admin", "as: bob, as-groups: [\"system:masters\"]");
        this.carol = plane.impersonating("admin", "as: carol, as-groups: [\"system:masters\"]");
        this.certificates = new SelfManagedCertificates(admin);
    }

    @AfterEach
    void podwardRunsAsForAllTests() {
        plane.run(ENFORCING);
    }

    @Test
    void anInstallationFromNothingEndsInADenial() {
        plane.stopPodward();
        admin.does("kubectl delete validatingwebhookconfiguration,mutatingwebhookconfiguration podward");
        admin.does("kubectl -n podward-system delete secret/podward-certificates lease/podward");

        plane.run(ENFORCING);

        eventually(() -> assertThat(denial(alice)).isEmpty());
        assertThat(certificates.bundles()).containsExactly(certificates.secret("ca.crt"));
        assertThat(certificates.authorities()).hasSize(1);
        assertThat(admin.reads("-n podward-system lease podward", ".spec.holderIdentity"))
                .isEmpty();
    }

    @Test
    void manifestsThatAreAppliedAgainTakeNothingAway() {
        var before = certificates.bundles();
        var secret = certificates.secret("tls.key");

        plane.stopPodward();
        plane.appliesManifestsAgain();

        assertThat(certificates.bundles()).isEqualTo(before).doesNotContain("");
        assertThat(certificates.secret("tls.key")).isEqualTo(secret);
    }

    @Test
    void aCaBundleThatWasTakenAwayComesBack() {
        admin.does("kubectl patch validatingwebhookconfiguration podward --type=json"
                + " -p '[{\"op\":\"remove\",\"path\":\"/webhooks/0/clientConfig/caBundle\"}]'");

        eventually(
                ROTATION,
                () -> assertThat(admin.reads(
                                "validatingwebhookconfiguration podward", ".webhooks[0].clientConfig.caBundle"))
                        .isEqualTo(certificates.secret("ca.crt")));
    }

    @Test
    void aConfigurationThatWasDeletedStaysAwayAndTheOtherOneGoesOn() {
        admin.does("kubectl delete validatingwebhookconfiguration podward");
        var before = certificates.serving();
        certificates.delete("tls.crt");

        eventually(ROTATION, () -> assertThat(certificates.secret("tls.crt")).isNotEmpty());
        assertThat(certificates.serving()).isNotEqualTo(before);
        assertThat(admin.tries("kubectl get validatingwebhookconfiguration podward")
                        .stderr())
                .contains("NotFound");
        eventually(ROTATION, () -> assertThat(handshake()).isEmpty());

        plane.stopPodward();
        plane.run(ENFORCING);
        eventually(() -> assertThat(denial(alice)).isEmpty());
    }

    /**
     * Two replicas, of which one writes: they wait for the Lease of one that never comes back, and find it free at the same time.
     * Every new connection is one that the API server could have made.
     */
    @Test
    void nothingFailsWhileCertificatesAndTheirCaChange() {
        try (var replicas = plane.replicate(Map.of())) {
            eventually(() -> assertThat(denial(alice)).isEmpty());
            var unchecked = unchecked();
            var authorities = certificates.authorities();
            var handshakes = Constantly.doing(this::handshake);
            var requests = Constantly.doing(() -> denial(bob));
            try (handshakes;
                    requests) {
                var first = certificates.serving();
                certificates.delete("tls.crt");
                eventually(
                        ROTATION, () -> assertThat(served(replicas)).hasSize(1).doesNotContain(first));

                leaseIsHeldByOneThatIsGone();
                certificates.delete("ca.key");
                eventually(
                        ROTATION,
                        () -> assertThat(served(replicas))
                                .allMatch(this::isFromTheNewestCa)
                                .noneMatch(serving -> isFrom(authorities.getFirst(), serving)));
            }
            assertThat(handshakes.failures()).isEmpty();
            assertThat(requests.failures()).isEmpty();
            assertThat(handshakes.times()).isGreaterThan(50);
            assertThat(requests.times()).isGreaterThan(50);
            assertThat(unchecked()).isEqualTo(unchecked);
            assertThat(certificates.authorities())
                    .hasSize(authorities.size() + 1)
                    .containsAll(authorities);
            assertThat(writes(replicas, 1) + writes(replicas, 2)).isEqualTo(3);
        }
    }

    private void leaseIsHeldByOneThatIsGone() {
        admin.does("""
                kubectl -n podward-system patch lease podward --type=merge -p '{"spec": {"holderIdentity": "gone",
                  "leaseDurationSeconds": 30, "renewTime": "2026-01-01T00:00:00.000000Z"}}'""");
    }

    private boolean isFromTheNewestCa(X509Certificate serving) {
        return isFrom(certificates.authorities().getFirst(), serving);
    }

    private static boolean isFrom(X509Certificate authority, X509Certificate serving) {
        return serving.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
    }

    /** The certificates that the two replicas show. */
    private Set<X509Certificate> served(Replication replicas) {
        return Stream.of(1, 2)
                .map(replica -> shown(replicas.port(replica), admin))
                .collect(Collectors.toSet());
    }

    /** As the API server connects, by what is registered at this moment. */
    private Optional<String> handshake() {
        var _ = shown(plane.webhookPort(), carol);
        return Optional.empty();
    }

    private X509Certificate shown(int port, User user) {
        var bundle = user.reads("mutatingwebhookconfiguration podward", ".webhooks[0].clientConfig.caBundle");
        try {
            return Handshake.with(port, bundle);
        } catch (IOException e) {
            throw new AssertionError("not trusted: " + e, e);
        }
    }

    /** What the user sees instead of the denial. */
    private static Optional<String> denial(User user) {
        var outcome = user.tries(BARE_POD);
        return outcome.stderr().contains("denied the request: Pod bare has no controller")
                ? Optional.empty()
                : Optional.of(outcome.transcript());
    }

    /** Requests that passed because Podward did not answer. */
    private int unchecked() {
        return plane.apiServerMetrics().sum("apiserver_admission_webhook_fail_open_count", Map.of());
    }

    private static int writes(Replication replicas, int replica) {
        return replicas.metrics(replica)
                .sum("podward_certificate_writes_total", Map.of("what", "secret", "outcome", "written"));
    }
}
