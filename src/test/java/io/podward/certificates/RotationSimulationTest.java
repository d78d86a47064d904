package io.podward.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two replicas, two webhook configurations and a Secret through some years, with everything that people do to a Secret and to Pods in
 * between. Whatever happens, a replica that was once accepted is accepted by every API server at every moment, also by one that
 * learns of a change nearly a minute late.
 */
final class RotationSimulationTest {
    private static final String NAME = "podward.podward-system.svc";
    private static final Duration LATEST = Registered.SPREADING.minusSeconds(1);
    private static final SecretContent EMPTY = new SecretContent("", "", "", "");

    private final List<Configuration> configurations = List.of(new Configuration(), new Configuration());
    private final List<Replica> replicas = List.of(new Replica(), new Replica());
    private final List<SecretContent> secrets = new ArrayList<>(List.of(EMPTY));
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    /** A configuration with one webhook, and all that its caBundle ever was. */
    private static final class Configuration {
        private final List<Version> versions =
                new ArrayList<>(List.of(new Version(Instant.EPOCH, new TrustBundle(List.of()))));

        private record Version(Instant since, TrustBundle bundle) {}

        Registered.Webhook webhook() {
            return new Registered.Webhook(List.of(NAME), versions.getLast().bundle());
        }

        /** What an API server may go by that is late, or not. */
        List<TrustBundle> views(Instant at) {
            return IntStream.range(0, versions.size())
                    .filter(version -> version == versions.size() - 1
                            || versions.get(version + 1).since().isAfter(at.minus(LATEST)))
                    .mapToObj(version -> versions.get(version).bundle())
                    .toList();
        }
    }

    private static final class Replica {
        private Registered registered = Registered.UNKNOWN;
        private Optional<Identity> served = Optional.empty();
        private boolean accepted;

        void restart() {
            registered = Registered.UNKNOWN;
            served = Optional.empty();
            accepted = false;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5})
    void whoWasAcceptedStaysAccepted(long seed) {
        var random = new Random(seed);
        for (var event = 0; event < 250; event++) {
            happens(random);
            var replica = replicas.get(random.nextInt(2));
            looks(replica, random.nextInt(10) == 0);
            replicas.forEach(this::staysAccepted);
        }
        assertThat(secrets.size()).as("versions of the Secret").isGreaterThan(10);
        assertThat(replicas).as("once it is quiet").allMatch(this::isAcceptedInTheEnd);
    }

    private boolean isAcceptedInTheEnd(Replica replica) {
        for (var look = 0; look < 10; look++) {
            now = now.plusSeconds(30);
            looks(replica, false);
        }
        return replica.accepted;
    }

    private void happens(Random random) {
        var secret = secrets.getLast();
        switch (random.nextInt(60)) {
            case 0 -> secrets.add(new SecretContent(secret.authorities(), "", secret.certificate(), secret.key()));
            case 1 -> secrets.add(new SecretContent(secret.authorities(), secret.authorityKey(), "", secret.key()));
            case 2 -> secrets.add(EMPTY);
            case 3 -> secrets.add(new SecretContent("garbled", "garbled", "garbled", "garbled"));
            case 4 -> secrets.add(secrets.get(random.nextInt(secrets.size())));
            case 5 -> replicas.get(random.nextInt(2)).restart();
            case 6, 7, 8 -> now = now.plus(Duration.ofDays(random.nextInt(25)));
            default -> now = now.plusSeconds(random.nextBoolean() ? 2 : 30);
        }
    }

    /** One look, as the keeper takes it; now and then one configuration cannot be read. */
    private void looks(Replica replica, boolean partly) {
        for (var round = 0; round < 3; round++) {
            var seen = configurations.stream()
                    .skip(partly ? 1 : 0)
                    .map(Configuration::webhook)
                    .toList();
            replica.registered = replica.registered.then(seen, !partly, now);
            var kept = Kept.read(secrets.getLast(), now);
            rotation(replica, kept).toServe().ifPresent(identity -> replica.served = Optional.of(identity));
            replicas.forEach(this::staysAccepted);
            rotation(replica, kept).due().forEach(step -> act(step, kept));
        }
    }

    private Rotation rotation(Replica replica, Kept kept) {
        return new Rotation(kept, replica.registered, replica.served, now);
    }

    private void act(Step step, Kept kept) {
        switch (step) {
            case Step.OfSecret made -> secrets.add(kept.after(made, now));
            case Step.Register _ ->
                configurations.forEach(configuration -> configuration.versions.add(new Configuration.Version(
                        now, kept.bundle(configuration.versions.getLast().bundle(), now))));
            case Step.Wait _ -> {}
        }
    }

    private void staysAccepted(Replica replica) {
        var problems = replica.served.stream()
                .flatMap(identity -> configurations.stream()
                        .flatMap(configuration -> configuration.views(now).stream())
                        .flatMap(bundle -> bundle.problem(identity, NAME, now).stream()))
                .toList();
        if (replica.accepted && replica.served.filter(this::isValid).isPresent()) {
            assertThat(problems).isEmpty();
        }
        replica.accepted = replica.served.isPresent() && problems.isEmpty();
    }

    private boolean isValid(Identity identity) {
        return identity.expiration().isAfter(now);
    }
}
