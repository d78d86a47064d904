package io.podward.policyfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.policy.Action;
import io.podward.policyfile.Demand.Condition;
import io.podward.policyfile.PolicyValue.Anything;
import io.podward.policyfile.PolicyValue.Day;
import io.podward.policyfile.PolicyValue.Either;
import io.podward.policyfile.PolicyValue.Field;
import io.podward.policyfile.PolicyValue.Fields;
import io.podward.policyfile.PolicyValue.Labels;
import io.podward.policyfile.PolicyValue.ListOf;
import io.podward.policyfile.PolicyValue.Text;
import io.podward.policyfile.PolicyValue.Whole;
import io.podward.policyfile.PolicyValue.Word;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** The JSON Schema (2020-12) of a policy file, for editors and pipelines. */
public final class PolicySchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PolicySchema() {}

    /** The schema as text, indented, ending in a line break. */
    public static String json() {
        var schema = object().put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "https://podward.io/schemas/v1/policy.json")
                .put("title", "Podward policy");
        schema.setAll(of(PolicyFields.policy()));
        var indenter = new DefaultIndenter("  ", "\n");
        var separators = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        var printer = new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode of(PolicyValue value) {
        return switch (value) {
            case Word(var known, var _) -> object().set("enum", words(known));
            case Text text -> text(text);
            case Whole(var least, var most) ->
                object().put("type", "integer").put("minimum", least).put("maximum", most);
            case Day _ -> object().put("type", "string").put("format", "date").put("pattern", "^\\d{4}-\\d{2}-\\d{2}$");
            case ListOf(var element, var least) ->
                object().put("type", "array").put("minItems", least).set("items", of(element));
            case Labels(var key, var text) -> labels(key, text);
            case Anything _ -> object().put("type", "object");
            case Either(var list, var object, var _) -> object().set("anyOf", array(List.of(of(list), of(object))));
            case Fields fields -> fields(fields);
        };
    }

    /** An off without quotes is false to readers of YAML 1.1, and taken for the word. */
    private static ArrayNode words(Collection<String> known) {
        var words = NODES.arrayNode();
        known.forEach(words::add);
        return known.contains(Action.OFF.label()) ? words.add(false) : words;
    }

    private static ObjectNode text(Text text) {
        var schema = object().put("type", "string")
                .put("maxLength", text.longest())
                .put("pattern", "^" + text.pattern().pattern() + "$");
        if (!text.never().isEmpty()) {
            schema.set("not", object().put("pattern", "^" + text.never()));
        }
        return schema;
    }

    private static ObjectNode labels(Text key, Text value) {
        var schema = object().put("type", "object").put("minProperties", 1);
        schema.set("propertyNames", text(key));
        schema.set("additionalProperties", text(value));
        return schema;
    }

    private static ObjectNode fields(Fields fields) {
        var schema = object().put("type", "object").put("additionalProperties", false);
        var required =
                fields.known().stream().filter(Field::required).map(Field::name).toList();
        if (!required.isEmpty()) {
            schema.set("required", texts(required));
        }
        var properties = schema.putObject("properties");
        fields.known().forEach(field -> properties.set(field.name(), described(field)));
        if (!fields.demands().isEmpty()) {
            schema.set(
                    "allOf",
                    array(fields.demands().stream().map(PolicySchema::demand).toList()));
        }
        return schema;
    }

    private static ObjectNode described(Field field) {
        var schema = object().put("description", field.description());
        schema.setAll(of(field.value()));
        return schema;
    }

    private static ObjectNode demand(Demand demand) {
        return object().set(
                        "anyOf",
                        array(demand.alternatives().stream()
                                .map(PolicySchema::condition)
                                .toList()));
    }

    private static ObjectNode condition(Condition condition) {
        return switch (condition) {
            case Condition.Has(var field) -> object().set("required", texts(List.of(field)));
            case Condition.Not(var negated) -> object().set("not", condition(negated));
            case Condition.Says(var field, var words) -> {
                var says = object();
                says.set("required", texts(List.of(field)));
                says.putObject("properties").putObject(field).set("enum", texts(words));
                yield says;
            }
        };
    }

    private static ObjectNode object() {
        return NODES.objectNode();
    }

    private static ArrayNode array(Collection<ObjectNode> elements) {
        return NODES.arrayNode().addAll(elements);
    }

    private static ArrayNode texts(Collection<String> elements) {
        var texts = NODES.arrayNode();
        elements.forEach(texts::add);
        return texts;
    }
}
