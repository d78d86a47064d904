package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podward.LogLines;
import io.podward.certificates.Identity;
import io.podward.certificates.Registered.Webhook;
import io.podward.certificates.TestAuthority;
import io.podward.certificates.TestAuthority.Wanted;
import io.podward.certificates.TrustBundle;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CertificateTrustTest {
    private static final String HOST = "podward.podward-system.svc";
    private static final TestAuthority CA = TestAuthority.root("ca");
    private static final TestAuthority OTHER = TestAuthority.root("other");
    private static final Identity SERVED = CA.issue(Wanted.forServer(HOST));
    private static final Identity RENEWED = OTHER.issue(Wanted.forServer(HOST));
    private static final Webhook ACCEPTS = webhook(CA.pem());
    private static final Webhook REFUSES = webhook(OTHER.pem());
    private static final Webhook EMPTY = webhook("");
    private static final String UNSIGNED = "no CA of the caBundle has signed the certificate";
    private static final TlsSettings.Source FILES =
            new TlsSettings.Source.Files(Path.of("tls.crt"), Path.of("tls.key"));
    private static final TlsSettings.Source SELF_MANAGED = new TlsSettings.Source.SelfManaged();

    private final LogLines log = new LogLines(CertificateTrust.class);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ServedIdentity served = new ServedIdentity();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    @BeforeEach
    void serve() {
        served.serve(SERVED);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @ParameterizedTest
    @MethodSource
    void readinessAndMetricSayWhatIsKnown(
            TlsSettings.Source source,
            List<Webhook> registered,
            Status status,
            Map<String, Object> data,
            Double metric) {
        var trust = trust(source);
        trust.judge(registered, true);
        assertThat(health(trust).getStatus()).isEqualTo(status);
        assertThat(health(trust).getData())
                .hasValueSatisfying(all -> assertThat(all)
                        .containsAllEntriesOf(data)
                        .containsEntry("expires", SERVED.expiration().toString()));
        assertThat(gauge("podward.certificate.trusted")).isEqualTo(metric);
    }

    static Stream<Arguments> readinessAndMetricSayWhatIsKnown() {
        Map<String, Object> trusted = Map.of("trusted", "yes");
        Map<String, Object> unknown = Map.of("trusted", "not known");
        Map<String, Object> refused = Map.of("trusted", "no", "problem", UNSIGNED);
        Map<String, Object> partly = Map.of("trusted", "not by all webhooks", "problem", UNSIGNED);
        Map<String, Object> missing = Map.of("trusted", "no", "problem", "the caBundle holds no certificate");
        return Stream.of(
                argumentSet("all accept it", FILES, List.of(ACCEPTS, ACCEPTS), Status.UP, trusted, 1.0),
                argumentSet("all refuse it", FILES, List.of(REFUSES, REFUSES), Status.DOWN, refused, 0.0),
                argumentSet(
                        "some refuse it: those that do not are to be answered",
                        FILES,
                        List.of(ACCEPTS, REFUSES),
                        Status.UP,
                        partly,
                        0.0),
                argumentSet("nothing could be read", FILES, List.of(), Status.UP, unknown, Double.NaN),
                argumentSet("no CA is registered", FILES, List.of(EMPTY), Status.UP, unknown, Double.NaN),
                argumentSet(
                        "an address that is none",
                        FILES,
                        List.of(new Webhook(List.of(), REFUSES.bundle())),
                        Status.UP,
                        unknown,
                        Double.NaN),
                argumentSet(
                        "its own CA is not registered yet", SELF_MANAGED, List.of(EMPTY), Status.DOWN, missing, 0.0),
                argumentSet("Podward has been taken out", SELF_MANAGED, List.of(), Status.UP, unknown, Double.NaN));
    }

    /** Of two configurations, say, one could not be read. */
    @Test
    void whatCouldNotBeReadMayAcceptIt() {
        var trust = trust(FILES);

        trust.judge(List.of(REFUSES), false);

        assertThat(health(trust).getStatus()).isEqualTo(Status.UP);
        assertThat(health(trust).getData())
                .hasValueSatisfying(all -> assertThat(all).containsEntry("trusted", "not by all webhooks"));
        assertThat(gauge("podward.certificate.trusted")).isZero();
    }

    @Test
    void withoutACertificateItIsNotReady() {
        var none = new ServedIdentity();
        var trust = new CertificateTrust(none, settings(SELF_MANAGED), clock());
        trust.judge(List.of(ACCEPTS), true);
        var health = new CertificateHealth(none, trust).call();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData()).contains(Map.of("problem", "there is none yet"));
        assertThat(trust.isDue()).as("there is nothing to judge").isFalse();
    }

    @Test
    void whatWasSeenSaysNothingAboutARenewedCertificate() {
        var trust = trust(FILES);
        trust.judge(List.of(ACCEPTS), true);
        served.serve(RENEWED);
        assertThat(health(trust).getStatus()).isEqualTo(Status.UP);
        assertThat(trust.isDue()).as("looks at once").isTrue();
        trust.judge(List.of(ACCEPTS), true);
        assertThat(health(trust).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void looksMoreOftenWhileItIsRefused() {
        var trust = trust(FILES);
        assertThat(trust.isDue()).isTrue();
        trust.judge(List.of(ACCEPTS), true);
        later(29);
        assertThat(trust.isDue()).isFalse();
        later(1);
        assertThat(trust.isDue()).isTrue();
        trust.judge(List.of(REFUSES), true);
        later(2);
        assertThat(trust.isDue()).isTrue();
    }

    @Test
    void aChangeIsToldOfOnce() {
        var trust = trust(FILES);
        trust.judge(List.of(ACCEPTS), true);
        trust.judge(List.of(REFUSES), true);
        trust.judge(List.of(REFUSES), true);
        trust.judge(List.of(ACCEPTS), true);
        trust.judge(List.of(), true);
        assertThat(log.written())
                .containsExactly(
                        "ERROR The API server refuses the certificate that is served, so all calls fail: " + UNSIGNED
                                + "; certs/README.md tells how to mend that",
                        "INFO The API server accepts the certificate that is served");
    }

    @Test
    void expirationsAreMetrics() {
        var trust = trust(FILES);
        assertThat(gauge("podward.certificate.expiration.timestamp", "certificate", "ca"))
                .isNaN();
        trust.judge(List.of(ACCEPTS, REFUSES), true);
        assertThat(gauge("podward.certificate.expiration.timestamp", "certificate", "serving"))
                .isEqualTo((double) SERVED.expiration().getEpochSecond());
        assertThat(gauge("podward.certificate.expiration.timestamp", "certificate", "ca"))
                .isEqualTo((double) CA.certificate().getNotAfter().toInstant().getEpochSecond());
    }

    private static Webhook webhook(String bundle) {
        return new Webhook(List.of(HOST, HOST + ".cluster.local"), TrustBundle.read(bundle));
    }

    private CertificateTrust trust(TlsSettings.Source source) {
        var trust = new CertificateTrust(served, settings(source), clock());
        new CertificateMetrics(served, trust, metrics).start(new StartupEvent());
        return trust;
    }

    private HealthCheckResponse health(CertificateTrust trust) {
        return new CertificateHealth(served, trust).call();
    }

    private double gauge(String name, String... tags) {
        return metrics.get(name).tags(tags).gauge().value();
    }

    private void later(long seconds) {
        now.set(now.get().plusSeconds(seconds));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private static Settings settings(TlsSettings.Source source) {
        return new Settings(
                Optional.empty(),
                true,
                Optional.empty(),
                new TlsSettings(source, Optional.empty()),
                Duration.ofSeconds(2),
                1);
    }
}
