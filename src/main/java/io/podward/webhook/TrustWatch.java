package io.podward.webhook;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.podward.cluster.CertificateLook;
import io.podward.cluster.CertificateObjects;
import io.podward.policy.Printable;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Looks again and again at what the API server has registered of Podward. A look that fails is no reason for anything. */
@Singleton
final class TrustWatch {
    private static final Logger LOG = Logger.getLogger(TrustWatch.class);
    private static final long SECONDS_BETWEEN_TURNS = 1;

    /** Nobody waits for these calls. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final Settings settings;
    private final Instance<KubernetesClient> client;
    private final CertificateTrust trust;
    private final AtomicReference<List<String>> told = new AtomicReference<>(List.of());
    private final AtomicBoolean failing = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podward-trust").factory());

    TrustWatch(Settings settings, Instance<KubernetesClient> client, CertificateTrust trust) {
        this.settings = settings;
        this.client = client;
        this.trust = trust;
    }

    /** A folder has no API server that would call. */
    void start(@Observes StartupEvent started) {
        if (settings.clusterFolder().isEmpty()) {
            var objects = new CertificateObjects(client.get(), "", LONGEST_CALL);
            var _ = thread.scheduleWithFixedDelay(() -> turn(objects), 0, SECONDS_BETWEEN_TURNS, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** Nothing that is thrown may end the looking. Told once. */
    private void turn(CertificateObjects objects) {
        try {
            if (trust.isDue()) {
                var look = objects.lookAtWebhooks();
                tell(look);
                trust.judge(look.webhooks(), look.complete());
                failing.set(false);
            }
        } catch (Throwable e) {
            if (!failing.getAndSet(true)) {
                LOG.error("What is registered could not be looked at, because of an error in Podward", e);
            }
        }
    }

    private void tell(CertificateLook look) {
        // Where Podward makes the certificates itself, whoever does that tells the same.
        if (settings.tls().files().isPresent()) {
            tell(look.problems());
        }
    }

    /** Each once, for as long as it lasts. */
    private void tell(List<String> problems) {
        var before = told.getAndSet(List.copyOf(problems));
        problems.stream()
                .filter(problem -> !before.contains(problem))
                .forEach(problem -> LOG.warnf(
                        "It is not known whether the API server accepts the certificate: %s", Printable.of(problem)));
    }
}
