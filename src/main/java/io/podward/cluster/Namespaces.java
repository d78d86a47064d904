package io.podward.cluster;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.podward.manifest.LabelSelectors;
import io.podward.policy.NamespaceLabels;
import io.podward.policy.OwnerReference;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The labels of namespaces. They are remembered for a moment, so that many requests in one namespace cost one call; what could
 * not be looked up is not.
 */
final class Namespaces {
    /** For so long an old label may still be at work: the time in which somebody sets one, and tries whether it helps. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    /** More namespaces than people work in within that time. */
    private static final int MOST = 1000;

    /** The label that every namespace has, whether its manifest says so or not; the API server sees to it. */
    private static final String NAME = "kubernetes.io/metadata.name";

    private final Cluster cluster;
    private final AsyncCache<String, Lookup> known;

    Namespaces(Cluster cluster, Ticker ticker) {
        this.cluster = cluster;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<String, Lookup>creating(
                        (_, lookup) -> lookup instanceof Lookup.Found ? REMEMBERED : Duration.ZERO))
                .ticker(ticker)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** The labels. A namespace that is not there has none but its name: a folder of manifests need not have any. */
    NamespaceLabels labels(String namespace) {
        return switch (look(namespace)) {
            case Lookup.Found(var object) -> {
                var labels =
                        new TreeMap<>(LabelSelectors.labels(object.metadata().path("labels")));
                labels.put(NAME, namespace);
                yield new NamespaceLabels.Known(labels);
            }
            case Lookup.NotFound _ -> new NamespaceLabels.Known(Map.of(NAME, namespace));
            case Lookup.Unavailable _ -> new NamespaceLabels.Unknown();
        };
    }

    /**
     * Labels that are about to change need not be remembered. The API server says so before it stores them, so that a request
     * in between may still bring back the old ones, for the usual moment.
     */
    void forget(String namespace) {
        known.synchronous().invalidate(namespace);
    }

    /** Those who ask at the same time wait for one answer, on a thread that none of them ends. */
    private Lookup look(String namespace) {
        var lookup = known.get(
                namespace,
                (name, _) -> CompletableFuture.supplyAsync(
                        () -> find(name), task -> Thread.ofVirtual().start(task)));
        try {
            return remembered(namespace, lookup);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Lookup.Unavailable("not waited for any longer");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The cache itself learns a moment later than whoever waits that there is an answer, and of what kind it is. */
    private Lookup remembered(String namespace, CompletableFuture<Lookup> lookup)
            throws ExecutionException, InterruptedException {
        var answer = lookup.get();
        if (!(answer instanceof Lookup.Found)) {
            known.asMap().remove(namespace, lookup);
        }
        return answer;
    }

    private Lookup find(String namespace) {
        return cluster.find(new OwnerReference("v1", "Namespace", namespace, ""), "");
    }
}
