package io.podward.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A Lease that one replica at a time holds, for as long as it has something to write. One that its holder did not give back is
 * taken when it has stood unchanged for its duration by our own clock: the clocks of two machines need not agree.
 */
public final class WriteLease {
    /** More than all that is written in one go takes. If calls hang, whoever writes later than that finds its resourceVersion outdated. */
    static final Duration DURATION = Duration.ofSeconds(30);

    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String HOLDER = "holderIdentity";
    private static final Resource LEASES = new Resource("/apis/coordination.k8s.io/v1", "leases", true);

    private final ApiServer api;
    private final ApiObject lease;
    private final String holder;
    private final Clock clock;
    private final Ticker ticker;
    private final AtomicReference<Sighting> seen;

    /**
     * The Lease of this cluster.
     *
     * @param holder what no other replica calls itself
     */
    public WriteLease(KubernetesClient client, String namespace, String holder, Duration timeout) {
        this(new ApiServer(client, timeout), namespace, holder, Clock.systemUTC(), Ticker.systemTicker());
    }

    WriteLease(ApiServer api, String namespace, String holder, Clock clock, Ticker ticker) {
        this.api = api;
        this.lease = new ApiObject(LEASES, namespace, "podward");
        this.holder = holder;
        this.clock = clock;
        this.ticker = ticker;
        this.seen = new AtomicReference<>(new Sighting("", ticker.read()));
    }

    private record Sighting(String version, long at) {}

    /** What came of the attempt to take it. */
    public sealed interface Taking {
        /** It is ours now. */
        record Taken() implements Taking {}

        /** Another replica has it. */
        record Held(String holder) implements Taking {}

        /** It could not be taken, and why. */
        record Failed(String why) implements Taking {}
    }

    /** Tries to take it, once. */
    public Taking take() {
        return switch (api.get(lease.path())) {
            case ApiServer.Reply.Body(ObjectNode tree) -> take(tree);
            case ApiServer.Reply.Body _ -> new Taking.Failed("get %s: the answer is no object".formatted(lease));
            case ApiServer.Reply.Absent _ ->
                new Taking.Failed("%s is not there: apply Podward's manifests".formatted(lease));
            case ApiServer.Reply.Forbidden _ -> new Taking.Failed("the right to get %s is missing".formatted(lease));
            case ApiServer.Reply.Failed(var why) -> new Taking.Failed("get %s: %s".formatted(lease, why));
        };
    }

    private Taking take(ObjectNode tree) {
        var other = tree.path("spec").path(HOLDER).asText();
        if (!other.isEmpty() && !other.equals(holder) && !isAbandoned(tree)) {
            return new Taking.Held(other);
        }
        var spec = tree.withObjectProperty("spec");
        var now = MICRO_TIME.format(clock.instant());
        spec.put(HOLDER, holder)
                .put("leaseDurationSeconds", DURATION.toSeconds())
                .put("acquireTime", now)
                .put("renewTime", now)
                .put("leaseTransitions", spec.path("leaseTransitions").asInt() + 1);
        return switch (api.put(lease.path(), tree)) {
            case ApiServer.Change.Made _ -> new Taking.Taken();
            case ApiServer.Change.Outdated _ -> new Taking.Held("another replica, which was faster");
            case ApiServer.Change.Forbidden _ ->
                new Taking.Failed("the right to update %s is missing".formatted(lease));
            case ApiServer.Change.Failed(var why) -> new Taking.Failed("update %s: %s".formatted(lease, why));
        };
    }

    private boolean isAbandoned(ObjectNode tree) {
        var version = tree.path("metadata").path("resourceVersion").asText();
        var sighting = seen.updateAndGet(
                before -> before.version().equals(version) ? before : new Sighting(version, ticker.read()));
        return ticker.read() - sighting.at() >= DURATION.toNanos();
    }

    /** Gives it back. If that fails, the others wait until it has run out. */
    public void giveBack() {
        if (api.get(lease.path()) instanceof ApiServer.Reply.Body(ObjectNode tree)
                && tree.path("spec").path(HOLDER).asText().equals(holder)) {
            tree.withObjectProperty("spec").remove(HOLDER);
            api.put(lease.path(), tree);
        }
    }
}
