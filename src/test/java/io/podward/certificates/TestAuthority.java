package io.podward.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A CA that signs whatever a test wants.
 *
 * @param above what signed it, from the next one on; empty for a root
 */
public record TestAuthority(X509Certificate certificate, PrivateKey key, List<X509Certificate> above) {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int SERIAL_BITS = 64;

    /** A root that is valid today. */
    public static TestAuthority root(String name) {
        return root(name, Instant.now().plus(YEAR));
    }

    /** A root that has been valid for a year, until then. */
    public static TestAuthority root(String name, Instant until) {
        var keys = keys();
        var wanted = new Wanted("CN=" + name, List.of(), List.of(), until.minus(YEAR), until);
        var subject = new X500Principal(wanted.subject());
        return new TestAuthority(sign(wanted, true, keys, subject, keys.getPrivate()), keys.getPrivate(), List.of());
    }

    /** A CA that this one has signed. */
    public TestAuthority under(String name) {
        var keys = keys();
        var wanted = Wanted.of("CN=" + name, List.of());
        var above = new ArrayList<>(List.of(certificate));
        above.addAll(this.above);
        return new TestAuthority(
                sign(wanted, true, keys, certificate.getSubjectX500Principal(), key), keys.getPrivate(), above);
    }

    /** What a certificate is to say. */
    public record Wanted(String subject, List<String> names, List<KeyPurposeId> purposes, Instant from, Instant until) {
        /** One for a server of these names, valid today. */
        public static Wanted forServer(String... names) {
            return of("CN=podward", List.of(names)).with(KeyPurposeId.id_kp_serverAuth);
        }

        /** One for a client, valid today. */
        public static Wanted forClient(String commonName, String... names) {
            return of("CN=" + commonName + ",O=tests", List.of(names)).with(KeyPurposeId.id_kp_clientAuth);
        }

        private static Wanted of(String subject, List<String> names) {
            var now = Instant.now();
            return new Wanted(subject, names, List.of(), now.minus(YEAR), now.plus(YEAR));
        }

        /** The same for other purposes; none for all. */
        public Wanted with(KeyPurposeId... others) {
            return new Wanted(subject, names, List.of(others), from, until);
        }

        /** The same at another time. */
        public Wanted valid(Instant begin, Instant end) {
            return new Wanted(subject, names, purposes, begin, end);
        }
    }

    /** A new certificate with its key; intermediate CAs come along. */
    public Identity issue(Wanted wanted) {
        var keys = keys();
        var chain = new ArrayList<X509Certificate>();
        chain.add(sign(wanted, false, keys, certificate.getSubjectX500Principal(), key));
        if (!above.isEmpty()) {
            chain.add(certificate);
            chain.addAll(above.subList(0, above.size() - 1));
        }
        return new Identity(chain, keys.getPrivate());
    }

    /** The CA alone. */
    public String pem() {
        return pem(List.of(certificate));
    }

    /** Certificates as text. */
    public static String pem(List<X509Certificate> certificates) {
        var text = new StringBuilder();
        for (var certificate : certificates) {
            try {
                text.append(pem("CERTIFICATE", certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        return text.toString();
    }

    /** A key as text. */
    public static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(encoded));
    }

    private static X509Certificate sign(
            Wanted wanted, boolean authority, KeyPair keys, X500Principal issuer, PrivateKey key) {
        var draft = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(wanted.from()),
                Date.from(wanted.until()),
                new X500Principal(wanted.subject()),
                keys.getPublic());
        try {
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!wanted.purposes().isEmpty()) {
                var purposes = new ExtendedKeyUsage(wanted.purposes().toArray(KeyPurposeId[]::new));
                draft.addExtension(Extension.extendedKeyUsage, false, purposes);
            }
            if (!wanted.names().isEmpty()) {
                draft.addExtension(Extension.subjectAlternativeName, false, names(wanted.names()));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(draft.build(signer));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralNames names(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        try {
            return InetAddress.ofLiteral(name).getAddress().length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
