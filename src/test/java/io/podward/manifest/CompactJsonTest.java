package io.podward.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompactJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "line\nbreak",
                "\u001b[31mred",
                "\u007fdelete",
                "\u009b31mC1",
                "\u202ereversed",
                "\u2028separator",
                "Grüße, \ud83d\ude80"
            })
    void isPrintableAsciiAndMeansTheSame(String text) {
        var json = CompactJson.of(TextNode.valueOf(text));
        assertThat(json).matches("[ -~]*");
        assertThat(Trees.tree(json)).isEqualTo(TextNode.valueOf(text));
    }
}
