package io.podward.webhook;

import io.podward.policyfile.PolicyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What a policy file holds at the moment; equal to another if it holds the same. */
sealed interface PolicyContent {
    /** These bytes. */
    record Bytes(String name, ByteBuffer bytes) implements PolicyContent {}

    /** Nothing, and why; with the name of the file. */
    record Unreadable(String problem) implements PolicyContent {}

    /** Looks at the file. */
    static PolicyContent of(Path file) {
        try (var content = Files.newInputStream(file)) {
            // One byte more than is allowed: it tells that there is too much, however much that is.
            return new Bytes(file.toString(), ByteBuffer.wrap(content.readNBytes(PolicyFile.LARGEST + 1)));
        } catch (NoSuchFileException _) {
            return new Unreadable(file + ": no such file");
        } catch (IOException e) {
            return new Unreadable(file + ": cannot be read: " + e.getMessage());
        }
    }

    /** The policy that it is, or why it is none. */
    default PolicyFile read() {
        return switch (this) {
            case Bytes(var name, var bytes) -> PolicyFile.read(name, bytes);
            case Unreadable(var problem) -> new PolicyFile.Refused(List.of(problem));
        };
    }
}
