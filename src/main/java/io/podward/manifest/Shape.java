package io.podward.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a value must look like. */
sealed interface Shape {
    /** A value without parts; {@code called} is how a message names it. */
    record Scalar(JsonNodeType type, String called) implements Shape {}

    /** A list of elements of one shape. */
    record ListOf(Shape element) implements Shape {}

    /** An object of any keys, with values of one shape. */
    record MapOf(Shape value) implements Shape {}

    /** An object of which some fields are known, and some must be there; others are taken as they come. */
    record Fields(Map<String, Shape> known, List<String> required) implements Shape {
        private Stream<FieldProblem> missing(FieldPath at, JsonNode value) {
            return required.stream()
                    .filter(name -> isAbsent(value.path(name)))
                    .map(name -> new FieldProblem(at.field(name), "required"));
        }

        private Stream<FieldProblem> wrong(FieldPath at, JsonNode value) {
            return value.properties().stream()
                    .filter(field -> known.containsKey(field.getKey()) && !isAbsent(field.getValue()))
                    .flatMap(field -> requireNonNull(known.get(field.getKey()))
                            .problems(at.field(field.getKey()), field.getValue()));
        }

        /** The API server tells an empty string from none in hardly any field of a Pod. */
        private static boolean isAbsent(JsonNode value) {
            return value.isMissingNode()
                    || value.isNull()
                    || (value.isTextual() && value.textValue().isEmpty());
        }
    }

    /** What is wrong with a value, in its own order; the explicit null of a field or key counts as absent. */
    default Stream<FieldProblem> problems(FieldPath at, JsonNode value) {
        return switch (this) {
            case Scalar(var type, var called) ->
                value.getNodeType() == type ? Stream.empty() : Stream.of(unexpected(at, called, value));
            case ListOf(var element)
            when value.isArray() ->
                IntStream.range(0, value.size()).boxed().flatMap(i -> element.problems(at.index(i), value.get(i)));
            case ListOf _ -> Stream.of(unexpected(at, "a list", value));
            case MapOf(var shape)
            when value.isObject() ->
                value.properties().stream()
                        .filter(entry -> !entry.getValue().isNull())
                        .flatMap(entry -> shape.problems(at.key(entry.getKey()), entry.getValue()));
            case Fields fields
            when value.isObject() -> Stream.concat(fields.missing(at, value), fields.wrong(at, value));
            case MapOf _, Fields _ -> Stream.of(unexpected(at, "an object", value));
        };
    }

    private static FieldProblem unexpected(FieldPath at, String expected, JsonNode found) {
        var unquoted = expected.equals("a string") && found.isValueNode() && !found.isNull();
        return new FieldProblem(
                at, "expected " + expected + ", found " + called(found) + (unquoted ? ": quote it" : ""));
    }

    /** A found value in words. */
    private static String called(JsonNode found) {
        return switch (found.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "the string " + YamlString.inline(found.asText());
            case NUMBER -> "the number " + found.asText();
            case BOOLEAN -> found.asText();
            case NULL, MISSING, BINARY, POJO -> found.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
