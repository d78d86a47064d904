package io.podward.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.cluster.ApiServer.Reply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which kinds the API server serves, and where: what is usual by heart, all others by API discovery. */
final class Kinds {
    /** More than the kinds that own Pods in any one cluster; who names others can only make Podward ask again. */
    private static final int REMEMBERED = 100;

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
    private final Map<String, Resource> discovered = Collections.synchronizedMap(new LinkedHashMap<>());

    Kinds(ApiServer api) {
        this.api = api;
    }

    sealed interface Served {
        /** The kind is served here. */
        record At(Resource resource) implements Served {}

        /** It is not, or there is no telling. */
        record Unknown(String why) implements Served {}
    }

    /** Where objects of a kind are. Only what was found is remembered: what is not served now may be in a minute. */
    Served where(String apiVersion, String kind) {
        var key = apiVersion + " " + kind;
        var known = Optional.ofNullable(BUILT_IN.get(key)).or(() -> Optional.ofNullable(discovered.get(key)));
        return known.<Served>map(Served.At::new).orElseGet(() -> discover(apiVersion, kind));
    }

    private Served discover(String apiVersion, String kind) {
        var parts = apiVersion.split("/", -1);
        if (parts.length != 2 || !Resource.isName(parts[0]) || !Resource.isName(parts[1])) {
            return new Served.Unknown("an API version that owners of Pods do not have");
        }
        var base = "/apis/" + Resource.segment(parts[0]) + "/" + Resource.segment(parts[1]);
        return switch (api.get(base)) {
            case Reply.Body(var list) ->
                pick(list, base, kind)
                        .<Served>map(found -> remember(apiVersion + " " + kind, found))
                        .orElseGet(() -> new Served.Unknown(base + " does not serve that kind"));
            case Reply.Absent _ -> new Served.Unknown(base + " is not served");
            case Reply.Failed(var why) -> new Served.Unknown(why);
        };
    }

    // Subresources are in the list too, with the kind of what they take.
    private static Optional<Resource> pick(JsonNode list, String base, String kind) {
        return list.path("resources")
                .valueStream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .filter(resource -> !resource.path("name").asText().contains("/"))
                .findFirst()
                .map(resource -> new Resource(
                        base,
                        resource.path("name").asText(),
                        resource.path("namespaced").asBoolean()));
    }

    private Served remember(String key, Resource resource) {
        if (discovered.size() >= REMEMBERED) {
            discovered.clear();
        }
        discovered.put(key, resource);
        return new Served.At(resource);
    }
}
