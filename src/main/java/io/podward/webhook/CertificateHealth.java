package io.podward.webhook;

import io.podward.certificates.Trust;
import io.podward.policy.Printable;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready without a certificate, and with one that the API server is known to refuse for every webhook: each call would fail. What
 * is not known is no reason: all replicas would turn unready at once, because of a call that failed.
 */
@Readiness
@Singleton
final class CertificateHealth implements HealthCheck {
    private final ServedIdentity served;
    private final CertificateTrust trust;

    CertificateHealth(ServedIdentity served, CertificateTrust trust) {
        this.served = served;
        this.trust = trust;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("certificate");
        var identity = served.current();
        if (identity.isEmpty()) {
            return response.down().withData("problem", "there is none yet").build();
        }
        response.withData("expires", identity.get().expiration().toString());
        return switch (trust.current()) {
            case Trust.Accepted _ -> response.up().withData("trusted", "yes").build();
            case Trust.Unknown _ ->
                response.up().withData("trusted", "not known").build();
            case Trust.Refused(var problem, var everywhere) ->
                response.status(!everywhere)
                        .withData("trusted", everywhere ? "no" : "not by all webhooks")
                        .withData("problem", Printable.of(problem))
                        .build();
        };
    }
}
