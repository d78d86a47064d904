package io.podward.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** So many bytes may be in use at once. */
final class ByteBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    ByteBudget(long most) {
        this.most = most;
    }

    /** Takes some, if there are as many. Whoever finds nothing taken gets any number: else some could never be had. */
    boolean take(long bytes) {
        var before = taken.getAndUpdate(now -> fits(now, bytes) ? now + bytes : now);
        return fits(before, bytes);
    }

    private boolean fits(long now, long bytes) {
        return now == 0 || now + bytes <= most;
    }

    /** Gives back what was taken. */
    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
