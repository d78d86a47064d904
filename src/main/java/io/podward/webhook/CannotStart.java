package io.podward.webhook;

import io.podward.policy.Printable;
import java.util.LinkedHashSet;
import java.util.Optional;

/** Ends the start. The message, one line, is for whoever configured Podward. */
final class CannotStart extends RuntimeException {
    CannotStart(String why) {
        super(why);
    }

    /** The line to print for a start that failed, for whatever reason: what all its causes say, from the outside in. */
    static String why(Throwable failure) {
        var words = new LinkedHashSet<String>();
        Optional<Throwable> cause = Optional.of(failure);
        while (cause.isPresent()) {
            if (cause.get() instanceof CannotStart ours) {
                return String.valueOf(ours.getMessage());
            }
            words.add(cause.map(Throwable::getMessage).orElse(cause.get().toString()));
            cause = cause.map(Throwable::getCause);
        }
        return Printable.of(String.join(": ", words));
    }
}
