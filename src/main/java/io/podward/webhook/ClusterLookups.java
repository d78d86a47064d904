package io.podward.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.podward.cluster.Cluster;
import io.podward.cluster.Inquiries;
import io.podward.manifest.ClusterFacts;
import io.podward.manifest.NamespacePods;
import io.podward.policy.Adoption;
import io.podward.policy.Inquiry;
import io.podward.policy.NamespaceLabels;
import io.podward.policy.Owner;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Look-ups off the event loop, each with an end, and only so many at once: when the API server hangs, requests must
 * not pile up here. Whatever goes wrong, even in our own code, there is an answer, in which something is not known: the
 * request can be judged without it.
 */
@Singleton
final class ClusterLookups {
    private static final Logger LOG = Logger.getLogger(ClusterLookups.class);

    /** What a call that is told to stop may take to say what it has found so far. */
    private static final Duration LAST_WORDS = Duration.ofMillis(100);

    /** A page of whole Pods is some megabytes, and any caller can have one listed; namespaces change their labels seldom. */
    private static final int LISTINGS_AT_ONCE = 2;

    private final Inquiries inquiries;
    private final Semaphore places;
    private final Semaphore listings = new Semaphore(LISTINGS_AT_ONCE);
    private final MeterRegistry metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ClusterLookups(Cluster cluster, Settings settings, MeterRegistry metrics) {
        this.inquiries = new Inquiries(cluster);
        this.places = new Semaphore(settings.lookupsAtOnce());
        this.metrics = metrics;
    }

    /** How a look-up ended, as the metric has it. */
    private enum Outcome {
        /** The cluster said all that it was asked for. */
        COMPLETE,
        /** Some of it is not known: the API server did not say, or does not serve it, or Podward may not read it. */
        INCOMPLETE,
        /** Not all within its time. */
        LATE,
        /** Not begun: there were too many already. */
        BUSY;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Looked<T>(Outcome outcome, T facts) {}

    /**
     * A question to the cluster.
     *
     * @param call asks it
     * @param unknown stands for no answer at all
     * @param isComplete whether an answer is all that was asked for
     * @param places of which it takes one
     */
    private record Question<T>(Supplier<T> call, T unknown, Predicate<T> isComplete, Semaphore places) {}

    /**
     * What is known when the limit is reached, or earlier. What comes after it runs on a thread that may be kept busy.
     */
    Uni<ClusterFacts> answer(Inquiry inquiry, Duration limit) {
        return timed(
                new Question<>(
                        () -> inquiries.answer(inquiry),
                        ClusterFacts.unknown(inquiry),
                        ClusterLookups::isComplete,
                        places),
                limit);
    }

    /** The Pods of a namespace, in the same way, but fewer at once. */
    Uni<NamespacePods> pods(String namespace, Duration limit) {
        return timed(
                new Question<NamespacePods>(
                        () -> inquiries.pods(namespace),
                        new NamespacePods.Unknown(),
                        pods -> pods instanceof NamespacePods.Listed,
                        listings),
                limit);
    }

    /** The labels of a namespace change: what is known of them is of no use any more. */
    void forget(String namespace) {
        inquiries.forget(namespace);
    }

    private <T> Uni<T> timed(Question<T> question, Duration limit) {
        var clock = Timer.start(metrics);
        return look(question, limit).emitOn(threads).map(looked -> {
            clock.stop(timer(looked.outcome()));
            return looked.facts();
        });
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("podward.lookups")
                .description("What was asked of the cluster to answer a request, by how that ended")
                .tag("outcome", outcome.label())
                .register(metrics);
    }

    private <T> Uni<Looked<T>> look(Question<T> question, Duration limit) {
        if (limit.isZero()) {
            return Uni.createFrom().item(new Looked<>(Outcome.LATE, question.unknown()));
        }
        if (!question.places().tryAcquire()) {
            return Uni.createFrom().item(new Looked<>(Outcome.BUSY, question.unknown()));
        }
        var found = new CompletableFuture<T>();
        // No future of an executor: once cancelled, one that has not begun yet never runs, and its place would be lost.
        var call = Thread.ofVirtual().start(() -> found.complete(followed(question)));
        return Uni.createFrom()
                // Of a copy: what is late is cancelled, and there may be an answer in it still.
                .completionStage(found.copy())
                .map(facts ->
                        new Looked<>(question.isComplete().test(facts) ? Outcome.COMPLETE : Outcome.INCOMPLETE, facts))
                .ifNoItem()
                .after(limit)
                .recoverWithUni(() -> {
                    // The place stays taken until the call has really ended.
                    call.interrupt();
                    return lastWords(found, question);
                });
    }

    private static <T> Uni<Looked<T>> lastWords(CompletableFuture<T> found, Question<T> question) {
        return Uni.createFrom()
                .completionStage(found)
                .ifNoItem()
                .after(LAST_WORDS)
                .recoverWithItem(question.unknown())
                .map(facts -> new Looked<>(Outcome.LATE, facts));
    }

    // Of an error too: whoever waits must get an answer, and after the limit nobody is left to report to.
    private <T> T followed(Question<T> question) {
        try {
            return question.call().get();
        } catch (Throwable e) {
            LOG.error("The cluster could not be asked, because of an error in Podward", e);
            return question.unknown();
        } finally {
            question.places().release();
        }
    }

    private static boolean isComplete(ClusterFacts facts) {
        return !(facts.owner().owner() instanceof Owner.Unresolved)
                && !(facts.written().owner() instanceof Owner.Unresolved)
                && !(facts.adoption() instanceof Adoption.Unknown)
                && !(facts.labels() instanceof NamespaceLabels.Unknown);
    }
}
