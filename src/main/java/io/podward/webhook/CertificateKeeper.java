package io.podward.webhook;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.podward.cluster.CertificateObjects;
import io.podward.cluster.WriteLease;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks after the certificates again and again, if Podward makes them itself. */
@Singleton
final class CertificateKeeper {
    private static final Logger LOG = Logger.getLogger(CertificateKeeper.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Duration WHILE_SOMETHING_IS_GOING_ON = Duration.ofSeconds(2);

    /** Nobody waits for these calls. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    /** What everything is shipped in; a kubeconfig need not name a namespace. */
    private static final String NAMESPACE = "podward-system";

    private final Settings settings;
    private final Instance<KubernetesClient> client;
    private final ServedIdentity served;
    private final CertificateWrites writes;
    private final Clock clock;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podward-certificates").factory());

    CertificateKeeper(
            Settings settings,
            Instance<KubernetesClient> client,
            ServedIdentity served,
            MeterRegistry metrics,
            Clock clock) {
        this.settings = settings;
        this.client = client;
        this.served = served;
        this.writes = new CertificateWrites(metrics);
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        if (settings.tls().source() instanceof TlsSettings.Source.SelfManaged) {
            var upkeep = upkeep(client.get());
            thread.execute(() -> look(upkeep));
        }
    }

    private CertificateUpkeep upkeep(KubernetesClient cluster) {
        var namespace = Optional.ofNullable(cluster.getNamespace()).orElse(NAMESPACE);
        // A Pod's name, for whoever looks at the Lease; and what no other process has.
        var holder = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("podward") + "_" + UUID.randomUUID();
        return new CertificateUpkeep(
                new CertificateObjects(cluster, namespace, LONGEST_CALL),
                new WriteLease(cluster, namespace, holder, LONGEST_CALL),
                served,
                writes,
                clock);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** Nothing that is thrown may end the looking: the certificates would run out. Told once. */
    private void look(CertificateUpkeep upkeep) {
        var soon = true;
        try {
            soon = upkeep.look();
            failing.set(false);
        } catch (Throwable e) {
            if (!failing.getAndSet(true)) {
                LOG.error("The certificates could not be looked after, because of an error in Podward", e);
            }
        } finally {
            again(upkeep, soon ? WHILE_SOMETHING_IS_GOING_ON : BETWEEN_LOOKS);
        }
    }

    /** More or less, so that replicas that were started together do not look together forever. */
    private void again(CertificateUpkeep upkeep, Duration pause) {
        if (!thread.isShutdown()) {
            var millis = pause.toMillis();
            var jitter = ThreadLocalRandom.current().nextLong(millis / 4);
            var _ = thread.schedule(() -> look(upkeep), millis - jitter, TimeUnit.MILLISECONDS);
        }
    }
}
