package io.podward.e2e;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a cluster has of the certificates that Podward makes.
 *
 * @param admin who looks
 */
record SelfManagedCertificates(User admin) {
    private static final String SECRET = "-n podward-system secret podward-certificates";
    private static final Set<String> CONFIGURATIONS =
            Set.of("validatingwebhookconfiguration podward", "mutatingwebhookconfiguration podward");

    /** All caBundles that are registered; one, if all are the same. */
    Set<String> bundles() {
        return CONFIGURATIONS.stream()
                .flatMap(configuration ->
                        admin.gets(configuration).path("webhooks").valueStream())
                .map(webhook -> webhook.path("clientConfig").path("caBundle").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What one key of the Secret holds, in base64; nothing if it is not there. */
    String secret(String key) {
        return admin.reads(SECRET, ".data." + key.replace(".", "\\."));
    }

    /** The CAs, the newest first. */
    List<X509Certificate> authorities() {
        return certificates("ca.crt");
    }

    /** The serving certificate. */
    X509Certificate serving() {
        return certificates("tls.crt").getFirst();
    }

    private List<X509Certificate> certificates(String key) {
        try {
            return Handshake.certificates(secret(key));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** As one deletes something by hand, so that it is made anew. */
    void delete(String key) {
        admin.does("kubectl -n podward-system patch secret podward-certificates --type=json -p '%s'"
                .formatted("[{\"op\":\"remove\",\"path\":\"/data/" + key + "\"}]"));
    }
}
