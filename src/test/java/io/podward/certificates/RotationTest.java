package io.podward.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is due, and what is served, in every situation that the Secret and the webhook configurations can be in. */
final class RotationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String NAME = "podward.podward-system.svc";
    private static final String OTHER_NAME = "guard.podward-system.svc";
    private static final Set<String> NAMES = Set.of(NAME);

    private static final Authority OLD = Authority.make(daysAgo(2));
    private static final Authority NEW = Authority.make(daysAgo(1));
    private static final Authority SOMEBODY = Authority.make(daysAgo(3));
    private static final Authority AGEING = Authority.make(daysAgo(246));
    private static final Authority LAST_DAY = Authority.make(daysAgo(244));
    private static final Authority EXPIRED = Authority.make(daysAgo(366));

    private static final Identity BY_OLD = OLD.issue(NAMES, daysAgo(1));
    private static final Identity BY_NEW = NEW.issue(NAMES, NOW);
    private static final Identity BY_SOMEBODY = SOMEBODY.issue(NAMES, NOW);
    private static final Identity BY_AGEING = AGEING.issue(NAMES, daysAgo(1));
    private static final Identity RENEWABLE = OLD.issue(NAMES, daysAgo(61));
    private static final Identity NOT_YET_RENEWABLE = OLD.issue(NAMES, daysAgo(59));
    private static final Identity ENDED = OLD.issue(NAMES, daysAgo(91));

    private static final SecretContent EMPTY = new SecretContent("", "", "", "");
    private static final Optional<Identity> NOTHING = Optional.empty();
    private static final Step REGISTER = new Step.Register();
    private static final Registered NOBODY_CALLS = new Registered(List.of(), true, Map.of());

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static SecretContent secret(Authority issuer, Identity serving, Authority... others) {
        return new SecretContent(
                authorities(issuer, others), Pem.text(issuer.key()), chain(serving), Pem.text(serving.key()));
    }

    private static String authorities(Authority first, Authority... others) {
        return Pem.text(first.certificate())
                + String.join(
                        "",
                        Stream.of(others)
                                .map(other -> Pem.text(other.certificate()))
                                .toList());
    }

    private static String chain(Identity identity) {
        return Pem.text(identity.certificate());
    }

    private static SecretContent withoutServing(Authority issuer, Authority... others) {
        return new SecretContent(authorities(issuer, others), Pem.text(issuer.key()), "", "");
    }

    private static SecretContent withoutAuthorityKey(Authority issuer, Identity serving) {
        return new SecretContent(authorities(issuer), "", chain(serving), Pem.text(serving.key()));
    }

    private static Registered.Webhook webhook(Authority... trusted) {
        return new Registered.Webhook(List.of(NAME), bundle(trusted));
    }

    private static TrustBundle bundle(Authority... trusted) {
        return new TrustBundle(Stream.of(trusted).map(Authority::certificate).toList());
    }

    /** Both configurations trust these, and did so a minute ago. */
    private static Registered trusting(Authority... trusted) {
        return trusting(Registered.SPREADING, trusted);
    }

    private static Registered trusting(Duration since, Authority... trusted) {
        var webhooks = List.of(webhook(trusted), webhook(trusted));
        return Registered.UNKNOWN.then(webhooks, true, NOW.minus(since)).then(webhooks, true, NOW);
    }

    private static Registered now(Registered before, Registered.Webhook... webhooks) {
        return before.then(List.of(webhooks), true, NOW);
    }

    private static Registered partly(Registered before, Registered.Webhook... webhooks) {
        return before.then(List.of(webhooks), false, NOW);
    }

    private static Optional<Identity> serving(Identity identity) {
        return Optional.of(identity);
    }

    private static List<Step> steps(Step... steps) {
        return List.of(steps);
    }

    private static Step newServing(String because) {
        return new Step.NewServing(NAMES, because);
    }

    private static String notFrom(Authority authority) {
        return "it is not from the CA " + authority;
    }

    private static String before(Instant end) {
        return "the one before expires at " + end;
    }

    private static String end(X509Certificate certificate) {
        return before(certificate.getNotAfter().toInstant());
    }

    @ParameterizedTest
    @MethodSource("due")
    void isDue(SecretContent secret, Registered registered, Optional<Identity> served, List<Step> steps) {
        assertThat(new Rotation(Kept.read(secret, NOW), registered, served, NOW).due())
                .isEqualTo(steps);
    }

    static Stream<Arguments> due() {
        return Stream.of(beginning(), life(), rotation(), broken(), partlyKnown())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> beginning() {
        return Stream.of(
                argumentSet(
                        "a fresh installation begins with both at once",
                        EMPTY,
                        now(NOBODY_CALLS, webhook(), webhook()),
                        NOTHING,
                        steps(new Step.Begin(NAMES, "there is no ca.key"))),
                argumentSet(
                        "what was made is registered in the same breath",
                        secret(NEW, BY_NEW),
                        now(NOBODY_CALLS, webhook(), webhook()),
                        NOTHING,
                        steps(REGISTER)),
                argumentSet(
                        "one configuration without it is enough",
                        secret(NEW, BY_NEW),
                        now(NOBODY_CALLS, webhook(NEW), webhook()),
                        serving(BY_NEW),
                        steps(REGISTER)),
                argumentSet(
                        "then there is nothing to do",
                        secret(NEW, BY_NEW),
                        trusting(Duration.ZERO, NEW),
                        serving(BY_NEW),
                        steps()),
                argumentSet(
                        "what another way of making certificates left is no reason to wait",
                        EMPTY,
                        trusting(SOMEBODY),
                        NOTHING,
                        steps(new Step.Begin(NAMES, "there is no ca.key"))),
                argumentSet(
                        "a Podward that was taken out of the cluster makes nothing",
                        EMPTY,
                        NOBODY_CALLS,
                        NOTHING,
                        steps()));
    }

    private static Stream<Arguments> life() {
        return Stream.of(
                argumentSet(
                        "31 days left are enough",
                        secret(OLD, NOT_YET_RENEWABLE),
                        trusting(OLD),
                        serving(NOT_YET_RENEWABLE),
                        steps()),
                argumentSet(
                        "with 30 days left there is a new one, from the same CA, at once",
                        secret(OLD, RENEWABLE),
                        trusting(Duration.ZERO, OLD),
                        serving(RENEWABLE),
                        steps(newServing(end(RENEWABLE.certificate())))),
                argumentSet(
                        "tls.crt was deleted by hand",
                        withoutServing(OLD),
                        trusting(OLD),
                        serving(BY_OLD),
                        steps(newServing("there is no tls.crt"))),
                argumentSet(
                        "tls.crt was deleted by hand, and nothing is served",
                        withoutServing(OLD),
                        trusting(Duration.ZERO, OLD),
                        NOTHING,
                        steps(newServing("there is no tls.crt"))),
                argumentSet(
                        "all has expired while Podward was not there",
                        secret(OLD, ENDED),
                        trusting(Duration.ZERO, OLD),
                        serving(ENDED),
                        steps(newServing("tls.crt and tls.key: the certificate expired at " + ENDED.expiration()))),
                argumentSet(
                        "the webhooks are called by another name",
                        secret(OLD, BY_OLD),
                        now(trusting(OLD), new Registered.Webhook(List.of(OTHER_NAME), bundle(OLD)), webhook(OLD)),
                        serving(BY_OLD),
                        steps(new Step.NewServing(Set.of(NAME, OTHER_NAME), "it is not for " + OTHER_NAME))),
                argumentSet(
                        "a webhook that came without a caBundle is given one",
                        secret(OLD, BY_OLD),
                        now(trusting(OLD), webhook(OLD), webhook(OLD), webhook()),
                        serving(BY_OLD),
                        steps(REGISTER)));
    }

    private static Stream<Arguments> rotation() {
        return Stream.of(
                argumentSet(
                        "121 days left are enough for a CA",
                        secret(LAST_DAY, LAST_DAY.issue(NAMES, NOW)),
                        trusting(LAST_DAY),
                        serving(BY_OLD),
                        steps()),
                argumentSet(
                        "with 120 days left there is a new CA, and nothing from it yet",
                        secret(AGEING, BY_AGEING),
                        trusting(AGEING),
                        serving(BY_AGEING),
                        steps(new Step.NewAuthority(end(AGEING.certificate())))),
                argumentSet(
                        "ca.key was deleted by hand",
                        withoutAuthorityKey(OLD, BY_OLD),
                        trusting(OLD),
                        serving(BY_OLD),
                        steps(new Step.NewAuthority("there is no ca.key"))),
                argumentSet(
                        "the new CA is registered beside the old one",
                        secret(NEW, BY_OLD, OLD),
                        trusting(OLD),
                        serving(BY_OLD),
                        steps(REGISTER, new Step.Wait(notFrom(NEW)))),
                argumentSet(
                        "for a minute no API server is relied on to know it",
                        secret(NEW, BY_OLD, OLD),
                        trusting(Duration.ofSeconds(59), NEW, OLD),
                        serving(BY_OLD),
                        steps(new Step.Wait(notFrom(NEW)))),
                argumentSet(
                        "after a minute it signs",
                        secret(NEW, BY_OLD, OLD),
                        trusting(NEW, OLD),
                        serving(BY_OLD),
                        steps(newServing(notFrom(NEW)))),
                argumentSet(
                        "the minute starts again for a webhook that did not have it",
                        secret(NEW, BY_OLD, OLD),
                        now(
                                now(trusting(NEW, OLD), webhook(NEW, OLD), webhook(OLD)),
                                webhook(NEW, OLD),
                                webhook(NEW, OLD)),
                        serving(BY_OLD),
                        steps(new Step.Wait(notFrom(NEW)))),
                argumentSet(
                        "a replica that serves nothing knows that the others may",
                        secret(NEW, BY_OLD, OLD),
                        trusting(Duration.ZERO, NEW, OLD),
                        NOTHING,
                        steps(new Step.Wait(notFrom(NEW)))),
                argumentSet(
                        "the old CA stays beside the new one",
                        secret(NEW, BY_NEW, OLD),
                        trusting(NEW, OLD),
                        serving(BY_NEW),
                        steps()),
                argumentSet(
                        "until it has expired",
                        secret(NEW, BY_NEW, EXPIRED),
                        trusting(NEW, EXPIRED),
                        serving(BY_NEW),
                        steps(REGISTER)));
    }

    private static Stream<Arguments> broken() {
        var half = new SecretContent(authorities(OLD), Pem.text(OLD.key()), chain(BY_OLD), "");
        var garbled = new SecretContent("?", "?", "?", "?");
        var foreignKey =
                new SecretContent(authorities(OLD), Pem.text(OLD.key()), chain(BY_OLD), Pem.text(BY_NEW.key()));
        var foreignAuthority =
                new SecretContent(authorities(SOMEBODY), Pem.text(OLD.key()), chain(BY_OLD), Pem.text(BY_OLD.key()));
        return Stream.of(
                argumentSet(
                        "half a pair: a new one from the same CA",
                        half,
                        trusting(OLD),
                        serving(BY_OLD),
                        steps(newServing("tls.crt and tls.key: the certificate or the key cannot be read: "
                                + "there is no PKCS#8 key"))),
                argumentSet(
                        "the key of another certificate",
                        foreignKey,
                        trusting(OLD),
                        serving(BY_OLD),
                        steps(newServing("tls.crt and tls.key: the key is not that of the certificate"))),
                argumentSet(
                        "no PEM at all: first a CA, beside the one that is registered",
                        garbled,
                        trusting(OLD),
                        serving(BY_OLD),
                        steps(new Step.NewAuthority("ca.crt holds no certificate that is still valid; "
                                + "ca.key is not the key of a valid CA in ca.crt"))),
                argumentSet(
                        "no PEM at all, and nothing is served",
                        garbled,
                        trusting(OLD),
                        NOTHING,
                        steps(new Step.Begin(
                                NAMES,
                                "ca.crt holds no certificate that is still valid; "
                                        + "ca.key is not the key of a valid CA in ca.crt"))),
                argumentSet(
                        "somebody else's CA in the place of ours",
                        foreignAuthority,
                        trusting(OLD),
                        serving(BY_OLD),
                        steps(new Step.NewAuthority("ca.key is not the key of a valid CA in ca.crt"))),
                argumentSet(
                        "a certificate of somebody else's CA is replaced as soon as ours is known",
                        secret(NEW, BY_SOMEBODY),
                        trusting(NEW, SOMEBODY),
                        serving(BY_SOMEBODY),
                        steps(newServing(notFrom(NEW)))),
                argumentSet(
                        "somebody else's CA in a caBundle is left there",
                        secret(OLD, BY_OLD),
                        now(trusting(OLD), webhook(OLD, SOMEBODY), webhook(OLD)),
                        serving(BY_OLD),
                        steps()),
                argumentSet(
                        "the Secret was emptied while we serve: the new CA waits like any other",
                        withoutServing(NEW),
                        trusting(Duration.ofSeconds(59), OLD, NEW),
                        serving(BY_OLD),
                        steps(new Step.Wait("there is no tls.crt"))));
    }

    private static Stream<Arguments> partlyKnown() {
        return Stream.of(
                argumentSet(
                        "a configuration that was deleted is not missed",
                        secret(OLD, BY_OLD),
                        now(trusting(OLD), webhook(OLD)),
                        serving(BY_OLD),
                        steps()),
                argumentSet(
                        "a configuration that cannot be read might not have the new CA",
                        secret(NEW, BY_OLD, OLD),
                        partly(trusting(NEW, OLD), webhook(NEW, OLD)),
                        serving(BY_OLD),
                        steps(new Step.Wait(notFrom(NEW)))),
                argumentSet(
                        "that is no reason to let a certificate run out",
                        secret(OLD, RENEWABLE),
                        partly(trusting(OLD), webhook(OLD)),
                        serving(RENEWABLE),
                        steps(newServing(end(RENEWABLE.certificate())))),
                argumentSet(
                        "nor to forget the name by which that one calls",
                        secret(OLD, OLD.issue(Set.of(OTHER_NAME), daysAgo(61))),
                        partly(trusting(OLD), webhook(OLD)),
                        NOTHING,
                        steps(new Step.NewServing(Set.of(NAME, OTHER_NAME), end(RENEWABLE.certificate())))),
                argumentSet(
                        "an API server that does not answer changes nothing",
                        secret(OLD, RENEWABLE),
                        partly(trusting(OLD)),
                        serving(RENEWABLE),
                        steps()));
    }

    @ParameterizedTest
    @MethodSource("served")
    void isServed(SecretContent secret, Registered registered, Optional<Identity> served, Optional<Identity> then) {
        assertThat(new Rotation(Kept.read(secret, NOW), registered, served, NOW).toServe())
                .isEqualTo(then);
    }

    static Stream<Arguments> served() {
        return Stream.of(
                argumentSet(
                        "whoever serves nothing takes what there is",
                        secret(NEW, BY_NEW),
                        trusting(Duration.ZERO),
                        NOTHING,
                        serving(BY_NEW)),
                argumentSet(
                        "also without an answer about the webhooks",
                        secret(NEW, BY_NEW),
                        Registered.UNKNOWN,
                        NOTHING,
                        serving(BY_NEW)),
                argumentSet(
                        "what has expired is nothing",
                        secret(NEW, BY_NEW),
                        trusting(Duration.ZERO),
                        serving(ENDED),
                        serving(BY_NEW)),
                argumentSet(
                        "what is served already is no change",
                        secret(NEW, BY_NEW),
                        trusting(NEW),
                        serving(BY_NEW),
                        NOTHING),
                argumentSet(
                        "another one from the same CA is as good",
                        secret(OLD, BY_OLD),
                        trusting(Duration.ZERO, OLD),
                        serving(RENEWABLE),
                        serving(BY_OLD)),
                argumentSet(
                        "also without an answer about the webhooks, since the Secret knows the CA",
                        secret(OLD, BY_OLD),
                        partly(trusting(OLD)),
                        serving(RENEWABLE),
                        serving(BY_OLD)),
                argumentSet(
                        "one from a CA that nobody trusts yet has to wait",
                        secret(NEW, BY_NEW, OLD),
                        trusting(OLD),
                        serving(BY_OLD),
                        NOTHING),
                argumentSet(
                        "one from a CA that was registered just now has to wait",
                        secret(NEW, BY_NEW, OLD),
                        trusting(Duration.ofSeconds(59), NEW, OLD),
                        serving(BY_OLD),
                        NOTHING),
                argumentSet(
                        "a minute later it is served",
                        secret(NEW, BY_NEW, OLD),
                        trusting(NEW, OLD),
                        serving(BY_OLD),
                        serving(BY_NEW)),
                argumentSet(
                        "one from a CA of which one configuration may know nothing has to wait",
                        secret(NEW, BY_NEW, OLD),
                        partly(trusting(NEW, OLD), webhook(NEW, OLD)),
                        serving(BY_OLD),
                        NOTHING),
                argumentSet(
                        "somebody else's, which the API server trusts, is served",
                        secret(NEW, BY_SOMEBODY),
                        trusting(NEW, SOMEBODY),
                        serving(BY_NEW),
                        serving(BY_SOMEBODY)),
                argumentSet(
                        "a Secret that was emptied takes nothing away", EMPTY, trusting(OLD), serving(BY_OLD), NOTHING),
                argumentSet(
                        "where nobody calls, anything may be served",
                        secret(NEW, BY_NEW),
                        NOBODY_CALLS,
                        serving(BY_OLD),
                        serving(BY_NEW)));
    }
}
