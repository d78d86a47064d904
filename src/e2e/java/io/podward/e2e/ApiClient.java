package io.podward.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Alice without kubectl, which takes longer to start than the API server to answer. Nothing that it does stays.
 *
 * @param client connected to the API server
 * @param server where that is
 * @param token of somebody who may act as alice
 */
record ApiClient(HttpClient client, URI server, String token) implements AutoCloseable {
    /** What the API server takes at most for a request. */
    private static final Duration LONGEST = Duration.ofSeconds(34);

    /** A client that trusts this certificate authority. */
    static ApiClient of(String server, Path authority, String token) {
        var client = HttpClient.newBuilder().sslContext(trusting(authority)).build();
        return new ApiClient(client, URI.create(server), token);
    }

    /** Sends JSON in a dry run, and waits for the answer. */
    HttpResponse<String> sends(String method, String path, String type, String body) throws IOException {
        var request = HttpRequest.newBuilder(server.resolve(path + "?dryRun=All"))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("Impersonate-User", "alice")
                .header("Impersonate-Group", "system:authenticated")
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Something that trusts the authorities in a PEM file, and nobody else. */
    static SSLContext trusting(Path authorities) {
        try (var file = Files.newInputStream(authorities)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry(Integer.toString(store.size()), authority);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
