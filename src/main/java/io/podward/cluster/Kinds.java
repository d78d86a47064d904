package io.podward.cluster;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.podward.cluster.ApiServer.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Which kinds the API server serves, and where: what is usual by heart, all others by API discovery. */
final class Kinds {
    /** So long it takes until a kind is found that is served anew: who creates Pods of kinds that are not, does so often. */
    static final Duration REMEMBERED = Duration.ofSeconds(10);

    /** More versions of API groups than Pods have owners of in any one cluster; who names others can only make Podward ask again. */
    private static final int MOST = 100;

    private static final String CORE = "/api/v1";
    private static final String APPS = "/apis/apps/v1";
    private static final String BATCH = "/apis/batch/v1";

    private static final Map<String, Resource> BUILT_IN = Map.of(
            "v1 Namespace", new Resource(CORE, "namespaces", false),
            "v1 Pod", new Resource(CORE, "pods", true),
            "v1 ReplicationController", new Resource(CORE, "replicationcontrollers", true),
            "apps/v1 DaemonSet", new Resource(APPS, "daemonsets", true),
            "apps/v1 Deployment", new Resource(APPS, "deployments", true),
            "apps/v1 ReplicaSet", new Resource(APPS, "replicasets", true),
            "apps/v1 StatefulSet", new Resource(APPS, "statefulsets", true),
            "autoscaling/v2 HorizontalPodAutoscaler",
                    new Resource("/apis/autoscaling/v2", "horizontalpodautoscalers", true),
            "batch/v1 CronJob", new Resource(BATCH, "cronjobs", true),
            "batch/v1 Job", new Resource(BATCH, "jobs", true));

    private final ApiServer api;
    private final Cache<String, Group> groups;

    Kinds(ApiServer api, Ticker ticker) {
        this.api = api;
        this.groups = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    sealed interface Served {
        /** The kind is served here. */
        record At(Resource resource) implements Served {}

        /** It is not, or there is no telling. */
        record Unknown(String why) implements Served {}
    }

    /**
     * A version of an API group.
     *
     * @param kinds what is served of it
     * @param otherwise what to say of all other kinds
     */
    private record Group(Map<String, Resource> kinds, String otherwise) {}

    /** Where objects of a kind are. What the API server says is remembered for a while, and no trouble that may be over at once. */
    Served where(String apiVersion, String kind) {
        return Optional.ofNullable(BUILT_IN.get(apiVersion + " " + kind))
                .<Served>map(Served.At::new)
                .orElseGet(() -> discover(apiVersion, kind));
    }

    private Served discover(String apiVersion, String kind) {
        var parts = apiVersion.split("/", -1);
        if (parts.length != 2 || !Resource.isName(parts[0]) || !Resource.isName(parts[1])) {
            return new Served.Unknown("an API version that owners of Pods do not have");
        }
        var base = "/apis/" + Resource.segment(parts[0]) + "/" + Resource.segment(parts[1]);
        var group = Optional.ofNullable(groups.getIfPresent(base)).orElseGet(() -> ask(base));
        return Optional.ofNullable(group.kinds().get(kind))
                .<Served>map(Served.At::new)
                .orElseGet(() -> new Served.Unknown(group.otherwise()));
    }

    private Group ask(String base) {
        return switch (api.get(base)) {
            case Reply.Body(var list) ->
                remember(base, new Group(kinds(list, base), base + " does not serve that kind"));
            case Reply.Absent _ -> remember(base, new Group(Map.of(), base + " is not served"));
            case Reply.Forbidden _ -> remember(base, new Group(Map.of(), "GET " + base + ": HTTP 403"));
            case Reply.Failed(var why) -> new Group(Map.of(), "GET " + base + ": " + why);
        };
    }

    private Group remember(String base, Group group) {
        groups.put(base, group);
        return group;
    }

    // Subresources are in the list too, with the kind of what they take.
    private static Map<String, Resource> kinds(JsonNode list, String base) {
        return list.path("resources")
                .valueStream()
                .filter(resource -> !resource.path("name").asText().contains("/"))
                .collect(toMap(
                        resource -> resource.path("kind").asText(),
                        resource -> new Resource(
                                base,
                                resource.path("name").asText(),
                                resource.path("namespaced").asBoolean()),
                        (first, _) -> first));
    }
}
