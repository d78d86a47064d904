package io.podward.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in an object: as text {@code spec.containers[0].image} and {@code metadata.labels[app.kubernetes.io/name]}, which is how
 * the API server writes it.
 *
 * @param steps the way from the root
 */
public record FieldPath(List<Step> steps) {
    /** The object itself. */
    public static final FieldPath ROOT = new FieldPath(List.of());

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** One step of the way. */
    public sealed interface Step {
        /** Into a field of an object. */
        record Field(String name) implements Step {}

        /** To the value of a key, or to the element of a list that has this key. */
        record Key(String key) implements Step {}

        /** To an element of a list. */
        record Index(int position) implements Step {}
    }

    /** A path of fields alone. */
    public static FieldPath of(String... names) {
        var path = ROOT;
        for (var name : names) {
            path = path.field(name);
        }
        return path;
    }

    /** The path of a field of the object here. */
    public FieldPath field(String name) {
        return then(new Step.Field(name));
    }

    /** The path of the value of a key of the object here, or of the element of the list here that has it. */
    public FieldPath key(String key) {
        return then(new Step.Key(key));
    }

    /** The path of an element of the list here. */
    public FieldPath index(int position) {
        return then(new Step.Index(position));
    }

    /** The same way, from an object that is at another path. */
    public FieldPath in(FieldPath root) {
        var longer = new ArrayList<>(root.steps);
        longer.addAll(steps);
        return new FieldPath(longer);
    }

    /** The path as text on one line, safe to print. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            switch (step) {
                case Step.Index(var position) ->
                    text.append('[').append(position).append(']');
                case Step.Key(var key) ->
                    text.append('[').append(YamlString.inline(key)).append(']');
                case Step.Field(var name) ->
                    text.append(text.isEmpty() ? "" : ".").append(YamlString.inline(name));
            }
        }
        return text.toString();
    }

    private FieldPath then(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(longer);
    }
}
