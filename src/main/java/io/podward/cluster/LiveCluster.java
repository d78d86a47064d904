package io.podward.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.podward.cluster.ApiServer.Reply;
import io.podward.manifest.Workload;
import io.podward.policy.LabelSelector;
import io.podward.policy.OwnerReference;
import java.time.Duration;
import java.util.Optional;

/**
 * The cluster as its API server knows it: one GET a look-up or page, and nothing remembered but which kinds are served where, and
 * which custom resources Podward may not read.
 */
public final class LiveCluster implements Cluster {
    /** What kubectl asks for at a time, too. */
    private static final int PAGE = 500;

    /** More kinds, each in one namespace, than Pods have owners of that Podward may not read. */
    private static final int MOST_FORBIDDEN = 1000;

    private final ApiServer api;
    private final Kinds kinds;
    private final Cache<String, String> forbidden;
    private final FailureLog log;

    /**
     * The cluster that the client is configured for.
     *
     * @param timeout the most that one call may take; nothing is tried twice
     */
    public LiveCluster(KubernetesClient client, Duration timeout) {
        this(client, timeout, Ticker.systemTicker());
    }

    LiveCluster(KubernetesClient client, Duration timeout, Ticker ticker) {
        this.api = new ApiServer(client, timeout);
        this.kinds = new Kinds(api, ticker);
        this.forbidden = Caffeine.newBuilder()
                .maximumSize(MOST_FORBIDDEN)
                .expireAfterWrite(Kinds.REMEMBERED)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.log = new FailureLog(ticker);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A kind that the API server does not serve is {@link Lookup.Unavailable}, not {@link Lookup.NotFound}:
     * Kubernetes' garbage collector does not take such an owner for gone either.
     */
    @Override
    public Lookup find(OwnerReference reference, String namespace) {
        if (!Resource.isName(reference.name()) || !(namespace.isEmpty() || Resource.isName(namespace))) {
            return new Lookup.NotFound();
        }
        return switch (kinds.where(reference.apiVersion(), reference.kind())) {
            case Kinds.Served.At(var resource) -> get(resource, reference, namespace);
            case Kinds.Served.Unknown(var why) -> {
                log.tell(kind(reference), why, why + " (kind " + Resource.segment(reference.kind()) + ")");
                yield new Lookup.Unavailable(why);
            }
        };
    }

    @Override
    public Listing list(String apiVersion, String kind, String namespace, LabelSelector selector) {
        return switch (kinds.where(apiVersion, kind)) {
            case Kinds.Served.At(var resource) ->
                page(resource.path(namespace) + "?limit=" + PAGE + query(selector), apiVersion, kind);
            case Kinds.Served.Unknown(var why) -> new Listing.Unavailable(why);
        };
    }

    @Override
    public Optional<String> unreachable() {
        return api.unreachable();
    }

    private Listing page(String path, String apiVersion, String kind) {
        return switch (api.get(path)) {
            case Reply.Body(var list)
            when list.path("items").isArray() ->
                new Listing.Found(
                        list.path("items")
                                .valueStream()
                                .map(item -> typed(item, apiVersion, kind))
                                .toList(),
                        list.path("metadata").path("continue").asText("").isEmpty());
            case Reply.Body _ -> unlisted(path, kind, "the answer is no list");
            case Reply.Absent _ -> unlisted(path, kind, "HTTP 404");
            case Reply.Forbidden _ -> unlisted(path, kind, "HTTP 403");
            case Reply.Failed(var why) -> unlisted(path, kind, why);
        };
    }

    private Listing unlisted(String path, String kind, String reason) {
        return new Listing.Unavailable(told("list of " + kind, path, reason));
    }

    /** In the lists of built-in kinds, the objects themselves do not say what they are. */
    private static Workload typed(JsonNode item, String apiVersion, String kind) {
        if (item instanceof ObjectNode object) {
            object.put("apiVersion", apiVersion).put("kind", kind);
        }
        return new Workload(item);
    }

    private static String query(LabelSelector selector) {
        return selector.isEmpty() ? "" : "&labelSelector=" + Resource.segment(selector.toString());
    }

    private Lookup get(Resource resource, OwnerReference reference, String namespace) {
        var all = resource.path(namespace);
        var path = resource.path(namespace, reference.name());
        if (forbidden.getIfPresent(all) != null) {
            return new Lookup.Unavailable("GET " + path + ": HTTP 403 a moment ago");
        }
        return switch (api.get(path)) {
            case Reply.Body(var tree) when isMeant(tree, reference) -> new Lookup.Found(new Workload(tree));
            case Reply.Body _ -> unavailable(path, reference, "the answer is another object");
            case Reply.Absent(var status) when saysSo(status, reference) -> new Lookup.NotFound();
            case Reply.Absent _ -> unavailable(path, reference, "HTTP 404, and not for want of the object");
            case Reply.Forbidden _ -> {
                // Podward comes with the right to read all built-in kinds that matter: without it, it may have it at
                // once.
                if (reference.in(namespace).isCustom()) {
                    forbidden.put(all, "");
                }
                yield unavailable(path, reference, "HTTP 403");
            }
            case Reply.Failed(var why) -> unavailable(path, reference, why);
        };
    }

    private Lookup unavailable(String path, OwnerReference reference, String reason) {
        return new Lookup.Unavailable(told(kind(reference), path, reason));
    }

    private String told(String kind, String path, String reason) {
        var line = "GET " + path + ": " + reason;
        log.tell(kind, reason, line);
        return line;
    }

    private static String kind(OwnerReference reference) {
        return reference.apiVersion() + " " + reference.kind();
    }

    private static boolean isMeant(JsonNode tree, OwnerReference reference) {
        var ref = new Workload(tree).ref();
        return ref.apiVersion().equals(reference.apiVersion())
                && ref.kind().equals(reference.kind())
                && ref.name().equals(reference.name());
    }

    // A 404 also comes from proxies, and for paths that are not served any more.
    private static boolean saysSo(JsonNode status, OwnerReference reference) {
        return status.path("reason").asText().equals("NotFound")
                && status.path("details").path("name").asText().equals(reference.name());
    }
}
