package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;

/** JSON and its simplest questions. */
final class Json {
    /** Lenient, so that JSON in a Java string needs no backslashes. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    /** The lists of a Pod to which the API server adds, or of which a test names what matters to it. */
    private static final Set<String> OPEN =
            Set.of("containers", "initContainers", "tolerations", "volumeMounts", "volumes");

    private Json() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /**
     * Asserts that all that is in one tree is in the other too: each field by its name, where null stands for a field that must
     * not be there, and each element of a list. What else the API server and the controllers add does not matter.
     */
    static void assertContains(JsonNode whole, JsonNode part) {
        assertThat(contains("", whole, part))
                .as("%s is in %s", part, whole.toPrettyString())
                .isTrue();
    }

    static void assertContains(JsonNode whole, String part) {
        assertContains(whole, parse(part));
    }

    private static boolean contains(String field, JsonNode whole, JsonNode part) {
        if (part.isObject()) {
            return part.properties().stream()
                    .allMatch(entry -> contains(entry.getKey(), whole.path(entry.getKey()), entry.getValue()));
        }
        if (part.isArray()) {
            return (OPEN.contains(field) || part.size() == whole.size())
                    && part.valueStream()
                            .allMatch(wanted ->
                                    whole.valueStream().anyMatch(element -> contains(field, element, wanted)));
        }
        return part.isNull() ? whole.isMissingNode() : whole.equals(part);
    }
}
