package io.podward.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.podward.cluster.ApiServer.Reply;
import io.podward.manifest.Workload;
import io.podward.policy.LabelSelector;
import io.podward.policy.OwnerReference;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The cluster as its API server knows it: one GET a look-up or page, and nothing remembered but where kinds are served. */
public final class LiveCluster implements Cluster {
    private static final Logger LOG = Logger.getLogger(LiveCluster.class);

    /** What kubectl asks for at a time, too. */
    private static final int PAGE = 500;

    private final ApiServer api;
    private final Kinds kinds;

    /**
     * The cluster that the client is configured for.
     *
     * @param timeout the most that one call may take; nothing is tried twice
     */
    public LiveCluster(KubernetesClient client, Duration timeout) {
        this.api = new ApiServer(client, timeout);
        this.kinds = new Kinds(api);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A kind that the API server does not serve is {@link Lookup.Unavailable}, not {@link Lookup.NotFound}:
     * Kubernetes' garbage collector does not take such an owner for gone either.
     */
    @Override
    public Lookup find(OwnerReference reference, String namespace) {
        if (!Resource.isName(reference.name())) {
            return new Lookup.NotFound();
        }
        var lookup = switch (kinds.where(reference.apiVersion(), reference.kind())) {
            case Kinds.Served.At(var resource) -> get(resource.path(namespace, reference.name()), reference);
            case Kinds.Served.Unknown(var why) -> new Lookup.Unavailable(why);
        };
        if (lookup instanceof Lookup.Unavailable(var why)) {
            LOG.warnf("An object could not be looked up: %s", why);
        }
        return lookup;
    }

    @Override
    public Listing list(String apiVersion, String kind, String namespace, LabelSelector selector) {
        var listing = switch (kinds.where(apiVersion, kind)) {
            case Kinds.Served.At(var resource) ->
                page(resource.path(namespace) + "?limit=" + PAGE + query(selector), apiVersion, kind);
            case Kinds.Served.Unknown(var why) -> new Listing.Unavailable(why);
        };
        if (listing instanceof Listing.Unavailable(var why)) {
            LOG.warnf("Objects could not be listed: %s", why);
        }
        return listing;
    }

    private Listing page(String path, String apiVersion, String kind) {
        return switch (api.list(path)) {
            case Reply.Body(var list)
            when list.path("items").isArray() ->
                new Listing.Found(
                        list.path("items")
                                .valueStream()
                                .map(item -> typed(item, apiVersion, kind))
                                .toList(),
                        list.path("metadata").path("continue").asText("").isEmpty());
            case Reply.Body _ -> new Listing.Unavailable("GET " + path + ": the answer is no list");
            case Reply.Absent _ -> new Listing.Unavailable("GET " + path + ": HTTP 404");
            case Reply.Failed(var why) -> new Listing.Unavailable(why);
        };
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

    private Lookup get(String path, OwnerReference reference) {
        return switch (api.get(path)) {
            case Reply.Body(var tree) when isMeant(tree, reference) -> new Lookup.Found(new Workload(tree));
            case Reply.Body _ -> new Lookup.Unavailable("GET " + path + ": the answer is another object");
            case Reply.Absent(var status) when saysSo(status, reference) -> new Lookup.NotFound();
            case Reply.Absent _ -> new Lookup.Unavailable("GET " + path + ": HTTP 404, and not for want of the object");
            case Reply.Failed(var why) -> new Lookup.Unavailable(why);
        };
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
