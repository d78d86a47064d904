package io.podward.webhook;

import io.podward.certificates.Identity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Answers each handshake with the identity that is served at that moment. So a new one needs no new server, and costs no
 * connection. What is not there is null, as the interface has it.
 */
final class ServedKeys extends X509ExtendedKeyManager {
    private final ServedIdentity served;

    ServedKeys(ServedIdentity served) {
        this.served = served;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return alias(keyType).orElse(null);
    }

    /** Podward asks its own server, too: it warms up. What it shows is accepted there without any of the issuers. */
    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return Arrays.stream(keyTypes)
                .flatMap(type -> alias(type).stream())
                .findFirst()
                .orElse(null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return served.of(alias)
                .map(identity -> identity.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return key(alias).orElse(null);
    }

    /** Vert.x uses engines, not sockets. */
    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    private Optional<String> alias(String keyType) {
        return served.alias()
                .filter(alias -> key(alias)
                        .filter(key -> key.getAlgorithm().equals(keyType))
                        .isPresent());
    }

    private Optional<PrivateKey> key(String alias) {
        return served.of(alias).map(Identity::key);
    }
}
