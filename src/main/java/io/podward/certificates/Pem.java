package io.podward.certificates;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text in PEM. What stands around the blocks is nobody's business. */
final class Pem {
    private static final Pattern CERTIFICATE = block("CERTIFICATE");
    private static final Pattern KEY = block("PRIVATE KEY");
    private static final int LINE = 64;

    private Pem() {}

    /** All certificates of the text, in their order; none is an answer too. */
    static List<X509Certificate> certificates(String text) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        var blocks = CERTIFICATE.matcher(text);
        while (blocks.find()) {
            var encoded = new ByteArrayInputStream(decode(blocks.group(1)));
            certificates.add((X509Certificate) factory.generateCertificate(encoded));
        }
        return List.copyOf(certificates);
    }

    /** Those certificates of the text that can be read, in their order: Go's AppendCertsFromPEM leaves out the others, too. */
    static List<X509Certificate> readable(String text) {
        return CERTIFICATE
                .matcher(text)
                .results()
                .flatMap(block -> readableBlock(block.group()).stream())
                .toList();
    }

    private static List<X509Certificate> readableBlock(String block) {
        try {
            return certificates(block);
        } catch (CertificateException | IllegalArgumentException _) {
            return List.of();
        }
    }

    /**
     * The key of the text, as PKCS#8.
     *
     * @param algorithm that of the certificate it is for
     */
    static PrivateKey key(String text, String algorithm) throws GeneralSecurityException {
        var blocks = KEY.matcher(text);
        if (!blocks.find()) {
            throw new IllegalArgumentException("there is no PKCS#8 key");
        }
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(decode(blocks.group(1))));
    }

    /** A certificate as text. */
    static String text(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was read or made here", e);
        }
    }

    /** Certificates as one text. */
    static String text(Collection<X509Certificate> certificates) {
        return certificates.stream().map(Pem::text).collect(Collectors.joining());
    }

    /** A key as text, in PKCS#8. */
    static String text(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    private static String text(String label, byte[] encoded) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(label, Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded));
    }

    private static byte[] decode(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static Pattern block(String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----");
    }
}
