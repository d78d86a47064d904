package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/**
 * Whether there is anybody behind the Service that the API server calls.
 *
 * @param client how it is called
 * @param service the Service
 * @param slices its EndpointSlices
 */
record Endpoints(ClientConfig client, Seen service, Seen slices) {
    /** What there is to say; nothing of a URL, behind which anything may be. */
    Stream<Finding> findings() {
        return client.isService() ? Stream.of(finding()) : Stream.empty();
    }

    private Finding finding() {
        var about = "Service " + client.namespace() + "/" + client.service();
        if (service instanceof Seen.Absent) {
            return Finding.wrong(about, "is not there, and the API server calls it: apply your installation again");
        }
        if (service instanceof Seen.Unreadable(var why)) {
            return Finding.unknown(about, "cannot be read: " + why);
        }
        var ports = service.tree()
                .path("spec")
                .path("ports")
                .valueStream()
                .map(port -> port.path("port").asInt())
                .toList();
        if (!ports.contains(client.port())) {
            return Finding.wrong(
                    about,
                    "has the ports " + ports + " and is called on " + client.port()
                            + ": apply your installation again");
        }
        return switch (slices) {
            case Seen.Unreadable(var why) -> Finding.unknown(about, "its EndpointSlices cannot be listed: " + why);
            case Seen.Absent _ -> none(about);
            case Seen.Found(var list) ->
                ready(list) == 0 ? none(about) : Finding.ok(about, ready(list) + " ready endpoints");
        };
    }

    private static Finding none(String about) {
        return Finding.wrong(
                about,
                "has no ready endpoint: Podward does not run, or is not ready. Its log says why; with no replicas:",
                "kubectl -n " + Installation.NAMESPACE + " scale deployment/" + Installation.NAME + " --replicas=2");
    }

    private long ready(JsonNode list) {
        return list.path("items")
                .valueStream()
                .filter(slice -> slice.path("metadata")
                        .path("labels")
                        .path("kubernetes.io/service-name")
                        .asText()
                        .equals(client.service()))
                .flatMap(slice -> slice.path("endpoints").valueStream())
                .filter(endpoint -> endpoint.path("conditions").path("ready").asBoolean(true))
                .count();
    }
}
