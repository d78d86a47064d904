package io.podward.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server shows of itself: a server that starts with a certificate and a key that cannot serve fails every single call, silently.
 *
 * @param chain the serving certificate, and what it is signed by; never empty
 * @param key the key of the first certificate
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
    public Identity {
        chain = List.copyOf(chain);
    }

    /** What reading one brought. */
    public sealed interface Reading {
        /** It can serve. */
        record Usable(Identity identity) implements Reading {}

        /** It cannot, and why, on one line. */
        record Refused(String problem) implements Reading {}
    }

    /**
     * Reads an identity, and checks that it can serve.
     *
     * @param certificate the certificate, and what it is signed by, in PEM
     * @param key the key as PKCS#8 in PEM
     * @param now the time at which it is to serve
     */
    public static Reading read(String certificate, String key, Instant now) {
        try {
            var chain = Pem.certificates(certificate);
            if (chain.isEmpty()) {
                return new Reading.Refused("there is no whole certificate in it");
            }
            var serving = chain.getFirst();
            var identity =
                    new Identity(chain, Pem.key(key, serving.getPublicKey().getAlgorithm()));
            return identity.problem(now)
                    .<Reading>map(Reading.Refused::new)
                    .orElseGet(() -> new Reading.Usable(identity));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return new Reading.Refused("the certificate or the key cannot be read: " + e.getMessage());
        }
    }

    /** The certificate that is the server's own. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** From when on nobody accepts it. */
    public Instant expiration() {
        return certificate().getNotAfter().toInstant();
    }

    /** Tells of the certificate alone: a key is for nobody to read. */
    @Override
    public String toString() {
        return new Certificate(certificate()).subject() + ", valid until " + expiration();
    }

    /** Why it cannot serve at that time. */
    private Optional<String> problem(Instant now) throws GeneralSecurityException {
        var outOfDate = new Certificate(certificate()).outOfDate(now).map("the certificate "::concat);
        return outOfDate.isPresent() || fits() ? outOfDate : Optional.of("the key is not that of the certificate");
    }

    /** What the one signs the other must verify. */
    private boolean fits() throws GeneralSecurityException {
        var algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case String other -> other;
        };
        var text = "podward".getBytes(UTF_8);
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(text);
        var verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate().getPublicKey());
        verifying.update(text);
        return verifying.verify(signing.sign());
    }
}
