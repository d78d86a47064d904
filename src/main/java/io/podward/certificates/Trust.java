package io.podward.certificates;

import io.podward.certificates.Registered.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the API server accepts what is served, by what it has registered. */
public sealed interface Trust {
    /** Nothing that is registered tells. */
    record Unknown() implements Trust {}

    /** Each webhook that tells accepts it. */
    record Accepted() implements Trust {}

    /**
     * Some webhook refuses it.
     *
     * @param problem why, on one line
     * @param everywhere whether no webhook is known to accept it
     */
    record Refused(String problem, boolean everywhere) implements Trust {}

    /**
     * Judges what is served.
     *
     * @param identity what is served
     * @param webhooks those that are registered and tell something
     * @param now when the API server calls
     */
    static Trust of(Identity identity, List<Webhook> webhooks, Instant now) {
        var judgements = webhooks.stream()
                .filter(webhook -> !webhook.names().isEmpty())
                .map(webhook ->
                        webhook.bundle().problem(identity, webhook.names().getFirst(), now))
                .distinct()
                .toList();
        if (judgements.isEmpty()) {
            return new Unknown();
        }
        return judgements.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .<Trust>map(problem -> new Refused(problem, !judgements.contains(Optional.<String>empty())))
                .orElseGet(Accepted::new);
    }

    /** The same, where there are other webhooks of which nothing is known. */
    default Trust ofSome() {
        return switch (this) {
            case Refused(var problem, var _) -> new Refused(problem, false);
            case Unknown _, Accepted _ -> this;
        };
    }

    /** Until when all webhooks trust some CA that vouches for what is served; empty if that is not known. */
    static Optional<Instant> vouchedUntil(Identity identity, List<Webhook> webhooks) {
        return webhooks.stream()
                .flatMap(webhook -> webhook.bundle().vouchesUntil(identity).stream())
                .min(Instant::compareTo);
    }
}
