package io.podward.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.podward.cluster.ApiServer.Reply;
import io.podward.manifest.CompactJson;
import java.time.Duration;
import java.util.Optional;

/** A cluster as an administrator sees it: objects and lists by their paths, and dry runs. Nothing here can change anything. */
public final class Administration implements AutoCloseable {
    private static final int PAGE = 500;

    /** So many pages are read of a list at most: beyond that it is cut. */
    private static final int PAGES = 20;

    private final KubernetesClient client;
    private final ApiServer api;

    Administration(KubernetesClient client, Duration timeout) {
        this.client = client;
        this.api = new ApiServer(client, timeout);
    }

    /**
     * The cluster that kubectl would take; inside a Pod, the Pod's own.
     *
     * @param context the context of the kubeconfig; empty for the current one
     * @param timeout the most that one call may take
     */
    public static Administration of(Optional<String> context, Duration timeout) {
        var config = Config.autoConfigure(context.orElse(null));
        config.setRequestRetryBackoffLimit(0);
        ClientKey.declare(config);
        return new Administration(
                new KubernetesClientBuilder().withConfig(config).build(), timeout);
    }

    /** The namespace that is meant if nobody names one. */
    public String namespace() {
        return Optional.ofNullable(client.getNamespace()).orElse("default");
    }

    /** Looks at one object. */
    public Look get(String path) {
        return switch (api.get(path)) {
            case Reply.Body(var tree) -> new Look.Found(tree);
            case Reply.Absent _ -> new Look.NotFound();
            case Reply.Forbidden _ -> new Look.Unavailable("GET " + path + ": HTTP 403");
            case Reply.Failed(var why) -> new Look.Unavailable("GET " + path + ": " + why);
        };
    }

    /** Looks at a list, page by page. */
    public Look list(String path) {
        var first = get(path + "?limit=" + PAGE);
        if (!(first instanceof Look.Found(var list) && list instanceof ObjectNode whole)) {
            return first;
        }
        var token = next(whole);
        for (var page = 1; page < PAGES && !token.isEmpty(); page++) {
            switch (get(path + "?limit=" + PAGE + "&continue=" + Resource.segment(token))) {
                case Look.Found(var more) -> {
                    more.path("items").forEach(whole.withArray("items")::add);
                    token = next(more);
                }
                case Look.NotFound _ -> token = "";
                case Look.Unavailable unavailable -> {
                    return unavailable;
                }
            }
        }
        return new Look.Found(whole);
    }

    /** The first page of a list, so long at most. */
    public Look page(String path, int most) {
        return get(path + "?limit=" + most);
    }

    private static String next(JsonNode list) {
        return list.path("metadata").path("continue").asText("");
    }

    /**
     * Has an object created, or merged with this, and nothing of it stored.
     *
     * @param method POST or PATCH
     * @param path of the collection, or of the object
     * @param body the object, or what to merge
     * @param fieldManager who is to be said to do it
     */
    public DryRun dryRun(String method, String path, JsonNode body, String fieldManager) {
        // Merges containers by their names; a Scale knows only the plain merge.
        var merge = path.endsWith("/scale") ? "merge" : "strategic-merge";
        var contentType = method.equals("PATCH") ? "application/" + merge + "-patch+json" : "application/json";
        return api.dryRun(method, path, contentType, CompactJson.of(body), fieldManager);
    }

    @Override
    public void close() {
        client.close();
    }
}
