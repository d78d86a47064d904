package io.podward.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlWriterTest {
    @Test
    void aManifestLooksAsKubectlPrintsIt() throws JsonProcessingException {
        var tree = new ObjectMapper().readTree("""
                        {"kind": "Pod", "metadata": {"name": "web", "annotations": {}}, "spec": {"containers": [
                          {"name": "web", "command": ["sh", "-c", "echo hello\\nsleep 1d\\n"], "args": []},
                          {"image": "nginx:1.27", "tty": true, "ports": [{"containerPort": 80}], "ratio": 0.5}
                        ]}, "matrix": [[1, 2], [], [[3]]], "nothing": null}
                        """);

        assertThat(YamlWriter.write(tree)).isEqualTo("""
                        kind: Pod
                        metadata:
                          name: web
                          annotations: {}
                        spec:
                          containers:
                          - name: web
                            command:
                            - sh
                            - -c
                            - |
                              echo hello
                              sleep 1d
                            args: []
                          - image: nginx:1.27
                            tty: true
                            ports:
                            - containerPort: 80
                            ratio: 0.5
                        matrix:
                        - - 1
                          - 2
                        - []
                        - - - 3
                        nothing: null
                        """);
    }

    @ParameterizedTest
    @MethodSource
    void aStringIsWrittenSoThatItIsReadAsOne(String text, String written) {
        assertThat(YamlWriter.write(field(text))).isEqualTo("key: " + written + "\n");
    }

    static Stream<Arguments> aStringIsWrittenSoThatItIsReadAsOne() {
        return Stream.of(
                argumentSet(
                        "an image",
                        "registry.example.com/blog-api:v1@sha256:abc",
                        "registry.example.com/blog-api:v1@sha256:abc"),
                argumentSet("a path", "/bin/sh", "/bin/sh"),
                argumentSet("words", "sleep 1d; echo $(date), done", "sleep 1d; echo $(date), done"),
                argumentSet("nothing", "", "\"\""),
                argumentSet("a boolean", "Yes", "\"Yes\""),
                argumentSet("a boolean of one letter", "y", "\"y\""),
                argumentSet("a number", "8080", "\"8080\""),
                argumentSet("a date", "2026-11-22", "\"2026-11-22\""),
                argumentSet("a null", "null", "\"null\""),
                argumentSet("a flag", "--port=80", "--port=80"),
                argumentSet("a negative number", "-1", "\"-1\""),
                argumentSet("a document's end", "---", "\"---\""),
                argumentSet("a quantity", "64Mi", "64Mi"),
                argumentSet("a quantity that is a number", "64", "\"64\""),
                argumentSet("what looks like a key", "a: b", "\"a: b\""),
                argumentSet("what looks like a comment", "a #b", "\"a #b\""),
                argumentSet("a colon at the end", "a:", "\"a:\""),
                argumentSet("a space at the end", "a ", "\"a \""),
                argumentSet("quotes and backslashes", "say \"\\n\"", "\"say \\\"\\\\n\\\"\""),
                argumentSet("letters beyond ASCII", "größer 漢字 😀", "\"größer 漢字 😀\""),
                argumentSet("a terminal's escape", "\u001b[31mred\u009b0m\u007f", "\"\\u001B[31mred\\u009B0m\\u007F\""),
                argumentSet("reordered and hidden text", "a\u202eb\u200bc\ufeff", "\"a\\u202Eb\\u200Bc\\uFEFF\""),
                argumentSet("a space that is none", "a\u00a0b\u3000", "\"a\\u00A0b\\u3000\""),
                argumentSet("line ends of other kinds", "a\u0085b\u2028c\u2029\r", "\"a\\u0085b\\u2028c\\u2029\\r\""),
                argumentSet("tags beyond the basic plane", "\udb40\udc41", "\"\\U000E0041\""),
                argumentSet("half a character", "a\ud800b", "\"a\\uFFFDb\""),
                argumentSet("lines", "a\nb: c\n", "|\n  a\n  b: c"),
                argumentSet("lines without an end", "a\n\n  b ", "|-\n  a\n\n    b "),
                argumentSet("lines with too many ends", "a\nb\n\n\n", "|+\n  a\n  b\n\n"),
                argumentSet("lines that start with a blank", " a\nb", "\" a\\nb\""),
                argumentSet("lines that start with a line end", "\na", "\"\\na\""),
                argumentSet("a tab, which a shell completes when it is pasted", "a\n\tb", "\"a\\n\\tb\""),
                argumentSet("lines with a control character", "a\n\u0007", "\"a\\n\\u0007\""));
    }

    @ParameterizedTest
    @MethodSource("io.podward.manifest.AwkwardText#all")
    void whatIsWrittenIsReadBack(String text) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put(text, text);
        tree.putArray("list").add(text).addArray().add(text);
        tree.putObject("nested").putArray("list").addObject().put(text, text).put("last", text);

        assertThat(Yaml.read(YamlWriter.write(tree)))
                .isInstanceOfSatisfying(
                        Yaml.Documents.class,
                        read -> assertThat(read.documents())
                                .extracting(YamlDocument::tree)
                                .containsExactly(tree));
    }

    @ParameterizedTest
    @MethodSource("io.podward.manifest.AwkwardText#all")
    void nothingThatATerminalObeysIsWritten(String text) {
        assertThat(YamlWriter.write(field(text))).matches("[\n\\P{C}&&[^\\p{Zl}\\p{Zp}]]*");
    }

    @ParameterizedTest
    @MethodSource("io.podward.manifest.AwkwardText#all")
    void nothingEndsAHereDocument(String text) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("key", text + "\nEOF\n");
        tree.putArray("list").add("EOF").add(text + "\nEOF").addArray().add("EOF\nEOF\n" + text);
        tree.putObject("object").put("EOF", "EOF").put("last", text + "\n\nEOF");

        assertThat(YamlWriter.write(tree).lines()).doesNotContain("EOF");
    }

    @Test
    void anObjectWithoutFieldsIsAnObject() {
        assertThat(YamlWriter.write(JsonNodeFactory.instance.objectNode())).isEqualTo("{}\n");
    }

    private static ObjectNode field(String text) {
        return JsonNodeFactory.instance.objectNode().put("key", text);
    }
}
