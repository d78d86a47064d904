package io.podward.policyfile;

import static io.podward.policyfile.PolicyProblems.among;
import static io.podward.policyfile.PolicyProblems.unexpected;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.FieldPath;
import io.podward.manifest.FieldProblem;
import io.podward.manifest.Spelling;
import io.podward.policy.Action;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a value of a policy may be. What is wrong with a value derives from it, and so does the JSON Schema ({@link
 * PolicySchema}): the two cannot differ.
 */
sealed interface PolicyValue {
    /**
     * One of a few words.
     *
     * @param known the words
     * @param because why there are not more, to stand at the end of a message; mostly empty
     */
    record Word(List<String> known, String because) implements PolicyValue {
        Word(List<String> known) {
            this(known, "");
        }

        /** The word that a value spells: an off without quotes is a boolean in YAML 1.1. */
        static String of(JsonNode value) {
            return value.isBoolean() && !value.asBoolean() ? Action.OFF.label() : value.asText();
        }

        private Stream<FieldProblem> check(FieldPath at, JsonNode value) {
            return !value.isContainerNode() && known.contains(of(value))
                    ? Stream.empty()
                    : Stream.of(among(at, known, value, because));
        }
    }

    /**
     * A text.
     *
     * @param called how a message names it
     * @param pattern what the whole of it must match, in the syntax that Java, Go and ECMAScript share
     * @param longest how many characters it may have
     * @param never what it must not begin with; empty for nothing
     */
    record Text(String called, Pattern pattern, int longest, String never) implements PolicyValue {
        private Stream<FieldProblem> check(FieldPath at, JsonNode value) {
            var fits = value.isTextual()
                    && value.textValue().codePointCount(0, value.textValue().length()) <= longest
                    && pattern.matcher(value.textValue()).matches()
                    && (never.isEmpty() || !value.textValue().startsWith(never));
            return fits ? Stream.empty() : Stream.of(unexpected(at, called, value));
        }
    }

    /** A whole number. */
    record Whole(long least, long most) implements PolicyValue {
        private Stream<FieldProblem> check(FieldPath at, JsonNode value) {
            var fits = value.isIntegralNumber()
                    && value.canConvertToLong()
                    && value.longValue() >= least
                    && value.longValue() <= most;
            return fits
                    ? Stream.empty()
                    : Stream.of(unexpected(at, "a whole number from " + least + " to " + most, value));
        }
    }

    /** A day, as {@code 2027-06-30}. */
    record Day() implements PolicyValue {
        private static Stream<FieldProblem> check(FieldPath at, JsonNode value) {
            return value.isTextual() && isDay(value.textValue())
                    ? Stream.empty()
                    : Stream.of(unexpected(at, "a day such as 2027-06-30", value));
        }

        private static boolean isDay(String text) {
            try {
                return LocalDate.parse(text).toString().equals(text);
            } catch (DateTimeParseException _) {
                return false;
            }
        }
    }

    /**
     * A list.
     *
     * @param element what each element may be
     * @param least how many there must be
     */
    record ListOf(PolicyValue element, int least) implements PolicyValue {
        private Stream<FieldProblem> check(FieldPath at, JsonNode value) {
            if (!value.isArray()) {
                return Stream.of(unexpected(at, "a list", value));
            }
            return value.size() < least
                    ? Stream.of(new FieldProblem(at, "the list is empty: leave it out, or name something"))
                    : IntStream.range(0, value.size())
                            .boxed()
                            .flatMap(i -> element.problems(at.index(i), value.get(i)));
        }
    }

    /** An object of any keys that are such texts, with such texts as values; it has one at least. */
    record Labels(Text key, Text value) implements PolicyValue {
        private Stream<FieldProblem> check(FieldPath at, JsonNode labels) {
            if (!labels.isObject() || labels.isEmpty()) {
                return Stream.of(unexpected(at, "labels", labels));
            }
            return labels.properties().stream()
                    .flatMap(label -> key.pattern().matcher(label.getKey()).matches()
                            ? value.problems(at.key(label.getKey()), label.getValue())
                            : Stream.of(
                                    new FieldProblem(at.key(label.getKey()), "is no label: expected " + key.called())));
        }
    }

    /** An object of any fields: not our business. */
    record Anything() implements PolicyValue {}

    /** A list, or an object instead. */
    record Either(ListOf list, Fields object, String called) implements PolicyValue {}

    /**
     * An object of known fields.
     *
     * @param noun how a message names a field
     * @param known the fields
     * @param demands what must hold of them together
     */
    record Fields(String noun, List<Field> known, List<Demand> demands) implements PolicyValue {
        private Stream<FieldProblem> check(FieldPath at, JsonNode value) {
            if (!value.isObject()) {
                return Stream.of(unexpected(at, "an object", value));
            }
            return Stream.of(missing(at, value), wrong(at, value), unmet(at, value))
                    .flatMap(problems -> problems);
        }

        private Stream<FieldProblem> missing(FieldPath at, JsonNode value) {
            return known.stream()
                    .filter(field -> field.required() && !value.has(field.name()))
                    .map(field -> new FieldProblem(at.field(field.name()), "required"));
        }

        private Stream<FieldProblem> wrong(FieldPath at, JsonNode value) {
            return value.properties().stream()
                    .flatMap(field -> known.stream()
                            .filter(one -> one.name().equals(field.getKey()))
                            .findFirst()
                            .map(one -> one.value().problems(at.field(field.getKey()), field.getValue()))
                            .orElseGet(() -> Stream.of(stranger(at, field.getKey()))));
        }

        private FieldProblem stranger(FieldPath at, String name) {
            var names = known.stream().map(Field::name).toList();
            return new FieldProblem(at.field(name), "there is no such " + noun + "; " + Spelling.hint(name, names));
        }

        private Stream<FieldProblem> unmet(FieldPath at, JsonNode value) {
            return demands.stream()
                    .filter(demand -> !demand.isMetBy(value))
                    .map(demand ->
                            new FieldProblem(demand.field().map(at::field).orElse(at), demand.otherwise()));
        }
    }

    /**
     * A field of an object.
     *
     * @param name the name
     * @param required whether it must be there
     * @param description what it means, in one line
     * @param value what it may be
     */
    record Field(String name, boolean required, String description, PolicyValue value) {}

    /** What is wrong with a value, and with all that it holds, in its own order. */
    default Stream<FieldProblem> problems(FieldPath at, JsonNode value) {
        return switch (this) {
            case Word word -> word.check(at, value);
            case Text text -> text.check(at, value);
            case Whole number -> number.check(at, value);
            case Day _ -> Day.check(at, value);
            case ListOf list -> list.check(at, value);
            case Labels labels -> labels.check(at, value);
            case Anything _ -> value.isObject() ? Stream.empty() : Stream.of(unexpected(at, "an object", value));
            case Either(var list, var _, var _) when value.isArray() -> list.problems(at, value);
            case Either(var _, var object, var _) when value.isObject() -> object.problems(at, value);
            case Either(var _, var _, var called) -> Stream.of(unexpected(at, called, value));
            case Fields fields -> fields.check(at, value);
        };
    }
}
