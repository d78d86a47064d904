package io.podward.webhook;

import io.quarkus.tls.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import jakarta.inject.Singleton;

/** Gives the TLS configuration {@code podward} its keys. */
@Singleton
@Identifier("podward") final class ServedKeyStore implements KeyStoreProvider {
    private final ServedIdentity served;
    private final CertificateFiles files;

    ServedKeyStore(ServedIdentity served, CertificateFiles files) {
        this.served = served;
        this.files = files;
    }

    /** Asked for before the server begins to listen. */
    @Override
    public KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        files.load();
        // There is no key store behind it: nothing asks for that but a reload.
        return new KeyStoreAndKeyCertOptions(null, KeyCertOptions.wrap(new ServedKeys(served)));
    }
}
