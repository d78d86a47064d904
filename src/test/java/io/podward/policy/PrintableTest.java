package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {
    @ParameterizedTest
    @MethodSource
    void replacesWhatATerminalMightObeyOrHide(int codePoint) {
        var text = "a" + Character.toString(codePoint) + "b";

        assertThat(Printable.isPrintable(text)).isFalse();
        assertThat(Printable.of(text)).isEqualTo("a\uFFFDb");
    }

    static Stream<Arguments> replacesWhatATerminalMightObeyOrHide() {
        return Stream.of(
                argumentSet("an escape", 0x1B),
                argumentSet("a newline", 0x0A),
                argumentSet("a tab", 0x09),
                argumentSet("a delete", 0x7F),
                argumentSet("a C1 control, which some terminals take for an escape and a bracket", 0x9B),
                argumentSet("a right-to-left override", 0x202E),
                argumentSet("a zero-width space", 0x200B),
                argumentSet("a tag, beyond the basic plane", 0xE0041),
                argumentSet("a line separator", 0x2028),
                argumentSet("a paragraph separator", 0x2029),
                argumentSet("half of a surrogate pair", 0xD800),
                argumentSet("a character for private use", 0xE000),
                argumentSet("no character at all", 0xFFFF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "Größe 大小", "e\u0301", "\uD83D\uDE00", "\u00A0", "\uFFFD"})
    void leavesTheRestAsItIs(String text) {
        assertThat(Printable.isPrintable(text)).isTrue();
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void replacesEachByOneOfItsOwn() {
        assertThat(Printable.of("\r\n\u001B[2J")).isEqualTo("\uFFFD\uFFFD\uFFFD[2J");
    }
}
