package io.podward.webhook;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a certificate and a key can serve: a server that starts with a pair that cannot fails every single call, silently. */
final class ServingCertificate {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private ServingCertificate() {}

    /**
     * What is wrong with the pair, on one line.
     *
     * @param certificate the certificate, and what it is signed by, in PEM
     * @param key the key as PKCS#8 in PEM
     * @param now the time at which it is to serve
     */
    static Optional<String> problem(String certificate, String key, Instant now) {
        try {
            var serving = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.UTF_8)));
            if (serving.getNotAfter().toInstant().isBefore(now)) {
                return Optional.of(
                        "the certificate expired at " + serving.getNotAfter().toInstant());
            }
            return fits(serving, privateKey(key, serving.getPublicKey().getAlgorithm()))
                    ? Optional.empty()
                    : Optional.of("the key is not that of the certificate");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of("the certificate or the key cannot be read: " + e.getMessage());
        }
    }

    private static PrivateKey privateKey(String pem, String algorithm) throws GeneralSecurityException {
        var matcher = KEY.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException("there is no PKCS#8 key");
        }
        var encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** What the one signs the other must verify. */
    private static boolean fits(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        var algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case String other -> other;
        };
        var text = "podward".getBytes(StandardCharsets.UTF_8);
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(text);
        var verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(text);
        return verifying.verify(signing.sign());
    }
}
