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

    /** Before all that looks at a request. */
    private static final int FIRST = 1000;

    /** What a body of many small values takes while it is read, in times its size: seen to be some 20. */
    private static final int BLOW_UP = 20;

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** As quarkus.http.limits.max-body-size has it. */
    private static final long LARGEST_BODY = 7 * 1024 * 1024;

    private static final int SERVICE_UNAVAILABLE = 503;

    private static final String REFUSAL = "Podward is asked more than it has memory for\n";

    /** The longest time-out that the API server gives a webhook: nobody waits any more after it. */
    private static final long LONGEST_CALL_MILLIS = 30_000;

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
        filters.register(this::admit, FIRST);
    }

    private void admit(RoutingContext context) {
        var size = size(context.request());
        if (size == 0) {
            context.next();
        } else if (budget.take(size)) {
            var end = context.vertx()
                    .setTimer(
                            LONGEST_CALL_MILLIS,
                            _ -> context.request().connection().close());
            context.addEndHandler(_ -> {
                context.vertx().cancelTimer(end);
                budget.giveBack(size);
            });
            context.next();
        } else {
            refuse(context);
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
