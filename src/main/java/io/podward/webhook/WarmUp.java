package io.podward.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.podward.policy.Printable;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Has Podward ask itself, over HTTPS as the API server does, before it reports that it is ready: the first answers take seconds on a
 * busy machine, as long as the API server waits, and a roll-out brings a new Podward all requests at once. The look-ups among them
 * also tell the operator, by the log, whether Podward may ask the cluster at all.
 */
@Readiness
@Singleton
final class WarmUp implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    /** As many as come at once when somebody applies a folder of manifests. */
    private static final int CALLERS = 8;

    /** Each shape some times over, each time by a new connection: a burst of requests is a burst of handshakes too. */
    private static final int ROUNDS = 4;

    /** Seconds are enough. On a machine so busy that they are not, being ready matters more at some time. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private static final List<String> TIMES = List.of("http.server.requests", "podward.lookups");

    private final Rehearsal rehearsal;
    private final ClusterHealth cluster;
    private final ServedIdentity served;
    private final MeterRegistry metrics;
    private final Vertx vertx;
    private final HttpServer server;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean done = new AtomicBoolean();

    WarmUp(
            Rehearsal rehearsal,
            @Readiness ClusterHealth cluster,
            ServedIdentity served,
            MeterRegistry metrics,
            Vertx vertx,
            HttpServer server) {
        this.rehearsal = rehearsal;
        this.cluster = cluster;
        this.served = served;
        this.metrics = metrics;
        this.vertx = vertx;
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up").status(done.get()).build();
    }

    /** Off the thread that is lent here: it takes a cluster that answers, and a certificate to be answered with. */
    void start(@ObservesAsync HttpsServerStart listening) {
        Thread.ofVirtual().name("podward-warm-up").start(() -> {
            try {
                CompletableFuture.anyOf(cluster.reached(), stopped).join();
                while (!stopped.isDone() && served.current().isEmpty()) {
                    pause();
                }
                if (!stopped.isDone()) {
                    run(new OwnServer(vertx, served, listening.options().getHost(), server.getSecurePort()));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("The warm-up failed, because of an error in Podward", e);
                done.set(!stopped.isDone());
            }
        });
    }

    @PreDestroy
    void stop() {
        stopped.complete(null);
    }

    /** Whatever comes of it, Podward is ready after it: a slow first answer is better than none. */
    private void run(OwnServer own) throws InterruptedException {
        var begin = System.nanoTime();
        var answers = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < CALLERS; caller++) {
                threads.execute(() -> callAll(own, begin, answers));
            }
            threads.shutdown();
            if (!threads.awaitTermination(LONGEST.toSeconds() + 5, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } finally {
            LOG.infof("Warm after %d answers to itself, %d ms", answers.get(), (System.nanoTime() - begin) / 1_000_000);
            forgetTimes();
            done.set(true);
        }
    }

    private void pause() throws InterruptedException {
        try {
            stopped.get(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // Once more.
        }
    }

    private void callAll(OwnServer own, long begin, AtomicInteger answers) {
        for (var round = 0; round < ROUNDS; round++) {
            try (var connection = own.connection()) {
                for (var call : rehearsal.calls()) {
                    if (System.nanoTime() - begin < LONGEST.toNanos()) {
                        connection.asks(call);
                        answers.incrementAndGet();
                    }
                }
            } catch (IOException e) {
                LOG.warnf("The warm-up had no answer: %s", Printable.of(String.valueOf(e.getMessage())));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the first answers took says nothing about the later ones. */
    private void forgetTimes() {
        for (var name : TIMES) {
            metrics.find(name).meters().forEach(metrics::remove);
        }
    }
}
