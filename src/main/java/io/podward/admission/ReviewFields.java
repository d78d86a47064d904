package io.podward.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.manifest.PodManifest;
import io.podward.policy.Operation;
import io.podward.policy.Printable;
import io.podward.policy.Requester;
import io.podward.policy.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/**
 * The fields of an AdmissionReview, as far as they were read.
 *
 * @param envelope everything but the request
 * @param request the request
 */
record ReviewFields(ObjectNode envelope, ObjectNode request) {
    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";

    /** The request, or the first thing that keeps it from being answered. */
    Review review() {
        return problem().<Review>map(Review.Malformed::new).orElseGet(() -> new Review.Asked(asked()));
    }

    Requester requester() {
        var userInfo = request.path("userInfo");
        var groups = new ArrayList<String>();
        userInfo.path("groups").forEach(group -> groups.add(group.asText("")));
        return new Requester(
                userInfo.path("username").asText(""),
                groups,
                userInfo.path("extra").has(Requester.POD_NAME),
                Printable.of(
                        userInfo.path("extra").path(Requester.REASON).path(0).asText("")));
    }

    Target target() {
        var resource = request.path("resource");
        return Target.of(
                resource.path("group").asText(""),
                resource.path("resource").asText(""),
                request.path("subResource").asText(""));
    }

    private String resource() {
        var subresource = request.path("subResource").asText("");
        return request.path("resource").path("resource").asText("") + (subresource.isEmpty() ? "" : "/" + subresource);
    }

    private ReviewRequest asked() {
        var dryRun = request.path("dryRun");
        return new ReviewRequest(
                request.path("uid").asText(""),
                Operation.valueOf(request.path("operation").asText("")),
                target(),
                resource(),
                request.path("name").asText(""),
                request.path("namespace").asText(""),
                requester(),
                request.path("options"),
                new PodManifest(request.path("object")),
                new PodManifest(request.path("oldObject")),
                dryRun.isBoolean() ? Optional.of(dryRun.asBoolean()) : Optional.empty());
    }

    private Optional<String> problem() {
        return expected("apiVersion", envelope.path("apiVersion"), API_VERSION)
                .or(() -> expected("kind", envelope.path("kind"), KIND))
                .or(() -> text("request.uid", request.path("uid")))
                .or(() -> text(
                        "request.resource.resource", request.path("resource").path("resource")))
                .or(this::unknownOperation)
                .or(() -> text(
                        "request.userInfo.username", request.path("userInfo").path("username")))
                .or(this::missingObject);
    }

    private Optional<String> unknownOperation() {
        var operation = request.path("operation").asText("");
        return Arrays.stream(Operation.values()).anyMatch(known -> known.name().equals(operation))
                ? Optional.empty()
                : Optional.of("request.operation: expected one of " + Arrays.toString(Operation.values()) + ", found "
                        + shown(request.path("operation")));
    }

    /** A guarded request that says nothing of its object cannot be judged, and must not pass as if it had been. */
    private Optional<String> missingObject() {
        if (target() == Target.OTHER || requester().trusted()) {
            return Optional.empty();
        }
        return switch (Operation.valueOf(request.path("operation").asText(""))) {
            case CREATE -> missing("object");
            case UPDATE -> missing("object").or(() -> missing("oldObject"));
            case DELETE, CONNECT -> Optional.empty();
        };
    }

    private Optional<String> missing(String object) {
        return request.path(object).path("metadata").isObject()
                ? Optional.empty()
                : Optional.of("request." + object + ": expected an object with metadata");
    }

    private static Optional<String> expected(String field, JsonNode found, String value) {
        return found.asText("").equals(value)
                ? Optional.empty()
                : Optional.of(field + ": expected " + value + ", found " + shown(found));
    }

    private static Optional<String> text(String field, JsonNode found) {
        return found.isTextual() && !found.asText("").isEmpty()
                ? Optional.empty()
                : Optional.of(field + ": expected a text that is not empty, found " + shown(found));
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : oneLine(node.toString());
    }

    /** Somebody else's text, cut to what fits into an error message, and without what a terminal would obey. */
    static String oneLine(String text) {
        var printable = Printable.of(text);
        return printable.length() <= 120 ? printable : printable.substring(0, 120) + "…";
    }
}
