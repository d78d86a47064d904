package io.podward.manifest;

/**
 * A decision that was taken for the reader, and that the reader may want to take otherwise.
 *
 * @param field the field that it is about
 * @param text what was decided and why, to stand after the field and a colon; one line
 */
public record Remark(String field, String text) {
    @Override
    public String toString() {
        return field + ": " + text;
    }
}
