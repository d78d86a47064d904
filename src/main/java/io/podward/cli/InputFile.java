package io.podward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that was named on the command line. */
sealed interface InputFile {
    /** The argument that means standard input. */
    String STANDARD_INPUT = "-";

    /**
     * What it holds.
     *
     * @param name for messages
     * @param content the whole text
     */
    record Text(String name, String content) implements InputFile {}

    /** Nothing, and why; with the name of the file. */
    record Unreadable(String problem) implements InputFile {}

    /** Reads the file, or standard input. */
    static InputFile read(String argument, InputStream in) {
        return read(argument, in, Integer.MAX_VALUE - 1);
    }

    /** The same, unless it has more bytes than this. */
    static InputFile read(String argument, InputStream in, int most) {
        var isStandardInput = argument.equals(STANDARD_INPUT);
        var name = isStandardInput ? "standard input" : argument;
        try {
            if (!isStandardInput && Files.isDirectory(Path.of(argument))) {
                return new Unreadable(name + ": is a folder; name the files in it");
            }
            var bytes = isStandardInput ? in.readNBytes(most + 1) : beginning(Path.of(argument), most + 1);
            return bytes.length > most
                    ? new Unreadable(name + ": is larger than " + (most >> 20) + " MiB")
                    : new Text(
                            name,
                            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new Unreadable(name + ": is not UTF-8");
        } catch (NoSuchFileException e) {
            return new Unreadable(name + ": no such file");
        } catch (IOException e) {
            return new Unreadable(name + ": cannot be read: " + e.getMessage());
        }
    }

    private static byte[] beginning(Path file, int most) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return content.readNBytes(most);
        }
    }
}
