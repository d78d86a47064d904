package io.podward.webhook;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podward.cluster.Cluster;
import io.podward.cluster.Listing;
import io.podward.cluster.Lookup;
import io.podward.manifest.ClusterFacts;
import io.podward.manifest.NamespacePods;
import io.podward.manifest.Owners;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Trees;
import io.podward.manifest.Workload;
import io.podward.policy.Adoption;
import io.podward.policy.Inquiry;
import io.podward.policy.LabelSelector;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ClusterLookupsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final OwnerReference WEB = new OwnerReference("apps/v1", "Deployment", "web", "uid-web");
    private static final Inquiry INQUIRY =
            new Inquiry("shop", Optional.of(WEB), Optional.empty(), Optional.empty(), false, false);
    private static final int PLACES = 2;
    private static final ResolvedOwner GONE = ResolvedOwner.notFound(new Owner.Gone(WEB, false));
    private static final ResolvedOwner UNRESOLVED = ResolvedOwner.notFound(new Owner.Unresolved(WEB));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void bringsTheRoot() {
        var web = new Workload(
                Trees.tree(
                        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {namespace: 'shop', name: 'web', uid: 'uid-web'}}"));
        var lookups = lookups((_, _) -> new Lookup.Found(web));
        assertThat(resolve(lookups, LONG)).isEqualTo(Owners.root(web));
        assertThat(outcomes()).isEqualTo(Map.of("complete", 1L));
    }

    @Test
    void bringsThatAnOwnerIsGone() {
        assertThat(resolve(lookups((_, _) -> new Lookup.NotFound()), LONG)).isEqualTo(GONE);
        assertThat(outcomes()).isEqualTo(Map.of("complete", 1L));
    }

    @Test
    void bringsNothingFromAClusterThatDoesNotAnswer() {
        assertThat(resolve(lookups((_, _) -> new Lookup.Unavailable("a test says so")), LONG))
                .isEqualTo(UNRESOLVED);
        assertThat(outcomes()).isEqualTo(Map.of("incomplete", 1L));
    }

    @Test
    void bringsWhatItKnowsWhenTimeIsUp() {
        var web = new Workload(
                Trees.tree(
                        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {namespace: 'shop', name: 'web', uid: 'uid-web'}}"));
        var lookups = lookups((reference, _) -> {
            if (reference.equals(WEB)) {
                return new Lookup.Found(web);
            }
            new CountDownLatch(1).await();
            return new Lookup.NotFound();
        });
        var inquiry = new Inquiry("shop", Optional.of(WEB), Optional.empty(), Optional.empty(), true, false);
        assertThat(lookups.answer(inquiry, Duration.ofMillis(300)).await().atMost(LONG))
                .isEqualTo(ClusterFacts.unknown(inquiry)
                        .withOwner(Owners.root(web), Optional.empty())
                        .withAdoption(new Adoption.NotAsked()));
        assertThat(outcomes()).isEqualTo(Map.of("late", 1L));
    }

    @Test
    void asksAgainForLabelsThatHaveChanged() {
        var calls = new AtomicInteger();
        var lookups = lookups((_, _) -> {
            calls.incrementAndGet();
            return new Lookup.Found(new Workload(Trees.tree("{metadata: {name: 'shop'}}")));
        });
        var inquiry = new Inquiry("shop", Optional.empty(), Optional.empty(), Optional.empty(), true, false);
        for (var i = 0; i < 3; i++) {
            lookups.answer(inquiry, LONG).await().atMost(LONG);
        }
        assertThat(calls).hasValue(1);
        lookups.forget("shop");
        lookups.answer(inquiry, LONG).await().atMost(LONG);
        assertThat(calls).hasValue(2);
    }

    @Test
    void bringsNoPodsFromAClusterThatListsNone() {
        var lookups = lookups((_, _) -> new Lookup.NotFound());
        assertThat(lookups.pods("shop", LONG).await().atMost(LONG)).isEqualTo(new NamespacePods.Unknown());
        assertThat(outcomes()).isEqualTo(Map.of("incomplete", 1L));
    }

    @Test
    void endsWithTheLimit() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        var lookups = lookups((_, _) -> {
            try {
                new CountDownLatch(1).await();
                return new Lookup.NotFound();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        assertThat(resolve(lookups, SHORT)).isEqualTo(UNRESOLVED);
        assertThat(outcomes()).isEqualTo(Map.of("late", 1L));
        interrupted.await();
    }

    @Test
    void doesNotBeginWithoutTime() {
        var lookups = lookups((_, _) -> {
            throw new AssertionError("began");
        });
        assertThat(resolve(lookups, Duration.ZERO)).isEqualTo(UNRESOLVED);
        assertThat(outcomes()).isEqualTo(Map.of("late", 1L));
    }

    @Test
    void doesNotLetLookUpsPileUp() {
        var release = new CountDownLatch(1);
        var lookups = lookups((_, _) -> {
            release.await();
            return new Lookup.NotFound();
        });
        var first = lookups.answer(INQUIRY, LONG).subscribeAsCompletionStage();
        var second = lookups.answer(INQUIRY, LONG).subscribeAsCompletionStage();
        assertThat(resolve(lookups, LONG)).as("a third, with two places").isEqualTo(UNRESOLVED);
        assertThat(outcomes()).isEqualTo(Map.of("busy", 1L));

        release.countDown();
        assertThat(first.join().owner()).isEqualTo(GONE);
        assertThat(second.join().owner()).isEqualTo(GONE);
        assertThat(resolve(lookups, LONG))
                .as("a fourth, when there are places again")
                .isEqualTo(GONE);
    }

    @Test
    void listsThePodsOfFewNamespacesAtOnce() {
        var release = new CountDownLatch(1);
        var lookups = new ClusterLookups(
                new Cluster() {
                    @Override
                    public Lookup find(OwnerReference reference, String namespace) {
                        return new Lookup.NotFound();
                    }

                    @Override
                    public Listing list(String apiVersion, String kind, String namespace, LabelSelector selector) {
                        try {
                            release.await();
                            return new Listing.Found(List.of(), true);
                        } catch (InterruptedException e) {
                            return new Listing.Unavailable("interrupted");
                        }
                    }
                },
                settings(100),
                metrics);
        var first = lookups.pods("shop", LONG).subscribeAsCompletionStage();
        var second = lookups.pods("blog", LONG).subscribeAsCompletionStage();
        assertThat(lookups.pods("desk", LONG).await().atMost(LONG)).isEqualTo(new NamespacePods.Unknown());
        assertThat(resolve(lookups, LONG)).as("an owner, meanwhile").isEqualTo(GONE);

        release.countDown();
        assertThat(first.join()).isEqualTo(new NamespacePods.Listed(List.of(), Map.of(), true));
        assertThat(second.join()).isEqualTo(new NamespacePods.Listed(List.of(), Map.of(), true));
    }

    @Test
    void keepsThePlacesOfCallsThatWereLateBeforeTheyBegan() {
        var late = new AtomicBoolean(true);
        var lookups = lookups(1, (_, _) -> {
            if (late.get()) {
                new CountDownLatch(1).await();
            }
            return new Lookup.NotFound();
        });
        for (var i = 0; i < 1000; i++) {
            assertThat(resolve(lookups, Duration.ofNanos(1))).isEqualTo(UNRESOLVED);
        }

        late.set(false);
        // The last call may still be about to end.
        assertTimeoutPreemptively(LONG, () -> {
            while (!resolve(lookups, LONG).equals(GONE)) {
                Thread.onSpinWait();
            }
        });
    }

    @ParameterizedTest
    @MethodSource
    void takesAnErrorForNoAnswerAndKeepsThePlace(Throwable error) {
        var lookups = lookups((_, _) -> {
            switch (error) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalArgumentException(error);
            }
        });
        for (var i = 0; i <= PLACES; i++) {
            assertThat(resolve(lookups, LONG)).isEqualTo(UNRESOLVED);
        }
        assertThat(outcomes()).isEqualTo(Map.of("incomplete", PLACES + 1L));
    }

    static Stream<Throwable> takesAnErrorForNoAnswerAndKeepsThePlace() {
        return Stream.of(new IllegalStateException("a bug"), new StackOverflowError("a deep bug"));
    }

    /** A cluster for tests that may be interrupted, which the real one takes for no answer. */
    private interface Slow {
        Lookup find(OwnerReference reference, String namespace) throws InterruptedException;
    }

    private ClusterLookups lookups(Slow slow) {
        return lookups(PLACES, slow);
    }

    private ClusterLookups lookups(int places, Slow slow) {
        var cluster = (Cluster) (reference, namespace) -> {
            try {
                return slow.find(reference, namespace);
            } catch (InterruptedException e) {
                return new Lookup.Unavailable("interrupted");
            }
        };
        return new ClusterLookups(cluster, settings(places), metrics);
    }

    private static Settings settings(int places) {
        return new Settings(
                Optional.empty(),
                true,
                Optional.empty(),
                new TlsSettings(new TlsSettings.Source.SelfManaged(), Optional.empty()),
                LONG,
                places);
    }

    private static ResolvedOwner resolve(ClusterLookups lookups, Duration limit) {
        return lookups.answer(INQUIRY, limit).await().atMost(LONG).owner();
    }

    private Map<String, Long> outcomes() {
        return metrics.find("podward.lookups").timers().stream()
                .collect(toMap(timer -> timer.getId().getTag("outcome"), Timer::count));
    }
}
