package io.podward.manifest;

/**
 * A field that is not as it must be.
 *
 * @param field the field
 * @param problem what is wrong with it, to stand after the field and a colon
 */
public record FieldProblem(FieldPath field, String problem) {
    /** As the API server words it: {@code spec.containers[0].image: required}. */
    @Override
    public String toString() {
        return field.steps().isEmpty() ? problem : field + ": " + problem;
    }
}
