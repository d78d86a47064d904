package io.podward.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Serving certificates for tests, made as anyone would make them. */
public final class TestCertificates implements QuarkusTestResourceLifecycleManager {
    static final Path FOLDER = Path.of("target/test-certificates").toAbsolutePath();

    @Override
    public Map<String, String> start() {
        try {
            var script = new ProcessBuilder("certs/generate.sh", FOLDER.toString(), "localhost", "127.0.0.1")
                    .redirectErrorStream(true)
                    .start();
            var said = new String(script.getInputStream().readAllBytes(), UTF_8);
            if (script.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Map.of(
                "podward.tls.certificate", FOLDER.resolve("tls.crt").toString(),
                "podward.tls.key", FOLDER.resolve("tls.key").toString());
    }

    @Override
    public void stop() {}

    /** What trusts the certificate authority of the certificate, and no other. */
    static KeyStore trust() {
        try (var file = Files.newInputStream(FOLDER.resolve("ca.crt"))) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client side that trusts that authority. */
    static SSLContext context() {
        try {
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trust());
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
