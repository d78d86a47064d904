package io.podward.cluster;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Tells of failed look-ups: of each kind and reason once a minute, and only of so many in all, since requesters choose what is
 * looked up. The metrics count all of them.
 */
final class FailureLog {
    private static final Logger LOG = Logger.getLogger(FailureLog.class);

    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** More than go wrong by themselves. */
    private static final int MOST = 20;

    /** The longest that is told; a path of a real object is shorter. */
    private static final int LONGEST = 1000;

    /** Stands for all that is not told. */
    private static final String THE_REST = "";

    private final Cache<String, String> told;

    FailureLog(Ticker ticker) {
        this.told = Caffeine.newBuilder()
                .expireAfterWrite(SILENCE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Tells of one, unless that would be too much.
     *
     * @param kind what was asked for
     * @param reason why that failed
     * @param line the same, with the place
     */
    synchronized void tell(String kind, String reason, String line) {
        told.cleanUp();
        if (told.estimatedSize() < MOST) {
            once(kind + " " + reason, "The cluster could not be asked: " + line);
        } else if (told.getIfPresent(cut(kind + " " + reason)) == null) {
            once(THE_REST, "The cluster could not be asked for more than this: the rest is not told for now");
        }
    }

    private void once(String what, String line) {
        if (told.asMap().putIfAbsent(cut(what), "") == null) {
            LOG.warn(cut(line));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
