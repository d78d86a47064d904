package io.podward.certificates;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is due about certificates that Podward makes itself, so that no request ever meets one that the API server does not
 * accept. In this order, each for its reason:
 *
 * <ol>
 *   <li>Without any webhook nobody calls, and there is no telling for which name a certificate would be: nothing is due.
 *   <li>A CA that is missing, or expires within {@value #AUTHORITY_DAYS_LEFT} days, is made, and by itself: while something is
 *       served, nothing that the new CA signs may be, because nobody trusts it yet.
 *   <li>Every caBundle gets all CAs of the Secret. What is in it besides stays until it expires.
 *   <li>A serving certificate that is missing, from another CA, for other names, or expires within {@value
 *       #SERVING_DAYS_LEFT} days, is made when its CA is known to every API server, or known as well as that of the certificate
 *       that is served. If nothing is served, there is nothing to lose by it.
 * </ol>
 */
public final class Rotation {
    private static final int AUTHORITY_DAYS_LEFT = 120;
    private static final int SERVING_DAYS_LEFT = 30;

    private final Kept kept;
    private final Registered registered;
    private final Optional<Identity> served;
    private final Instant now;

    /**
     * The rotation at one moment.
     *
     * @param kept what the Secret holds
     * @param registered what the API server knows
     * @param served what this replica shows its callers
     */
    public Rotation(Kept kept, Registered registered, Optional<Identity> served, Instant now) {
        this.kept = kept;
        this.registered = registered;
        this.served = served.filter(identity -> identity.expiration().isAfter(now));
        this.now = now;
    }

    /** What is due, in this order. After a step that changes the Secret, ask again. */
    public List<Step> due() {
        if (registered.webhooks().isEmpty()) {
            return List.of();
        }
        return newAuthority()
                .map(List::of)
                .orElseGet(() -> Stream.of(registration(), newServing())
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Optional<Step> newAuthority() {
        return kept.issuer()
                .map(issuer -> endsSoon(issuer.expiration(), AUTHORITY_DAYS_LEFT))
                .orElseGet(() -> Optional.of(problem("ca.", "there is no ca.key")))
                .map(because -> shown().isEmpty() ? new Step.Begin(names(), because) : new Step.NewAuthority(because));
    }

    private Optional<Step> registration() {
        return registered.webhooks().stream()
                        .map(Registered.Webhook::bundle)
                        .allMatch(bundle -> kept.bundle(bundle, now).isSameAs(bundle))
                ? Optional.empty()
                : Optional.of(new Step.Register());
    }

    private Optional<Step> newServing() {
        return kept.serving()
                .map(this::unfit)
                .orElseGet(() -> Optional.of(problem("tls.", "there is no tls.crt")))
                .map(because -> isSafe(issuer()) ? new Step.NewServing(names(), because) : new Step.Wait(because));
    }

    private Optional<String> unfit(Identity serving) {
        return endsSoon(serving.expiration(), SERVING_DAYS_LEFT)
                .or(() -> isFrom(issuer(), serving)
                        ? Optional.empty()
                        : Optional.of("it is not from the CA " + subject(issuer())))
                .or(() -> registered.names().stream()
                        .filter(name -> !new Certificate(serving.certificate()).isFor(name))
                        .findFirst()
                        .map(name -> "it is not for " + name));
    }

    private Optional<String> endsSoon(Instant end, int daysLeft) {
        return end.minus(Duration.ofDays(daysLeft)).isAfter(now)
                ? Optional.empty()
                : Optional.of("the one before expires at " + end);
    }

    private String problem(String keys, String otherwise) {
        var problems = kept.problems().stream()
                .filter(problem -> problem.startsWith(keys))
                .toList();
        return problems.isEmpty() ? otherwise : String.join("; ", problems);
    }

    private boolean isSafe(X509Certificate authority) {
        return shown().isEmpty()
                || registered.isEstablished(authority, now)
                || shown().stream().allMatch(identity -> isFrom(authority, identity));
    }

    /** What this replica serves, and what the others may be serving. */
    private List<Identity> shown() {
        return Stream.of(served, kept.serving()).flatMap(Optional::stream).toList();
    }

    /** Those of a configuration that could not be read just now still count. */
    private Set<String> names() {
        var names = new TreeSet<>(registered.names());
        if (!registered.complete()) {
            shown().forEach(identity -> names.addAll(new Certificate(identity.certificate()).names()));
        }
        return names;
    }

    private X509Certificate issuer() {
        return kept.issuer().orElseThrow().certificate();
    }

    private static boolean isFrom(X509Certificate authority, Identity identity) {
        return new Certificate(authority).signed(new Certificate(identity.certificate()));
    }

    private static String subject(X509Certificate authority) {
        return authority.getSubjectX500Principal().getName();
    }

    /**
     * What this replica should show from now on, if that is something else: the identity of the Secret, as soon as every API
     * server accepts it, or accepts it no less than the one that it takes the place of.
     */
    public Optional<Identity> toServe() {
        return kept.serving().filter(candidate -> !served.equals(Optional.of(candidate)) && isNoWorse(candidate));
    }

    private boolean isNoWorse(Identity candidate) {
        var nobodyCalls = registered.complete() && registered.webhooks().isEmpty();
        return nobodyCalls
                || served.isEmpty()
                || authorities(candidate).anyMatch(authority -> registered.isEstablished(authority, now))
                || authorities(candidate).anyMatch(authority -> isFrom(authority, served.get()));
    }

    /** All that are known and have signed it. */
    private Stream<X509Certificate> authorities(Identity identity) {
        return Stream.concat(
                        kept.authorities().stream(),
                        registered.webhooks().stream().flatMap(webhook -> webhook.bundle().authorities().stream()))
                .filter(authority -> isFrom(authority, identity));
    }
}
