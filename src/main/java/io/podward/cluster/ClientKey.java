package io.podward.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The client's key in a kubeconfig. */
final class ClientKey {
    private static final String ELLIPTIC = "EC";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private ClientKey() {}

    /** Has the client read the key as what it is: unless it is told, fabric8 takes every key in PKCS#8 for RSA. */
    static void declare(Config config) {
        text(config)
                .filter(key -> key.contains(BEGIN) && key.contains(END))
                .map(key -> key.substring(key.indexOf(BEGIN) + BEGIN.length(), key.indexOf(END)))
                .filter(ClientKey::isElliptic)
                .ifPresent(_ -> config.setClientKeyAlgo(ELLIPTIC));
    }

    private static Optional<String> text(Config config) {
        try {
            if (config.getClientKeyData() != null) {
                return Optional.of(new String(Base64.getMimeDecoder().decode(config.getClientKeyData()), UTF_8));
            }
            return config.getClientKeyFile() == null
                    ? Optional.empty()
                    : Optional.of(Files.readString(Path.of(config.getClientKeyFile())));
        } catch (IOException | IllegalArgumentException _) {
            // The client says better what is wrong with it.
            return Optional.empty();
        }
    }

    private static boolean isElliptic(String base64) {
        try {
            var key = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            KeyFactory.getInstance(ELLIPTIC).generatePrivate(key);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }
}
