package io.podward.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A CA that signs serving certificates. Keys are on the curve P-256, and algorithms are the JDK's own.
 *
 * @param certificate what a caBundle has of it
 * @param key what it signs with
 */
public record Authority(X509Certificate certificate, PrivateKey key) {
    static final Duration LIFETIME = Duration.ofDays(365);
    static final Duration SERVING_LIFETIME = Duration.ofDays(90);

    /** The clock of whoever looks at a certificate may be behind that of whoever made it. */
    static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;

    /** A new one. */
    static Authority make(Instant now) {
        var keys = newKeys();
        var serial = newSerial();
        // A name of its own for each: two by one name in a caBundle would be hard to tell apart, also for programs.
        var name = new X500Principal("CN=Podward CA " + serial.toString(16).substring(0, 8));
        try {
            var draft = new JcaX509v3CertificateBuilder(
                    name, serial, begin(now), Date.from(now.plus(LIFETIME)), name, keys.getPublic());
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            draft.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return new Authority(signed(draft, keys.getPrivate()), keys.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A new serving certificate, with a new key.
     *
     * @param names DNS names and addresses by which the server is called
     */
    Identity issue(Collection<String> names, Instant now) {
        var keys = newKeys();
        var lifetimeEnd = now.plus(SERVING_LIFETIME);
        // Nobody would accept it for longer.
        var end = lifetimeEnd.isBefore(expiration()) ? lifetimeEnd : expiration();
        try {
            var draft = new JcaX509v3CertificateBuilder(
                    certificate.getSubjectX500Principal(),
                    newSerial(),
                    begin(now),
                    Date.from(end),
                    new X500Principal("CN=podward"),
                    keys.getPublic());
            var identifiers = new JcaX509ExtensionUtils();
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            draft.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            draft.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            draft.addExtension(
                    Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(certificate));
            return new Identity(List.of(signed(draft, key)), keys.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From when on nothing that it signed is accepted. */
    Instant expiration() {
        return certificate.getNotAfter().toInstant();
    }

    /** Tells of the certificate alone: a key is for nobody to read. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName();
    }

    private static Date begin(Instant now) {
        return Date.from(now.minus(BACKDATED));
    }

    /** Since Go 1.15 the API server looks nowhere else for names, and takes no name for an address or the other way. */
    private static GeneralNames alternativeNames(Collection<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        try {
            return !InetAddress.ofLiteral(name).getHostAddress().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder draft, PrivateKey key)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(draft.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has elliptic curves", e);
        }
    }

    private static BigInteger newSerial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1);
    }
}
