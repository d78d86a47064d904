package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.StreamSupport;

/** JSON and its simplest questions. */
final class Json {
    /** Lenient, so that JSON in a Java string needs no backslashes. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private Json() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /**
     * Asserts that all that is in one tree is in the other too: each field by its name, and each element of a list somewhere in the
     * list. What the API server and the controllers add does not matter.
     */
    static void assertContains(JsonNode whole, JsonNode part) {
        assertThat(contains(whole, part))
                .as("%s is in %s", part, whole.toPrettyString())
                .isTrue();
    }

    static void assertContains(JsonNode whole, String part) {
        assertContains(whole, parse(part));
    }

    private static boolean contains(JsonNode whole, JsonNode part) {
        if (part.isObject()) {
            return part.properties().stream().allMatch(field -> contains(whole.path(field.getKey()), field.getValue()));
        }
        if (part.isArray()) {
            return StreamSupport.stream(part.spliterator(), false)
                    .allMatch(wanted -> StreamSupport.stream(whole.spliterator(), false)
                            .anyMatch(element -> contains(element, wanted)));
        }
        return whole.equals(part);
    }
}
