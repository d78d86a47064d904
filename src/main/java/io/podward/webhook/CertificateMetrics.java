package io.podward.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podward.certificates.Identity;
import io.podward.certificates.Trust;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What an alert needs to know of the certificates. All of it is there from the start; what is not known is not a number. */
@Singleton
final class CertificateMetrics {
    private final ServedIdentity served;
    private final CertificateTrust trust;
    private final MeterRegistry metrics;

    CertificateMetrics(ServedIdentity served, CertificateTrust trust, MeterRegistry metrics) {
        this.served = served;
        this.trust = trust;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        expiration("serving", () -> served.current().map(Identity::expiration));
        expiration("ca", trust::authorityExpiration);
        Gauge.builder("podward.certificate.trusted", trust, CertificateMetrics::trusted)
                .description("Whether the API server accepts the certificate that is served, by what is registered")
                .register(metrics);
    }

    private void expiration(String certificate, Supplier<Optional<Instant>> when) {
        Gauge.builder(
                        "podward.certificate.expiration.timestamp",
                        () -> when.get()
                                .map(instant -> (double) instant.getEpochSecond())
                                .orElse(Double.NaN))
                .description(
                        "When the certificate expires: the one that is served, and the registered CA that vouches for it")
                .baseUnit("seconds")
                .tag("certificate", certificate)
                .register(metrics);
    }

    private static double trusted(CertificateTrust trust) {
        return switch (trust.current()) {
            case Trust.Accepted _ -> 1;
            case Trust.Refused _ -> 0;
            case Trust.Unknown _ -> Double.NaN;
        };
    }
}
