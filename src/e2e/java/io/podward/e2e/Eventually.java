package io.podward.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks again until things are as they should be: controllers take their time, and nobody knows how long. */
final class Eventually {
    /** More than a busy machine needs; nothing that works gets near it. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Eventually() {}

    /** Repeats the assertion until it holds; fails as it failed last. */
    static void eventually(Runnable assertion) {
        eventually(LIMIT, assertion);
    }

    /** The same for what takes its time even when nothing is busy. */
    static void eventually(Duration limit, Runnable assertion) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
