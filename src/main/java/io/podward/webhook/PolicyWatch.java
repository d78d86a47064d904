package io.podward.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podward.policy.Exemption;
import io.podward.policy.Mode;
import io.podward.policy.Printable;
import io.podward.policyfile.PolicyNotes;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Looks at the policy file again and again, and tells what came of it. It compares the content: a ConfigMap is changed by a symbolic
 * link to another folder, of which watching the file would see nothing.
 */
@Singleton
final class PolicyWatch {
    private static final Logger LOG = Logger.getLogger(PolicyWatch.class);
    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final ActivePolicy policy;
    private final Counter loaded;
    private final Counter refused;
    private final Counter failed;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicReference<Set<Exemption>> toldExpired = new AtomicReference<>(Set.of());
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podward-policy").factory());

    PolicyWatch(ActivePolicy policy, MeterRegistry metrics) {
        this.policy = policy;
        this.loaded = reloads("loaded", metrics);
        this.refused = reloads("refused", metrics);
        this.failed = reloads("failed", metrics);
        Gauge.builder(
                        "podward.policy.refused",
                        policy,
                        active -> active.refused().isEmpty() ? 0 : 1)
                .description("Whether the policy file holds something that is not in force, because it is no policy")
                .register(metrics);
        for (var mode : Mode.values()) {
            Gauge.builder("podward.mode", policy, active -> active.loaded().mode() == mode ? 1 : 0)
                    .description("1 for the mode of the policy that is in force; single namespaces may be stricter")
                    .tag("mode", mode.label())
                    .register(metrics);
        }
        Gauge.builder(
                        "podward.exemptions.expired",
                        policy,
                        active -> PolicyNotes.expired(active.loaded(), active.today())
                                .size())
                .description("Exemptions of the policy that no longer apply")
                .register(metrics);
    }

    void start(@Observes StartupEvent started) {
        tellNotes();
        var _ = thread.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** One look. Nothing that is thrown may end the looking: the policy would never be loaded again. Told once, counted each time. */
    void look() {
        try {
            tell(policy.look());
            failing.set(false);
        } catch (Throwable e) {
            failed.increment();
            if (!failing.getAndSet(true)) {
                LOG.error("The policy file could not be looked at, because of an error in Podward", e);
            }
        }
    }

    private void tell(ActivePolicy.Look look) {
        switch (look) {
            case LOADED -> {
                loaded.increment();
                LOG.infof("The policy has changed: %s", PolicyNotes.summary(policy.loaded()));
                tellNotes();
            }
            case REFUSED -> {
                refused.increment();
                policy.refused()
                        .forEach(problem -> LOG.errorf(
                                "The changed policy is refused, the last good one stays: %s", Printable.of(problem)));
            }
            case UNCHANGED -> tellExpired();
        }
    }

    private void tellNotes() {
        PolicyNotes.overlay(policy.loaded()).ifPresent(LOG::warn);
        tellExpired();
    }

    /** Each is told of once. */
    private void tellExpired() {
        var expired = PolicyNotes.expired(policy.loaded(), policy.today());
        var told = toldExpired.getAndSet(Set.copyOf(expired));
        expired.stream()
                .filter(exemption -> !told.contains(exemption))
                .map(PolicyNotes::expired)
                .forEach(LOG::warn);
    }

    private static Counter reloads(String outcome, MeterRegistry metrics) {
        return Counter.builder("podward.policy.reloads")
                .description("Changes of the policy file, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
