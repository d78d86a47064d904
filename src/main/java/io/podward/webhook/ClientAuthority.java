package io.podward.webhook;

import io.podward.certificates.TrustBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The file with the CA of the client that is answered. */
final class ClientAuthority {
    private final Path file;
    private final AtomicReference<State> state;

    /** The CA that the file holds now. There is no server without it: it would let everyone in, or no one. */
    ClientAuthority(Path file) {
        this.file = file;
        this.state = new AtomicReference<>(
                switch (Content.of(file)) {
                    case Content.Usable content -> new State(content, content.checks());
                    case Content.Refused(var _, var problem) -> throw new CannotStart(problem);
                });
    }

    /** What was last seen, and what counts. */
    private record State(Content seen, X509ExtendedTrustManager checks) {}

    /** What the file holds at the moment. */
    private sealed interface Content {
        String text();

        record Usable(String text, X509ExtendedTrustManager checks) implements Content {}

        record Refused(String text, String problem) implements Content {}

        static Content of(Path file) {
            try {
                var text = Files.readString(file);
                var authorities = TrustBundle.read(text).authorities();
                return authorities.isEmpty()
                        ? new Refused(text, file + ": there is no whole certificate in it")
                        : new Usable(text, checks(authorities));
            } catch (IOException | GeneralSecurityException e) {
                return new Refused("", file + ": cannot be read: " + e);
            }
        }
    }

    /** Why a file is of no use. */
    static Optional<String> problem(Path file) {
        return switch (Content.of(file)) {
            case Content.Usable _ -> Optional.empty();
            case Content.Refused(var _, var problem) -> Optional.of(problem);
        };
    }

    /** Whether the CA has signed a certificate. */
    X509ExtendedTrustManager checks() {
        return state.get().checks();
    }

    /** Takes over what the file holds, if that has changed and can be used. One thread alone may call this. */
    FileLook look() {
        var content = Content.of(file);
        var last = state.get();
        if (content.text().equals(last.seen().text())) {
            return new FileLook.Unchanged();
        }
        return switch (content) {
            case Content.Usable(var _, var checks) -> {
                state.set(new State(content, checks));
                yield new FileLook.Loaded(file.toString());
            }
            case Content.Refused(var _, var problem) -> {
                state.set(new State(content, last.checks()));
                yield new FileLook.Refused(problem);
            }
        };
    }

    private static X509ExtendedTrustManager checks(List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (var authority : authorities) {
            store.setCertificateEntry(Integer.toString(store.size()), authority);
        }
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
