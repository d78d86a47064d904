package io.podward.e2e;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policy that Podward reads, kept up to date as a kubelet does it for a ConfigMap that is mounted. */
record PolicyFile(Path file) {
    /** A policy with these fields. */
    static String manifest(String fields) {
        return "apiVersion: podward.io/v1\nkind: Policy\n" + fields + "\n";
    }

    /**
     * Has the file hold another text at once. It is a link into the folder that {@code ..data} is a link to, and that link is what
     * changes (kubelet, {@code pkg/volume/util/atomic_writer.go}).
     */
    void becomes(String text) {
        try {
            var volume = requireNonNull(file.getParent(), "a policy file is in a folder");
            var next = Files.createTempDirectory(volume, "..policy-");
            Files.writeString(next.resolve(file.getFileName()), text);
            links(volume.resolve("..data"), next.getFileName());
            if (!Files.isSymbolicLink(file)) {
                links(file, Path.of("..data").resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it holds. */
    String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void links(Path link, Path target) throws IOException {
        var aside = link.resolveSibling(link.getFileName() + "_tmp");
        Files.move(Files.createSymbolicLink(aside, target), link, ATOMIC_MOVE);
    }
}
