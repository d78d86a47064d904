package io.podward.certificates;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** What has to be known of a certificate, as Go's crypto/x509 sees it: the API server judges by that. */
record Certificate(X509Certificate x509) {
    /** See RFC 5280, 4.2.1.12. */
    private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";

    private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";

    private static final String FOR_ANYTHING = "2.5.29.37.0";

    /** See RFC 5280, 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private static final int ADDRESS = 7;

    /** Why nobody accepts it at that time; reads on from its name. */
    Optional<String> outOfDate(Instant now) {
        var first = x509.getNotBefore().toInstant();
        var last = x509.getNotAfter().toInstant();
        if (now.isAfter(last)) {
            return Optional.of("expired at " + last);
        }
        return now.isBefore(first) ? Optional.of("is not valid before " + first) : Optional.empty();
    }

    /** Whether a server may show it. One that does not say what it is for is for everything. */
    boolean isForServers() {
        var uses = uses();
        return uses.isEmpty() || uses.contains(FOR_SERVERS) || uses.contains(FOR_ANYTHING);
    }

    /** Whether it says that a client may show it. */
    boolean isForClients() {
        return uses().contains(FOR_CLIENTS);
    }

    /** What a client is called by it: the common name counts only where there is no other. */
    List<String> clientNames() {
        var names = alternatives(DNS_NAME).toList();
        return names.isEmpty() ? commonNames() : names;
    }

    /** Whether it is that of a server of this name or address. The common name does not count. */
    boolean isFor(String host) {
        var address = address(host);
        return address.isPresent()
                ? alternatives(ADDRESS).map(Certificate::address).anyMatch(address::equals)
                : alternatives(DNS_NAME).anyMatch(name -> matches(name, host));
    }

    /** All names and addresses that it is for. */
    List<String> names() {
        return Stream.concat(alternatives(DNS_NAME), alternatives(ADDRESS)).toList();
    }

    /** Whether it may sign others. One of version 1 cannot say so. */
    boolean isAuthority() {
        return x509.getBasicConstraints() >= 0 || x509.getVersion() < 3;
    }

    /** Whether the other one is signed by this one. */
    boolean signed(Certificate other) {
        if (!other.x509.getIssuerX500Principal().equals(x509.getSubjectX500Principal())) {
            return false;
        }
        try {
            other.x509.verify(x509.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** Who it is of, in its own words. */
    String subject() {
        return x509.getSubjectX500Principal().getName();
    }

    private List<String> uses() {
        try {
            return Optional.ofNullable(x509.getExtendedKeyUsage()).orElse(List.of());
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }

    private List<String> commonNames() {
        try {
            return new LdapName(subject())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .toList();
        } catch (InvalidNameException _) {
            return List.of();
        }
    }

    private Stream<String> alternatives(int kind) {
        try {
            return Optional.ofNullable(x509.getSubjectAlternativeNames()).stream()
                    .flatMap(names -> names.stream())
                    .filter(name -> name.getFirst().equals(kind))
                    .map(name -> name.get(1).toString());
        } catch (CertificateParsingException _) {
            return Stream.empty();
        }
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A star stands for the first label, as a whole. */
    private static boolean matches(String name, String host) {
        var pattern = name.toLowerCase(Locale.ROOT);
        var asked = host.toLowerCase(Locale.ROOT);
        var dot = asked.indexOf('.');
        return pattern.startsWith("*.")
                ? dot > 0 && asked.substring(dot).equals(pattern.substring(1))
                : asked.equals(pattern);
    }
}
