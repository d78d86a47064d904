package io.podward.admission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.manifest.ApiJson;
import io.podward.manifest.Controllers;
import io.podward.policy.Operation;
import io.podward.policy.Requester;
import io.podward.policy.Target;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads an AdmissionReview ({@code admission.k8s.io/v1}) in one pass, and no further than its answer needs.
 *
 * <p>The API server writes the fields in a fixed order, in which who asks for what comes before the objects, and a Pod's owner
 * references before its spec. So a request of a trusted controller is settled after the first kilobyte, and a Pod that is
 * created with a controller after its metadata. Any other order is read correctly, only not faster.
 */
public final class ReviewReader {
    private static final ObjectMapper MAPPER = ApiJson.MAPPER;

    private final JsonParser parser;
    private final ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    private final ObjectNode request = JsonNodeFactory.instance.objectNode();

    private final boolean whole;

    private ReviewReader(JsonParser parser, boolean whole) {
        this.parser = parser;
        this.whole = whole;
    }

    /**
     * Reads the body of a call.
     *
     * @param body UTF-8 JSON
     * @return the request, or what is wrong with the body
     */
    public static Review read(byte[] body) {
        return read(body, false);
    }

    /** Reads the body of a call to its end, whatever the request is about. */
    public static Review readWhole(byte[] body) {
        return read(body, true);
    }

    private static Review read(byte[] body, boolean whole) {
        if (body.length == 0) {
            return new Review.Malformed("the body is empty: expected an AdmissionReview as JSON");
        }
        try (var parser = MAPPER.createParser(body)) {
            var reader = new ReviewReader(parser, whole);
            reader.readEnvelope();
            return new ReviewFields(reader.envelope, reader.request).review();
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            return new Review.Malformed("the body is not JSON: " + ReviewFields.oneLine(e.getOriginalMessage())
                    + (at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private void readEnvelope() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            envelope.set("kind", MAPPER.readTree(parser));
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT && field.equals("request")) {
                if (readRequest()) {
                    return;
                }
            } else {
                envelope.set(field, MAPPER.readTree(parser));
            }
        }
        if (parser.nextToken() != null) {
            throw new JsonTrailer(parser);
        }
    }

    /** Reads the request up to the point where it is settled; whether that was before its end. */
    private boolean readRequest() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            var token = parser.nextToken();
            switch (field) {
                case "requestKind", "requestResource" -> parser.skipChildren();
                case "object", "oldObject" -> {
                    if (token == JsonToken.START_OBJECT) {
                        readObject(request.putObject(field), field.equals("oldObject"));
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> request.set(field, MAPPER.readTree(parser));
            }
            if (isSettled()) {
                return true;
            }
        }
        return false;
    }

    private void readObject(ObjectNode object, boolean live) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            var token = parser.nextToken();
            switch (field) {
                // What a request says about the status is dropped, or none of the rules' business; what it is may
                // matter.
                case "status" -> {
                    if (live) {
                        object.set(field, MAPPER.readTree(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
                case "metadata" -> {
                    if (token == JsonToken.START_OBJECT) {
                        readMetadata(object.putObject(field));
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> object.set(field, MAPPER.readTree(parser));
            }
            // Of an object, nothing but its controller settles a request.
            if (field.equals("metadata") && isSettled()) {
                return;
            }
        }
    }

    private void readMetadata(ObjectNode metadata) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            // On creation they tell what the requester wrote from what was added; on an update they are half of the
            // bytes.
            if (field.equals("managedFields") && request.has("operation") && !isCreation()) {
                parser.skipChildren();
            } else {
                metadata.set(field, MAPPER.readTree(parser));
            }
        }
    }

    private boolean isCreation() {
        return request.path("operation").asText().equals(Operation.CREATE.name());
    }

    /** Whether the answer is certain from what was read so far, whatever follows. */
    private boolean isSettled() {
        if (whole || !envelope.has("apiVersion") || !envelope.has("kind") || !hasHead()) {
            return false;
        }
        var fields = new ReviewFields(envelope, request);
        return fields.requester().trusted() || fields.target() == Target.OTHER || createsForItself(fields.requester());
    }

    /**
     * A program that creates a Pod with a controller is judged by that controller alone. If it asks why, whether this is a dry run
     * comes after the Pod.
     */
    private boolean createsForItself(Requester requester) {
        var metadata = request.path("object").path("metadata");
        return isCreation()
                && requester.kind() == Requester.Kind.PROGRAM
                && Controllers.of(metadata).isPresent()
                && !Disclosure.isAskedFor(metadata);
    }

    private boolean hasHead() {
        return request.has("uid") && request.has("resource") && request.has("operation") && request.has("userInfo");
    }

    /** A second value after the review. */
    private static final class JsonTrailer extends JsonProcessingException {
        JsonTrailer(JsonParser parser) {
            super("something follows the AdmissionReview", parser.currentLocation());
        }
    }
}
