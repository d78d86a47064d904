package io.podward.webhook;

import io.podward.cluster.Cluster;
import io.podward.policy.Printable;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready only once the API server has answered, whatever it said: before, a wrong address or network policy would show in nothing but
 * softer answers. Once is enough: without it, later, all Podwards would turn unready together, and those softer answers be missed.
 */
@Readiness
@Singleton
final class ClusterHealth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(ClusterHealth.class);
    private static final long SECONDS_BETWEEN_TRIES = 1;

    /** On a busy machine the first call of all may well take too long. */
    private static final int WORTH_TELLING = 2;

    private final Cluster cluster;
    private final Optional<Path> folder;
    private final CompletableFuture<Boolean> reached = new CompletableFuture<>();
    private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podward-cluster").factory());

    ClusterHealth(Cluster cluster, Settings settings) {
        this.cluster = cluster;
        this.folder = settings.clusterFolder();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("cluster")
                .status(reached.isDone())
                .withData(
                        "owners",
                        folder.map(path -> "from " + path + ": no cluster is needed")
                                .orElse("from the API server"));
        trouble.get().filter(_ -> !reached.isDone()).ifPresent(why -> response.withData("trouble", why));
        return response.build();
    }

    /** Done when the cluster was reached for the first time. */
    CompletableFuture<Boolean> reached() {
        return reached.copy();
    }

    void start(@Observes StartupEvent started) {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** One try. Nothing that is thrown may end the trying. */
    void look() {
        try {
            var why = cluster.unreachable().map(Printable::of);
            trouble.set(why);
            if (why.isEmpty()) {
                reached.complete(true);
                thread.shutdown();
            } else if (failures.incrementAndGet() == WORTH_TELLING) {
                LOG.warnf("Not ready: the API server does not answer, and is asked until it does: %s", why.get());
            }
        } catch (Throwable e) {
            trouble.set(Optional.of("an error in Podward"));
            if (!failing.getAndSet(true)) {
                LOG.error("The cluster could not be asked, because of an error in Podward", e);
            }
        }
    }
}
