package io.podward.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlTest {
    @ParameterizedTest
    @MethodSource
    void isReadAsKubectlReadsIt(String yaml, String json) throws JsonProcessingException {
        var expected = new ObjectMapper().readTree(json);

        assertThat(documents(yaml)).extracting(YamlDocument::tree).containsExactly(expected);
    }

    static Stream<Arguments> isReadAsKubectlReadsIt() {
        return Stream.of(
                argumentSet("a leading zero is octal", "mode: 0644", "{\"mode\": 420}"),
                argumentSet("0o is octal too", "mode: 0o17", "{\"mode\": 15}"),
                argumentSet("an octal that is none is a decimal", "mode: 089", "{\"mode\": 89}"),
                argumentSet("0x is hexadecimal", "v: -0x1F", "{\"v\": -31}"),
                argumentSet("0b is binary", "v: 0b101", "{\"v\": 5}"),
                argumentSet("underscores group digits", "v: 1_000", "{\"v\": 1000}"),
                argumentSet("a whole float is written as an integer", "v: [1.0, 1e3]", "{\"v\": [1, 1000]}"),
                argumentSet("a float is a float", "v: [.5, -1.5e-3]", "{\"v\": [0.5, -0.0015]}"),
                argumentSet(
                        "long integers keep their digits", "v: 18446744073709551615", "{\"v\": 18446744073709551615}"),
                argumentSet("sexagesimals are strings", "v: 12:30:45", "{\"v\": \"12:30:45\"}"),
                argumentSet("timestamps are strings", "t: 2026-11-22T09:00:00Z", "{\"t\": \"2026-11-22T09:00:00Z\"}"),
                argumentSet("dates are strings", "t: 2026-11-22", "{\"t\": \"2026-11-22\"}"),
                argumentSet(
                        "YAML 1.1 booleans",
                        "b: [yes, No, on, OFF, y, n]",
                        "{\"b\": [true, false, true, false, true, false]}"),
                argumentSet("no boolean in mixed case", "b: [yES, tRUE]", "{\"b\": [\"yES\", \"tRUE\"]}"),
                argumentSet("a key may be a boolean too", "n: 1", "{\"false\": 1}"),
                argumentSet("quoted is a string", "b: ['yes', \"0644\"]", "{\"b\": [\"yes\", \"0644\"]}"),
                argumentSet("a tag decides", "b: [!!str yes, !!int \"5\", !!null \"\"]", "{\"b\": [\"yes\", 5, null]}"),
                argumentSet("nothing is null", "v:\nm: ~", "{\"v\": null, \"m\": null}"),
                argumentSet(
                        "keys become text", "1: a\ntrue: b\n.5: c", "{\"1\": \"a\", \"true\": \"b\", \"0.5\": \"c\"}"),
                argumentSet("an alias repeats", "a: &a {b: 1}\nc: *a", "{\"a\": {\"b\": 1}, \"c\": {\"b\": 1}}"),
                argumentSet(
                        "a merge key fills in, and what is said itself wins",
                        "a: &a {b: 1, c: 2}\nd: {<<: *a, c: 3}",
                        "{\"a\": {\"b\": 1, \"c\": 2}, \"d\": {\"b\": 1, \"c\": 3}}"),
                argumentSet(
                        "of several merged mappings the first wins",
                        "a: &a {b: 1}\nc: &c {b: 2, d: 3}\ne: {<<: [*a, *c]}",
                        "{\"a\": {\"b\": 1}, \"c\": {\"b\": 2, \"d\": 3}, \"e\": {\"b\": 1, \"d\": 3}}"),
                argumentSet(
                        "JSON is YAML",
                        "{\n\t\"a\": \"\\ud83d\\ude00\",\n\t\"b\": [1, true]\n}",
                        "{\"a\": \"😀\", \"b\": [1, true]}"));
    }

    @Test
    void emptyDocumentsAreSkipped() {
        assertThat(documents("# only words\n---\n---\na: 1\n---\n...\n---\nb: 2\n"))
                .extracting(document -> document.tree().toString())
                .containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void aDocumentKnowsTheLinesOfItsFields() {
        var second = documents("""
                        kind: Service
                        ---
                        # two lines on
                        kind: Pod
                        spec:
                          containers:
                          - image: a
                          - name: b

                            image: c
                        """).get(1);

        assertThat(Stream.of(
                                FieldPath.ROOT,
                                FieldPath.of("kind"),
                                FieldPath.of("spec", "containers").index(1),
                                FieldPath.of("spec", "containers").index(1).field("image"),
                                FieldPath.of("spec", "containers").index(0).field("name"),
                                FieldPath.of("spec", "containers").index(7),
                                FieldPath.of("metadata", "name"))
                        .map(second::line))
                .containsExactly(4, 4, 8, 10, 7, 6, 4);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoYamlOrHasNoJsonIsAProblemWithItsPlace(String yaml, Yaml.Malformed problem) {
        assertThat(Yaml.read(yaml)).isEqualTo(problem);
    }

    static Stream<Arguments> whatIsNoYamlOrHasNoJsonIsAProblemWithItsPlace() {
        return Stream.of(
                malformed("two colons", "a: b: c", 1, 5, "mapping values are not allowed here"),
                malformed(
                        "a tab as indentation",
                        "a:\n\t b: 1",
                        2,
                        1,
                        "found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                malformed("no end", "a: [1", 1, 6, "expected ',' or ']', but got <stream end>"),
                malformed("an unknown alias", "a: *b", 1, 4, "found undefined alias b"),
                malformed(
                        "a control character",
                        "a: 1\nb: \u0001",
                        2,
                        4,
                        "a control character, which YAML allows only as an escape in double quotes"),
                malformed("a key twice", "a: 1\nb: 2\na: 3", 3, 1, "the key a is here twice"),
                malformed("a key twice, of different types", "1: 1\n'1': 2", 2, 1, "the key 1 is here twice"),
                malformed("a list as a key", "[a]: 1", 1, 1, "a key that is no text"),
                malformed("infinity", "a: .inf", 1, 4, ".inf is no number in JSON: quote it, if it is text"),
                malformed("a tag that lies", "a: !!int x", 1, 4, "the tag tag:yaml.org,2002:int does not suit x"),
                malformed("a tag of nobody's", "a: !b {}", 1, 4, "the tag !b has no meaning in JSON"),
                malformed("a merge of text", "<<: a", 1, 5, "only a mapping, or a list of mappings, can be merged"),
                malformed("a loop", "a: &a [*a]", 1, 4, "an anchor that contains an alias of itself"));
    }

    @Test
    void aliasesDoNotMultiplyWithoutEnd() {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        IntStream.rangeClosed(1, 24)
                .forEach(i -> bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1)));

        assertThat(Yaml.read(bomb.toString()))
                .isInstanceOfSatisfying(
                        Yaml.Malformed.class,
                        malformed -> assertThat(malformed.problem())
                                .isEqualTo("aliases that multiply the text beyond measure"));
    }

    @Test
    void depthIsBounded() {
        assertThat(Yaml.read("[".repeat(10_000))).isInstanceOf(Yaml.Malformed.class);
    }

    private static Arguments malformed(String name, String yaml, int line, int column, String problem) {
        return argumentSet(name, yaml, new Yaml.Malformed(line, column, problem));
    }

    private static List<YamlDocument> documents(String yaml) {
        return switch (Yaml.read(yaml)) {
            case Yaml.Documents(var documents) -> documents;
            case Yaml.Malformed malformed -> throw new AssertionError(malformed);
        };
    }
}
