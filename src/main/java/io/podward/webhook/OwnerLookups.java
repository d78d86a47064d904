package io.podward.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.podward.cluster.Cluster;
import io.podward.cluster.Inquiries;
import io.podward.manifest.ClusterFacts;
import io.podward.policy.Inquiry;
import io.podward.policy.Owner;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Look-ups off the event loop, each with an end, and only so many at once: when the API server hangs, requests must
 * not pile up here. Whatever goes wrong, even in our own code, the answer is an owner that is not known: the request can
 * be judged without it.
 */
@Singleton
final class OwnerLookups {
    private static final Logger LOG = Logger.getLogger(OwnerLookups.class);

    private final Inquiries inquiries;
    private final Semaphore places;
    private final MeterRegistry metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    OwnerLookups(Cluster cluster, Settings settings, MeterRegistry metrics) {
        this.inquiries = new Inquiries(cluster);
        this.places = new Semaphore(settings.lookupsAtOnce());
        this.metrics = metrics;
    }

    /** How a look-up ended, as the metric has it. */
    private enum Outcome {
        ROOT,
        GONE,
        UNRESOLVED,
        /** Not within its time. */
        LATE,
        /** Not begun: there were too many already. */
        BUSY;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Looked(Outcome outcome, ClusterFacts facts) {}

    /**
     * What is known of the owner when the limit is reached, or earlier. What comes after it runs on a thread that may
     * be kept busy.
     */
    Uni<ClusterFacts> answer(Inquiry inquiry, Duration limit) {
        var clock = Timer.start(metrics);
        return look(inquiry, limit).emitOn(threads).map(looked -> {
            clock.stop(timer(looked.outcome()));
            return looked.facts();
        });
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("podward.owner.lookups")
                .description("Look-ups of the owner of a Pod, by how they ended")
                .tag("outcome", outcome.label())
                .register(metrics);
    }

    private Uni<Looked> look(Inquiry inquiry, Duration limit) {
        var unknown = ClusterFacts.unknown(inquiry);
        var late = new Looked(Outcome.LATE, unknown);
        if (limit.isZero()) {
            return Uni.createFrom().item(late);
        }
        if (!places.tryAcquire()) {
            return Uni.createFrom().item(new Looked(Outcome.BUSY, unknown));
        }
        var found = new CompletableFuture<ClusterFacts>();
        // No future of an executor: once cancelled, one that has not begun yet never runs, and its place would be lost.
        var call = Thread.ofVirtual().start(() -> found.complete(followed(inquiry)));
        return Uni.createFrom()
                .completionStage(found)
                .map(OwnerLookups::looked)
                .ifNoItem()
                .after(limit)
                .recoverWithItem(() -> {
                    // The place stays taken until the call has really ended.
                    call.interrupt();
                    return late;
                });
    }

    // Of an error too: whoever waits must get an answer, and after the limit nobody is left to report to.
    private ClusterFacts followed(Inquiry inquiry) {
        try {
            return inquiries.answer(inquiry);
        } catch (Throwable e) {
            LOG.error("The owner of a Pod could not be looked up, because of an error in Podward", e);
            return ClusterFacts.unknown(inquiry);
        } finally {
            places.release();
        }
    }

    private static Looked looked(ClusterFacts facts) {
        return switch (facts.owner().owner()) {
            case Owner.Root _ -> new Looked(Outcome.ROOT, facts);
            case Owner.Gone _ -> new Looked(Outcome.GONE, facts);
            case Owner.None _, Owner.Claimed _, Owner.Unresolved _ -> new Looked(Outcome.UNRESOLVED, facts);
        };
    }
}
