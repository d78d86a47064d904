package io.podward.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.podward.manifest.Trees;
import io.podward.manifest.Workload;
import io.podward.policy.NamespaceLabels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NamespacesTest {
    private static final NamespaceLabels STRICT =
            labels(Map.of("podward.io/mode", "enforce", "kubernetes.io/metadata.name", "shop"));
    private static final NamespaceLabels NAME_ALONE = labels(Map.of("kubernetes.io/metadata.name", "shop"));
    private static final Lookup FOUND = new Lookup.Found(
            new Workload(Trees.tree("{metadata: {name: 'shop', labels: {'podward.io/mode': 'enforce'}}}")));

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Lookup> lookup = new AtomicReference<>(FOUND);
    private final Namespaces namespaces = namespaces(lookup::get);

    @Test
    void remembersLabelsForAMoment() {
        assertThat(namespaces.labels("shop")).isEqualTo(STRICT);
        lookup.set(new Lookup.NotFound());
        pass(Duration.ofSeconds(4));
        assertThat(namespaces.labels("shop")).isEqualTo(STRICT);
        pass(Duration.ofSeconds(1));
        assertThat(namespaces.labels("shop")).isEqualTo(NAME_ALONE);
        assertThat(calls).hasValue(2);
    }

    @Test
    void tellsNamespacesApart() {
        assertThat(namespaces.labels("shop")).isEqualTo(STRICT);
        lookup.set(new Lookup.NotFound());
        assertThat(namespaces.labels("bank")).isEqualTo(labels(Map.of("kubernetes.io/metadata.name", "bank")));
    }

    @Test
    void remembersNothingThatIsNotThere() {
        lookup.set(new Lookup.Unavailable("a test says so"));
        assertThat(namespaces.labels("shop")).isEqualTo(new NamespaceLabels.Unknown());
        lookup.set(new Lookup.NotFound());
        assertThat(namespaces.labels("shop")).isEqualTo(NAME_ALONE);
        lookup.set(FOUND);
        assertThat(namespaces.labels("shop")).isEqualTo(STRICT);
    }

    @Test
    void forgets() {
        assertThat(namespaces.labels("shop")).isEqualTo(STRICT);
        lookup.set(new Lookup.NotFound());
        namespaces.forget("shop");
        assertThat(namespaces.labels("shop")).isEqualTo(NAME_ALONE);
    }

    @Test
    void asksOnceForManyThatAskAtOnce() {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var slow = namespaces(() -> {
            begun.countDown();
            await(release);
            return FOUND;
        });
        Supplier<NamespaceLabels> question = () -> slow.labels("shop");
        Supplier<NamespaceLabels> last = () -> {
            await(begun);
            release.countDown();
            return slow.labels("shop");
        };
        assertThat(AtOnce.ask(List.of(question, question, last))).containsOnly(STRICT);
        assertThat(calls).hasValue(1);
    }

    @Test
    void isNotHeldUpByWhoIsInterrupted() {
        var release = new CountDownLatch(1);
        var slow = namespaces(() -> {
            await(release);
            return FOUND;
        });
        Thread.currentThread().interrupt();
        assertThat(slow.labels("shop")).isEqualTo(new NamespaceLabels.Unknown());
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        assertThat(slow.labels("shop")).isEqualTo(STRICT);
        assertThat(calls).hasValue(1);
    }

    private Namespaces namespaces(Supplier<Lookup> answer) {
        return new Namespaces(
                (reference, namespace) -> {
                    calls.incrementAndGet();
                    assertThat(Stream.of(reference.apiVersion(), reference.kind(), namespace))
                            .containsExactly("v1", "Namespace", "");
                    return answer.get();
                },
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NamespaceLabels labels(Map<String, String> labels) {
        return new NamespaceLabels.Known(labels);
    }
}
