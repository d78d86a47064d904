package io.podward.webhook;

import io.podward.certificates.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/** What the two files of a certificate hold at the moment; equal to another if they hold the same. */
sealed interface CertificateContent {
    /** These texts, in PEM. */
    record Pair(Path file, String certificate, String key) implements CertificateContent {
        /** A key is for nobody to read. */
        @Override
        public String toString() {
            return "the pair of " + file;
        }
    }

    /** Nothing, and why; with the name of the file. */
    record Unreadable(String problem) implements CertificateContent {}

    /** Looks at both files, one after the other: in the middle of a change, what it finds need not fit. */
    static CertificateContent of(TlsSettings.Source.Files files) {
        try {
            return new Pair(files.certificate(), Files.readString(files.certificate()), Files.readString(files.key()));
        } catch (NoSuchFileException e) {
            return new Unreadable(e.getFile() + ": no such file");
        } catch (IOException e) {
            return new Unreadable(files.certificate() + ": cannot be read: " + e.getMessage());
        }
    }

    /** The identity that it is, or why it is none. */
    default Identity.Reading read(Instant now) {
        return switch (this) {
            case Pair(var file, var certificate, var key) ->
                switch (Identity.read(certificate, key, now)) {
                    case Identity.Reading.Usable usable -> usable;
                    case Identity.Reading.Refused(var problem) -> new Identity.Reading.Refused(file + ": " + problem);
                };
            case Unreadable(var problem) -> new Identity.Reading.Refused(problem);
        };
    }
}
