package io.podward.cluster;

import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.podward.policy.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plain GETs of JSON: no typed models, which would drop the fields that they do not know. */
final class ApiServer {
    private static final ObjectMapper JSON = new ObjectMapper();

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

        /** Anything else. */
        record Failed(String why) implements Reply {}
    }

    /**
     * Asks, and waits for the answer. An interrupt ends the waiting; the call itself then ends with its timeout at the latest,
     * and an answer that comes until then is thrown away unread.
     *
     * @param path beginning with a slash, each segment percent-encoded
     */
    Reply get(String path) {
        return get(path, TokenFilter.INCLUDE_ALL);
    }

    /**
     * Asks for a list in the same way; its objects come without {@code managedFields}.
     *
     * @param path with its query, percent-encoded
     */
    Reply list(String path) {
        return get(path, new WithoutManagedFields());
    }

    private Reply get(String path, TokenFilter filter) {
        var request = http.newHttpRequestBuilder()
                .uri(base + path)
                .header("Accept", "application/json")
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        var response = http.sendAsync(request, byte[].class);
        try {
            return read(path, filter, response.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return failed(path, String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            response.cancel(true);
            return failed(path, "no answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException _) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return failed(path, "not waited for any longer");
        }
    }

    private static Reply read(String path, TokenFilter filter, HttpResponse<byte[]> response) {
        return switch (response.code()) {
            case 200 -> body(path, json(response, filter));
            case 404 -> new Reply.Absent(json(response, TokenFilter.INCLUDE_ALL));
            default -> failed(path, "HTTP " + response.code());
        };
    }

    private static Reply body(String path, JsonNode tree) {
        return tree.isObject() ? new Reply.Body(tree) : failed(path, "the answer is no JSON object");
    }

    private static JsonNode json(HttpResponse<byte[]> response, TokenFilter filter) {
        try (var parser = new FilteringParserDelegate(
                JSON.createParser(response.body()), filter, Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            return Optional.<JsonNode>ofNullable(JSON.readTree(parser)).orElseGet(JSON::missingNode);
        } catch (IOException _) {
            return JSON.missingNode();
        }
    }

    // Of the path every segment is encoded, and what exceptions say is made printable: both end up in the log.
    private static Reply failed(String path, String why) {
        return new Reply.Failed("GET " + path + ": " + Printable.of(why));
    }
}
