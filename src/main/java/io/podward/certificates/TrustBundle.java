package io.podward.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an API server trusts when it calls a webhook: its {@code caBundle}. This tells for certain what the API server refuses; it
 * is no check by which to let anyone in.
 *
 * @param authorities all certificates of the bundle, in their order
 */
public record TrustBundle(List<X509Certificate> authorities) {
    public TrustBundle {
        authorities = List.copyOf(authorities);
    }

    /** The bundle that the PEM holds. What of it cannot be read does not count, as with the API server. */
    public static TrustBundle read(String pem) {
        return new TrustBundle(Pem.readable(pem));
    }

    /**
     * Why an API server that trusts this bundle refuses a server.
     *
     * @param identity what the server shows
     * @param host the name or address by which it is called
     * @param now when it is called
     * @return for people, on one line; empty if it is accepted
     */
    public Optional<String> problem(Identity identity, String host, Instant now) {
        return problem(identity.chain(), host, now);
    }

    /**
     * The same of a server that somebody else runs.
     *
     * @param chain its certificate, and what it is signed by; not empty
     * @param host the name or address by which it is called
     * @param now when it is called
     */
    public Optional<String> problem(List<X509Certificate> chain, String host, Instant now) {
        var serving = new Certificate(chain.getFirst());
        return serving.outOfDate(now)
                .map("the certificate "::concat)
                .or(() -> misused(serving, host))
                .or(() -> untrusted(serving, chain, now));
    }

    /** Until when the bundle vouches for a server, whatever else is wrong; empty if it does not. */
    public Optional<Instant> vouchesUntil(Identity identity) {
        return reached(new Certificate(identity.certificate()), identity.chain()).stream()
                .map(authority -> authority.x509().getNotAfter().toInstant())
                .max(Instant::compareTo);
    }

    private static Optional<String> misused(Certificate serving, String host) {
        if (!serving.isFor(host)) {
            var names = serving.names().isEmpty() ? "no name" : String.join(", ", serving.names());
            return Optional.of("the certificate is for %s, and not for %s".formatted(names, host));
        }
        return serving.isForServers() ? Optional.empty() : Optional.of("the certificate is not one for servers");
    }

    private Optional<String> untrusted(Certificate serving, List<X509Certificate> chain, Instant now) {
        var reached = reached(serving, chain);
        if (reached.isEmpty()) {
            return Optional.of(
                    authorities.isEmpty()
                            ? "the caBundle holds no certificate"
                            : "no CA of the caBundle has signed the certificate");
        }
        // One that is still valid is enough: while CAs change, both are there.
        var outOfDate =
                reached.stream().map(authority -> authority.outOfDate(now)).toList();
        return outOfDate.contains(Optional.<String>empty())
                ? Optional.empty()
                : Optional.of("its CA " + reached.getFirst().subject() + " "
                        + outOfDate.getFirst().orElseThrow());
    }

    /** What of the bundle vouches for the certificate, by way of the chain that it comes with. A certificate vouches for itself, too. */
    private List<Certificate> reached(Certificate serving, List<X509Certificate> chain) {
        var on = new ArrayList<>(List.of(serving));
        var left = new ArrayList<>(chain.stream().skip(1).map(Certificate::new).toList());
        // Grows while it is gone through: each certificate on the way adds those that signed it.
        for (var at = 0; at < on.size(); at++) {
            var signed = on.get(at);
            var signers = left.stream()
                    .filter(signer -> signer.isAuthority() && signer.signed(signed))
                    .toList();
            on.addAll(signers);
            left.removeAll(signers);
        }
        return bundle().filter(authority -> on.contains(authority)
                        || (authority.isAuthority() && on.stream().anyMatch(authority::signed)))
                .toList();
    }

    private Stream<Certificate> bundle() {
        return authorities.stream().map(Certificate::new);
    }

    /** Whether the API server trusts the same by the other one. */
    public boolean isSameAs(TrustBundle other) {
        return Set.copyOf(authorities).equals(Set.copyOf(other.authorities));
    }

    /** The certificates in PEM. */
    public String text() {
        return Pem.text(authorities);
    }
}
