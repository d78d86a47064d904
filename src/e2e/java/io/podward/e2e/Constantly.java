package io.podward.e2e;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Does the same again and again until it is closed, and keeps what went wrong. */
final class Constantly implements AutoCloseable {
    private final AtomicInteger times = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    private Constantly(Supplier<Optional<String>> attempt) {
        this.thread = new Thread(() -> repeat(attempt));
    }

    /** Begins at once. An attempt says what was wrong, if anything was. */
    static Constantly doing(Supplier<Optional<String>> attempt) {
        var constantly = new Constantly(attempt);
        constantly.thread.start();
        return constantly;
    }

    private void repeat(Supplier<Optional<String>> attempt) {
        while (!closed.get()) {
            try {
                attempt.get().ifPresent(failures::add);
            } catch (RuntimeException | AssertionError e) {
                failures.add(e.toString());
            }
            times.incrementAndGet();
        }
    }

    /** How often it was done. */
    int times() {
        return times.get();
    }

    /** What went wrong. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        closed.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
