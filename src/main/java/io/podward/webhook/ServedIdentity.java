package io.podward.webhook;

import io.podward.certificates.Identity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What the server shows of itself to whoever connects from now on. Without one, every handshake fails. */
@Singleton
final class ServedIdentity {
    private final AtomicReference<List<Generation>> generations = new AtomicReference<>(List.of());

    private record Generation(long number, Identity identity) {
        String alias() {
            return Long.toString(number);
        }
    }

    /** Shows this one from now on. Connections that are there stay as they are. */
    void serve(Identity identity) {
        generations.updateAndGet(before -> next(before, identity));
    }

    /** What is shown now. */
    Optional<Identity> current() {
        return generations.get().stream().map(Generation::identity).findFirst();
    }

    /** A name for what is shown now: a handshake asks for the certificate and for the key one after the other. */
    Optional<String> alias() {
        return generations.get().stream().map(Generation::alias).findFirst();
    }

    /** What goes by this name. */
    Optional<Identity> of(String alias) {
        return generations.get().stream()
                .filter(generation -> generation.alias().equals(alias))
                .map(Generation::identity)
                .findFirst();
    }

    /** The one before stays, for the handshakes that have its name already. */
    private static List<Generation> next(List<Generation> before, Identity identity) {
        if (before.isEmpty()) {
            return List.of(new Generation(1, identity));
        }
        var last = before.getFirst();
        return List.of(new Generation(last.number() + 1, identity), last);
    }
}
