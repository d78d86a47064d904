package io.podward.certificates;

import java.util.Map;

/**
 * What is in the Secret that holds the certificates, as texts in PEM. An empty text stands for a key of the Secret that is not there.
 *
 * @param authorities {@code ca.crt}: all CAs that the API server is to trust, the newest first
 * @param authorityKey {@code ca.key}: the key of one of them, with which serving certificates are signed
 * @param certificate {@code tls.crt}: the serving certificate
 * @param key {@code tls.key}: its key
 */
public record SecretContent(String authorities, String authorityKey, String certificate, String key) {
    private static final String AUTHORITIES = "ca.crt";
    private static final String AUTHORITY_KEY = "ca.key";
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";

    /** The content of a Secret with these keys, decoded; what else is in it is not ours. */
    public static SecretContent of(Map<String, String> data) {
        return new SecretContent(
                data.getOrDefault(AUTHORITIES, ""),
                data.getOrDefault(AUTHORITY_KEY, ""),
                data.getOrDefault(CERTIFICATE, ""),
                data.getOrDefault(KEY, ""));
    }

    /** The keys of the Secret, not encoded. */
    public Map<String, String> data() {
        return Map.of(AUTHORITIES, authorities, AUTHORITY_KEY, authorityKey, CERTIFICATE, certificate, KEY, key);
    }

    /** Tells nothing: keys are for nobody to read. */
    @Override
    public String toString() {
        return "the content of the Secret";
    }
}
