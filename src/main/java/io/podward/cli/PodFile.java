package io.podward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.manifest.FieldPath;
import io.podward.manifest.FieldProblem;
import io.podward.manifest.PodConversion;
import io.podward.manifest.PodConversion.Converted;
import io.podward.manifest.PodConversion.Invalid;
import io.podward.manifest.PodManifest;
import io.podward.manifest.Yaml;
import io.podward.manifest.Yaml.Documents;
import io.podward.manifest.Yaml.Malformed;
import io.podward.manifest.YamlDocument;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A file of Pods, converted.
 *
 * @param converted the workloads; of no use if there are problems
 * @param problems what is wrong with the file, each with file, line and field
 */
record PodFile(List<Converted> converted, List<String> problems) {
    static PodFile of(InputFile.Text file) {
        return switch (Yaml.read(file.content())) {
            case Malformed(var line, var column, var problem) ->
                unusable(file.name() + ":" + line + ":" + column + ": " + problem);
            case Documents(var documents) -> of(file.name(), documents);
        };
    }

    static PodFile unusable(String problem) {
        return new PodFile(List.of(), List.of(problem));
    }

    private static PodFile of(String name, List<YamlDocument> documents) {
        var outcomes =
                documents.stream().flatMap(document -> convert(name, document)).toList();
        return outcomes.isEmpty()
                ? unusable(name + ": holds no Pod")
                : new PodFile(
                        outcomes.stream()
                                .flatMap(outcome -> outcome.converted().stream())
                                .toList(),
                        outcomes.stream()
                                .flatMap(outcome -> outcome.problems().stream())
                                .toList());
    }

    private static Stream<PodFile> convert(String name, YamlDocument document) {
        return objects(document.tree(), FieldPath.ROOT).map(object -> switch (conversion(object)) {
            case Converted converted -> new PodFile(List.of(converted), List.of());
            case Invalid(var problems) ->
                new PodFile(
                        List.of(),
                        problems.stream()
                                .map(problem -> new FieldProblem(problem.field().in(object.at()), problem.problem()))
                                .map(problem -> name + ":" + document.line(problem.field()) + ": " + problem)
                                .toList());
        });
    }

    /** One object, and where in its document it is. */
    private record ObjectAt(FieldPath at, JsonNode tree) {}

    /** The object itself, or those that a list holds. */
    private static Stream<ObjectAt> objects(JsonNode tree, FieldPath at) {
        var items = tree.path("items");
        return tree.path("kind").asText().endsWith("List") && items.isArray()
                ? IntStream.range(0, items.size())
                        .boxed()
                        .flatMap(i -> objects(
                                item(tree.path("kind").asText(), items.get(i)),
                                at.field("items").index(i)))
                : Stream.of(new ObjectAt(at, tree));
    }

    /** The API server's own lists say once for all what their items are. */
    private static JsonNode item(String listKind, JsonNode item) {
        return listKind.equals("PodList") && item instanceof ObjectNode pod && !pod.has("kind")
                ? pod.deepCopy().put("apiVersion", "v1").put("kind", "Pod")
                : item;
    }

    private static PodConversion conversion(ObjectAt object) {
        var wrong = Stream.of(expected("kind", "Pod", object.tree()), expected("apiVersion", "v1", object.tree()))
                .flatMap(problem -> problem)
                .limit(1)
                .toList();
        return wrong.isEmpty() ? PodConversion.of(new PodManifest(object.tree())) : new Invalid(wrong);
    }

    private static Stream<FieldProblem> expected(String field, String expected, JsonNode object) {
        var found = object.path(field).asText();
        return found.equals(expected)
                ? Stream.empty()
                : Stream.of(new FieldProblem(
                        FieldPath.of(field),
                        "expected " + expected + ", found " + (found.isEmpty() ? "nothing" : Yaml.word(found))));
    }
}
