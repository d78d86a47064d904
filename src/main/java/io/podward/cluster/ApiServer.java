package io.podward.cluster;

import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.podward.manifest.ApiJson;
import io.podward.policy.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plain GETs, PUTs and dry runs of JSON: no typed models, which would drop the fields that they do not know. */
final class ApiServer {
    private static final ObjectMapper JSON = ApiJson.MAPPER;

    /** Everyone may ask for it, and it costs nothing. */
    private static final String VERSION = "/version";

    private final HttpClient http;
    private final String base;
    private final Duration timeout;

    /**
     * @param client configured for the cluster
     * @param timeout the most that a call may take; nothing is tried twice
     */
    ApiServer(KubernetesClient client, Duration timeout) {
        this.http = client.getHttpClient();
        this.base = client.getMasterUrl().toString().replaceAll("/+$", "");
        this.timeout = timeout;
    }

    /** What the API server had to say. */
    sealed interface Reply {
        /** The JSON that was asked for. */
        record Body(JsonNode tree) implements Reply {}

        /** HTTP 404 with what came along; a missing node for anything but JSON. */
        record Absent(JsonNode status) implements Reply {}

        /** HTTP 403: Podward may not read that. */
        record Forbidden() implements Reply {}

        /** Anything else. */
        record Failed(String why) implements Reply {}
    }

    /** What became of a change. */
    sealed interface Change {
        /** It was made. */
        record Made(JsonNode tree) implements Change {}

        /** HTTP 409: somebody else has changed the object since it was read. */
        record Outdated() implements Change {}

        /** HTTP 403: Podward may not change that. */
        record Forbidden() implements Change {}

        /** Anything else; it may have been made, or not. */
        record Failed(String why) implements Change {}
    }

    /**
     * Asks, and waits for the answer. An interrupt ends the waiting; the call itself then ends with its timeout at the latest,
     * and an answer that comes until then is thrown away unread. Objects come without {@code managedFields}.
     *
     * @param path beginning with a slash, each segment and the query percent-encoded
     */
    Reply get(String path) {
        return switch (send(request(path))) {
            case Sent.Answered(var response) -> read(response);
            case Sent.Unanswered(var why) -> new Reply.Failed(why);
        };
    }

    /** Why there is no API server to be asked; empty if there is one, though it may refuse to say anything. */
    Optional<String> unreachable() {
        return switch (send(request(VERSION))) {
            case Sent.Answered(var response) when response.code() < 500 -> Optional.empty();
            case Sent.Answered(var response) -> Optional.of("GET " + VERSION + ": HTTP " + response.code());
            case Sent.Unanswered(var why) -> Optional.of("GET " + VERSION + ": " + why);
        };
    }

    /**
     * Puts an object in the place of what is there, if that is still what it was read as: with the resourceVersion that it had.
     *
     * @param path as for {@link #get}
     */
    Change put(String path, JsonNode object) {
        // So that managedFields tell who wrote what.
        var named = path + "?fieldManager=podward";
        return switch (send(request(named).put("application/json", object.toString()))) {
            case Sent.Answered(var response) -> change(response);
            case Sent.Unanswered(var why) -> new Change.Failed(why);
        };
    }

    /**
     * Has something gone through with, and nothing of it stored.
     *
     * @param method POST or PATCH
     * @param path as for {@link #get}, without a query
     * @param contentType of the body
     * @param body JSON
     * @param fieldManager who is to be said to do it
     */
    DryRun dryRun(String method, String path, String contentType, String body, String fieldManager) {
        var query = "?dryRun=All&fieldManager=" + Resource.segment(fieldManager);
        return switch (send(request(path + query).method(method, contentType, body))) {
            case Sent.Answered(var response) -> dryRun(response);
            case Sent.Unanswered(var why) -> new DryRun(0, why, List.of());
        };
    }

    private static DryRun dryRun(HttpResponse<byte[]> response) {
        var refused = response.code() >= 400;
        var message = refused ? json(response).path("message").asText("HTTP " + response.code()) : "";
        return new DryRun(response.code(), message, Warnings.of(response.headers("Warning")));
    }

    private HttpRequest.Builder request(String path) {
        return http.newHttpRequestBuilder()
                .uri(base + path)
                .header("Accept", "application/json")
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private sealed interface Sent {
        record Answered(HttpResponse<byte[]> response) implements Sent {}

        record Unanswered(String why) implements Sent {}
    }

    private Sent send(HttpRequest.Builder request) {
        var response = http.sendAsync(request.build(), byte[].class);
        try {
            return new Sent.Answered(response.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            // It ends up in the log.
            return new Sent.Unanswered(Printable.of(String.valueOf(e.getCause())));
        } catch (TimeoutException _) {
            response.cancel(true);
            return new Sent.Unanswered("no answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException _) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return new Sent.Unanswered("not waited for any longer");
        }
    }

    private static Change change(HttpResponse<byte[]> response) {
        return switch (response.code()) {
            case 200 -> new Change.Made(json(response));
            case 403 -> new Change.Forbidden();
            case 409 -> new Change.Outdated();
            default -> new Change.Failed("HTTP " + response.code());
        };
    }

    private static Reply read(HttpResponse<byte[]> response) {
        return switch (response.code()) {
            case 200 -> body(json(response));
            case 403 -> new Reply.Forbidden();
            case 404 -> new Reply.Absent(json(response));
            default -> new Reply.Failed("HTTP " + response.code());
        };
    }

    private static Reply body(JsonNode tree) {
        return tree.isObject() ? new Reply.Body(tree) : new Reply.Failed("the answer is no JSON object");
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try (var parser = new FilteringParserDelegate(
                JSON.createParser(response.body()), new WithoutManagedFields(), Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            return Optional.<JsonNode>ofNullable(JSON.readTree(parser)).orElseGet(JSON::missingNode);
        } catch (IOException _) {
            return JSON.missingNode();
        }
    }
}
