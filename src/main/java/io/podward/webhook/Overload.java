package io.podward.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Refuses what there is no memory for, before it is read: a review may have 7 MiB, and becomes many times as much while it is looked
 * into. The API server takes a refusal for a failed call, so its failure policy decides; a Podward out of memory would answer nobody.
 */
@Singleton
final class Overload {
    private static final Logger LOG = Logger.getLogger(Overload.class);

    /** Right after Quarkus has refused what is larger than any review: it would be charged for, and never given back. */
    private static final int AFTER_THE_BODY_LIMIT = 1;

    /** What a body of many small values takes while it is looked into, in times its size. With 20, three at once ended the native executable. */
    private static final int BLOW_UP = 30;

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** As quarkus.http.limits.max-body-size has it. */
    private static final long LARGEST_BODY = 7 * 1024 * 1024;

    private static final int SERVICE_UNAVAILABLE = 503;

    private static final String REFUSAL = "Podward is asked more than it has memory for\n";

    /** Twice the longest time-out of the webhooks as they ship: whoever takes longer only keeps others out. */
    private static final long LONGEST_CALL_MILLIS = 10_000;

    private final ByteBudget budget;
    private final Counter refused;
    private final Clock clock;
    private final AtomicReference<Instant> told = new AtomicReference<>(Instant.EPOCH);

    Overload(MeterRegistry metrics, Clock clock) {
        this.budget = new ByteBudget(Runtime.getRuntime().maxMemory() / BLOW_UP);
        this.refused = Counter.builder("podward.overloaded")
                .description("Reviews that were refused unread, because there was no memory for them")
                .register(metrics);
        this.clock = clock;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::admit, AFTER_THE_BODY_LIMIT);
    }

    private void admit(RoutingContext context) {
        var size = size(context.request());
        if (size == 0) {
            context.next();
        } else if (budget.take(size)) {
            hold(context, size);
            context.next();
        } else {
            refuse(context);
        }
    }

    /** Until the answer, or the end of the connection, or too long: whichever is seen first gives it back, once. */
    private void hold(RoutingContext context, long size) {
        var held = new AtomicBoolean(true);
        var end = context.vertx().setTimer(LONGEST_CALL_MILLIS, _ -> {
            giveBack(held, size);
            context.request().connection().close();
        });
        context.addEndHandler(_ -> {
            context.vertx().cancelTimer(end);
            giveBack(held, size);
        });
    }

    private void giveBack(AtomicBoolean held, long size) {
        if (held.getAndSet(false)) {
            budget.giveBack(size);
        }
    }

    /** The connection stays, and what was not admitted is thrown away as it comes. */
    private void refuse(RoutingContext context) {
        refused.increment();
        tell();
        context.request().resume();
        context.response()
                .setStatusCode(SERVICE_UNAVAILABLE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                .end(REFUSAL);
    }

    private void tell() {
        var now = clock.instant();
        var last = told.get();
        if (last.plus(BETWEEN_LINES).isBefore(now) && told.compareAndSet(last, now)) {
            LOG.warn(
                    "Overloaded: reviews are refused unread, and the failure policy decides; at most one such line a minute");
        }
    }

    /** What the sender says, or else the most that there can be. */
    private static long size(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return 0;
        }
        return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH))
                .filter(length -> LENGTH.matcher(length).matches())
                .map(Long::parseLong)
                .orElse(LARGEST_BODY);
    }
}
