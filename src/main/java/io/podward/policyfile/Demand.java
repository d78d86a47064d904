package io.podward.policyfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of the fields of an object together.
 *
 * @param alternatives of which one must hold
 * @param field the field that is to blame if none does; empty for the object
 * @param otherwise what to say then
 */
record Demand(List<Condition> alternatives, Optional<String> field, String otherwise) {
    Demand {
        alternatives = List.copyOf(alternatives);
    }

    /** Something that holds of an object or not. */
    sealed interface Condition {
        /** It has this field. */
        record Has(String field) implements Condition {}

        /** It has this field with one of these words. */
        record Says(String field, List<String> words) implements Condition {}

        /** The other does not hold of it. */
        record Not(Condition condition) implements Condition {}

        private boolean holds(JsonNode object) {
            return switch (this) {
                case Has(var field) -> object.has(field);
                case Says(var field, var words) ->
                    words.contains(object.path(field).asText());
                case Not(var condition) -> !condition.holds(object);
            };
        }
    }

    boolean isMetBy(JsonNode object) {
        return alternatives.stream().anyMatch(condition -> condition.holds(object));
    }
}
