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
        var isStandardInput = argument.equals(STANDARD_INPUT);
        var name = isStandardInput ? "standard input" : argument;
        try {
            if (!isStandardInput && Files.isDirectory(Path.of(argument))) {
                return new Unreadable(name + ": is a folder; name the files in it");
            }
            var bytes = isStandardInput ? in.readAllBytes() : Files.readAllBytes(Path.of(argument));
            return new Text(
                    name, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new Unreadable(name + ": is not UTF-8");
        } catch (NoSuchFileException e) {
            return new Unreadable(name + ": no such file");
        } catch (IOException e) {
            return new Unreadable(name + ": cannot be read: " + e.getMessage());
        }
    }
}
