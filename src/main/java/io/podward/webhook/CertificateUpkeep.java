package io.podward.webhook;

import io.podward.certificates.Identity;
import io.podward.certificates.Kept;
import io.podward.certificates.Registered;
import io.podward.certificates.Rotation;
import io.podward.certificates.Step;
import io.podward.cluster.CertificateLook;
import io.podward.cluster.CertificateObjects;
import io.podward.cluster.CertificateObjects.Change;
import io.podward.cluster.WriteLease;
import io.podward.webhook.CertificateWrites.What;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Does what is due about certificates that Podward makes itself. One thread alone may call this. */
final class CertificateUpkeep {
    private static final Logger LOG = Logger.getLogger(CertificateUpkeep.class);

    /** A CA, a serving certificate, and the registration of both take three; more at once would be a mistake. */
    private static final int MOST_ROUNDS = 4;

    private final CertificateObjects objects;
    private final WriteLease lease;
    private final ServedIdentity served;
    private final CertificateWrites writes;
    private final Clock clock;
    private final AtomicReference<Registered> registered = new AtomicReference<>(Registered.UNKNOWN);
    private final AtomicReference<List<String>> told = new AtomicReference<>(List.of());

    CertificateUpkeep(
            CertificateObjects objects,
            WriteLease lease,
            ServedIdentity served,
            CertificateWrites writes,
            Clock clock) {
        this.objects = objects;
        this.lease = lease;
        this.served = served;
        this.writes = writes;
        this.clock = clock;
    }

    /** What one look brought. */
    private record Turn(CertificateLook look, Kept kept, List<Step> due, Instant now) {
        boolean writes() {
            return due.stream().anyMatch(step -> !(step instanceof Step.Wait));
        }
    }

    /** Looks, and does what is due; whether to look again soon, because something is still going on. */
    boolean look() {
        var problems = new ArrayList<String>();
        var turn = turn(problems);
        if (turn.filter(Turn::writes).isPresent()) {
            problems.addAll(write());
        }
        // What is refused twice is refused until somebody mends it: not worth a try every moment.
        var stuck = !problems.isEmpty() && problems.equals(told.get());
        tell(problems);
        var goingOn = turn.filter(seen -> !seen.due().isEmpty()).isPresent();
        return served.current().isEmpty() || (goingOn && !stuck);
    }

    /** Without the Secret nothing is due: it may hold all that is needed. */
    private Optional<Turn> turn(List<String> problems) {
        var look = objects.look();
        var now = clock.instant();
        var known = registered.updateAndGet(before -> before.then(look.webhooks(), look.complete(), now));
        problems.addAll(look.problems());
        return look.secret().map(content -> {
            var kept = Kept.read(content, now);
            new Rotation(kept, known, served.current(), now).toServe().ifPresent(this::serve);
            return new Turn(look, kept, new Rotation(kept, known, served.current(), now).due(), now);
        });
    }

    private void serve(Identity identity) {
        served.serve(identity);
        LOG.infof("Serves %s", identity);
    }

    private List<String> write() {
        return switch (lease.take()) {
            case WriteLease.Taking.Taken _ -> {
                try {
                    yield rounds();
                } finally {
                    lease.giveBack();
                }
            }
            case WriteLease.Taking.Held(var holder) -> {
                LOG.debugf("Something is due, and %s is at it", holder);
                yield List.of();
            }
            case WriteLease.Taking.Failed(var why) -> withoutLease(why);
        };
    }

    /**
     * Two that write at once do twice the work and no harm: each change names the version that it was made from. A cluster without the
     * Lease, which Argo CD leaves out by itself, must not be one without a certificate.
     */
    private List<String> withoutLease(String why) {
        var problems = new ArrayList<>(List.of("it is written without the Lease: " + why));
        problems.addAll(rounds());
        return problems;
    }

    /** Everything is looked at anew, now that nobody else writes. */
    private List<String> rounds() {
        var problems = new ArrayList<String>();
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var turn = turn(new ArrayList<>());
            if (turn.isEmpty() || !act(turn.get(), problems)) {
                break;
            }
        }
        return problems;
    }

    /** Whether the Secret has changed, so that other things may be due. */
    private boolean act(Turn turn, List<String> problems) {
        var changed = false;
        for (var step : turn.due()) {
            switch (step) {
                case Step.OfSecret made -> changed |= change(turn, made, problems);
                case Step.Register _ ->
                    objects.register(turn.look(), turn.kept(), turn.now())
                            .forEach(change -> record(change, What.WEBHOOK_CONFIGURATION, problems));
                case Step.Wait _ -> LOG.debug("A new serving certificate waits for its CA to be known everywhere");
            }
        }
        return changed;
    }

    private boolean change(Turn turn, Step.OfSecret step, List<String> problems) {
        var change = objects.write(turn.look(), turn.kept().after(step, turn.now()));
        record(change, What.SECRET, problems);
        if (change instanceof Change.Made) {
            LOG.infof("The Secret has %s: %s", step.what(), step.because());
            return true;
        }
        return false;
    }

    private void record(Change change, What what, List<String> problems) {
        switch (change) {
            case Change.Made(var object) -> {
                writes.written(what);
                LOG.infof("Updated %s", object);
            }
            // Whatever it was changed to, the next look sees it.
            case Change.Refused(var object, var _, var outdated)
            when outdated -> LOG.debugf("Somebody else has changed %s", object);
            case Change.Refused(var object, var why, var _) -> {
                writes.failed(what);
                problems.add("update %s: %s".formatted(object, why));
            }
        }
    }

    /** Each once, for as long as it lasts. */
    private void tell(List<String> problems) {
        var before = told.getAndSet(List.copyOf(problems));
        problems.stream()
                .filter(problem -> !before.contains(problem))
                .forEach(problem -> LOG.warnf("The certificates are not looked after as they should be: %s", problem));
        if (problems.isEmpty() && !before.isEmpty()) {
            LOG.info("The certificates are looked after again");
        }
    }
}
