package io.podward.webhook;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as Go and Kubernetes write them: {@code 10s}, {@code 1m0s}, {@code 1.5s}, {@code 500ms}. */
final class GoDuration {
    private static final Map<String, BigDecimal> NANOSECONDS = Map.of(
            "ns", BigDecimal.ONE,
            "us", BigDecimal.valueOf(1_000),
            "µs", BigDecimal.valueOf(1_000),
            "ms", BigDecimal.valueOf(1_000_000),
            "s", BigDecimal.valueOf(1_000_000_000),
            "m", BigDecimal.valueOf(60_000_000_000L),
            "h", BigDecimal.valueOf(3_600_000_000_000L));

    private static final Pattern PART =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,6}");

    private GoDuration() {}

    /** The duration; empty for anything else, and for what is negative or absurdly long. */
    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(PART.matcher(text)
                        .results()
                        .map(part -> new BigDecimal(part.group(1)).multiply(NANOSECONDS.get(part.group(2))))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .filter(sum -> sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0)
                .map(sum -> Duration.ofNanos(sum.longValue()));
    }
}
