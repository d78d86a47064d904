package io.podward.webhook;

import java.time.Duration;
import java.util.Optional;

/** How long the cluster may be asked about a request, so that the API server still gets its answer in time. */
final class Deadline {
    /**
     * What the rest of an answer takes at worst, the way there and back included. The API server rounds the time it
     * has left up to a whole second before it says it, so this is no luxury.
     */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private Deadline() {}

    /**
     * What is left for all look-ups of a request together; zero if nothing is.
     *
     * @param asked the {@code timeout} that the API server sends along, a Go duration; if it sends none, or something
     *     else, there is only the limit
     * @param limit the most that they may take
     */
    static Duration forLookup(Optional<String> asked, Duration limit) {
        var left = asked.flatMap(GoDuration::parse)
                .map(timeout -> timeout.minus(MARGIN))
                .orElse(limit);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
