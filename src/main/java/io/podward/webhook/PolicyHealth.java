package io.podward.webhook;

import io.podward.policy.Printable;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells of the policy beside the readiness. A refused one is no reason not to be ready: the last good one answers, while a
 * server that is not ready answers nobody.
 */
@Readiness
@Singleton
final class PolicyHealth implements HealthCheck {
    private final ActivePolicy policy;

    PolicyHealth(ActivePolicy policy) {
        this.policy = policy;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("policy")
                .up()
                .withData("mode", policy.loaded().mode().label())
                .withData("file", policy.file().map(Object::toString).orElse("none: the defaults"));
        return policy.refused().isEmpty()
                ? response.build()
                : response.withData("refused", Printable.of(String.join("; ", policy.refused())))
                        .build();
    }
}
