package io.podward.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What the Secret is good for at one moment.
 *
 * @param content what it holds
 * @param authorities the CAs that can be read and have not expired
 * @param issuer the one of them that can sign
 * @param serving the identity, if it can serve
 * @param problems what of the content is there and of no use, one line each
 */
public record Kept(
        SecretContent content,
        List<X509Certificate> authorities,
        Optional<Authority> issuer,
        Optional<Identity> serving,
        List<String> problems) {
    public Kept {
        authorities = List.copyOf(authorities);
        problems = List.copyOf(problems);
    }

    /** Reads the content of the Secret. Whatever is wrong with it is no failure: what is of no use is made anew. */
    public static Kept read(SecretContent content, Instant now) {
        var problems = new ArrayList<String>();
        var authorities = valid(Pem.readable(content.authorities()), now);
        if (!content.authorities().isBlank() && authorities.isEmpty()) {
            problems.add("ca.crt holds no certificate that is still valid");
        }
        return new Kept(
                content,
                authorities,
                issuer(content.authorityKey(), authorities, now, problems),
                serving(content, now, problems),
                problems);
    }

    private static Optional<Authority> issuer(
            String key, List<X509Certificate> authorities, Instant now, List<String> problems) {
        if (key.isBlank()) {
            return Optional.empty();
        }
        var issuer = authorities.stream()
                .filter(authority -> authority.getBasicConstraints() >= 0)
                .flatMap(authority -> identity(Pem.text(authority), key, now).stream())
                .map(identity -> new Authority(identity.certificate(), identity.key()))
                // All that Podward makes; of somebody else's it might not be able to sign.
                .filter(authority -> authority.key().getAlgorithm().equals("EC"))
                .findFirst();
        if (issuer.isEmpty()) {
            problems.add("ca.key is not the key of a valid CA in ca.crt");
        }
        return issuer;
    }

    private static Optional<Identity> identity(String certificate, String key, Instant now) {
        return switch (Identity.read(certificate, key, now)) {
            case Identity.Reading.Usable(var identity) -> Optional.of(identity);
            case Identity.Reading.Refused _ -> Optional.empty();
        };
    }

    private static Optional<Identity> serving(SecretContent content, Instant now, List<String> problems) {
        if (content.certificate().isBlank()) {
            return Optional.empty();
        }
        return switch (Identity.read(content.certificate(), content.key(), now)) {
            case Identity.Reading.Usable(var identity) -> Optional.of(identity);
            case Identity.Reading.Refused(var problem) -> {
                problems.add("tls.crt and tls.key: " + problem);
                yield Optional.empty();
            }
        };
    }

    /** What the Secret is to hold after a step, with whatever that makes. */
    public SecretContent after(Step.OfSecret step, Instant now) {
        return switch (step) {
            case Step.NewAuthority _ -> withNewAuthority(now);
            case Step.NewServing(var names, var _) -> withNewServing(names, now);
            case Step.Begin(var names, var _) ->
                read(withNewAuthority(now), now).withNewServing(names, now);
        };
    }

    /** The other CAs stay until they expire: what they signed may be served still. */
    private SecretContent withNewAuthority(Instant now) {
        var made = Authority.make(now);
        var all = new ArrayList<>(List.of(made.certificate()));
        all.addAll(authorities);
        return new SecretContent(Pem.text(all), Pem.text(made.key()), content.certificate(), content.key());
    }

    private SecretContent withNewServing(Collection<String> names, Instant now) {
        var made = issuer.orElseThrow().issue(names, now);
        return new SecretContent(
                content.authorities(), content.authorityKey(), Pem.text(made.chain()), Pem.text(made.key()));
    }

    /**
     * What a webhook's caBundle should hold: all CAs of the Secret, and what is registered besides. Somebody added that, and may
     * be serving with it: what Podward did not put there, it does not take away before it has expired.
     */
    public TrustBundle bundle(TrustBundle registered, Instant now) {
        var all = new LinkedHashSet<>(authorities);
        all.addAll(valid(registered.authorities(), now));
        return new TrustBundle(List.copyOf(all));
    }

    private static List<X509Certificate> valid(List<X509Certificate> certificates, Instant now) {
        return certificates.stream()
                .filter(certificate -> certificate.getNotAfter().toInstant().isAfter(now))
                .toList();
    }
}
