package io.podward.manifest;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON on one line, in printable ASCII alone: it goes to terminals, and into warnings, where a control character is fatal. */
public final class CompactJson {
    private static final int DELETE = 0x7f;

    private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .characterEscapes(new EscapeDelete())
            .build());

    private CompactJson() {}

    /** The tree as text; every character that is not printable ASCII is a {@code \}{@code u} escape. */
    public static String of(JsonNode tree) {
        var text = new StringWriter();
        try (JsonGenerator generator = MAPPER.createGenerator(text)) {
            MAPPER.writeTree(generator, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** DEL is ASCII, and not printable. */
    private static final class EscapeDelete extends CharacterEscapes {
        @Override
        public int[] getEscapeCodesForAscii() {
            var codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            throw new IllegalStateException("only standard escapes are asked for");
        }
    }
}
