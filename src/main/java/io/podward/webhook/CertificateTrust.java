package io.podward.webhook;

import io.podward.certificates.Identity;
import io.podward.certificates.Registered.Webhook;
import io.podward.certificates.Trust;
import io.podward.policy.Printable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Whether the API server accepts the certificate that is served, by what was last seen registered. */
@Singleton
final class CertificateTrust {
    private static final Logger LOG = Logger.getLogger(CertificateTrust.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    /** Whoever is about to mend it waits for the effect. */
    private static final Duration WHILE_REFUSED = Duration.ofSeconds(2);

    private static final Judgement NONE =
            new Judgement(Optional.empty(), new Trust.Unknown(), Optional.empty(), Instant.EPOCH);

    private final ServedIdentity served;
    private final boolean selfManaged;
    private final Clock clock;
    private final AtomicReference<Judgement> last = new AtomicReference<>(NONE);

    CertificateTrust(ServedIdentity served, Settings settings, Clock clock) {
        this.served = served;
        this.selfManaged = settings.tls().source() instanceof TlsSettings.Source.SelfManaged;
        this.clock = clock;
    }

    /** What a look brought; it says nothing about another identity than the one that was served then. */
    private record Judgement(
            Optional<Identity> served, Trust trust, Optional<Instant> authorityExpiration, Instant at) {}

    /** What is known of what is served now. */
    Trust current() {
        return judgement().trust();
    }

    /** From when on the API server trusts no CA any more that vouches for what is served; empty if that is not known. */
    Optional<Instant> authorityExpiration() {
        return judgement().authorityExpiration();
    }

    /** Whether it is time to look at what is registered. At once, when something else is served. */
    boolean isDue() {
        var judgement = judgement();
        var pause = judgement.trust() instanceof Trust.Refused ? WHILE_REFUSED : BETWEEN_LOOKS;
        return served.current().isPresent()
                && !clock.instant().isBefore(judgement.at().plus(pause));
    }

    /**
     * Judges what is served by what is registered at this moment. One thread alone may call this.
     *
     * @param registered the webhooks that could be read
     * @param complete whether these are all: one that was not read may accept what the others refuse
     */
    void judge(List<Webhook> registered, boolean complete) {
        served.current().ifPresent(identity -> {
            var now = clock.instant();
            var telling = registered.stream().filter(this::tells).toList();
            var trust = complete
                    ? Trust.of(identity, telling, now)
                    : Trust.of(identity, telling, now).ofSome();
            var expiration = Trust.vouchedUntil(identity, telling);
            var before = last.getAndSet(new Judgement(Optional.of(identity), trust, expiration, now));
            tell(before.trust(), trust);
        });
    }

    /**
     * Without a CA the API server goes by those of its machine, and what they are nobody knows here. Only of a CA that Podward is to
     * register itself is it known that it is missing.
     */
    private boolean tells(Webhook webhook) {
        return selfManaged || !webhook.bundle().authorities().isEmpty();
    }

    private Judgement judgement() {
        return Optional.of(last.get())
                .filter(judgement -> judgement.served().equals(served.current()))
                .orElse(NONE);
    }

    private static void tell(Trust before, Trust now) {
        if (now.equals(before)) {
            return;
        }
        switch (now) {
            case Trust.Refused(var problem, var everywhere) ->
                LOG.errorf(
                        "The API server refuses the certificate that is served, so %s calls fail: %s; certs/README.md tells how to"
                                + " mend that",
                        everywhere ? "all" : "some", Printable.of(problem));
            case Trust.Accepted _
            when before instanceof Trust.Refused -> LOG.info("The API server accepts the certificate that is served");
            case Trust.Accepted _, Trust.Unknown _ -> {}
        }
    }
}
