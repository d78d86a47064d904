package io.podward.webhook;

import io.podward.certificates.Identity;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The two files that the certificate is from, if it is from files: what they hold is served as soon as it fits. */
@Singleton
final class CertificateFiles {
    private final Optional<TlsSettings.Source.Files> files;
    private final ServedIdentity served;
    private final Clock clock;
    private final AtomicReference<State> state = new AtomicReference<>(new State(Optional.empty(), Verdict.OPEN));

    CertificateFiles(Settings settings, ServedIdentity served, Clock clock) {
        this.files = settings.tls().files();
        this.served = served;
        this.clock = clock;
    }

    private enum Verdict {
        OPEN,
        LOADED,
        REFUSED
    }

    /** What was last seen, and what became of it. */
    private record State(Optional<CertificateContent> seen, Verdict verdict) {}

    /** The first look, before anyone can connect. There is no server without a certificate. */
    void load() {
        files.map(CertificateContent::of).ifPresent(content -> {
            switch (content.read(clock.instant())) {
                case Identity.Reading.Usable(var identity) -> load(content, identity);
                case Identity.Reading.Refused(var problem) -> throw new CannotStart(problem);
            }
        });
    }

    /** Takes over what the files hold, if that has changed and can serve. One thread alone may call this. */
    FileLook look() {
        return files.map(CertificateContent::of).map(this::judge).orElseGet(FileLook.Unchanged::new);
    }

    private FileLook judge(CertificateContent content) {
        var last = state.get();
        var known = last.seen().equals(Optional.of(content));
        if (known && last.verdict() == Verdict.LOADED) {
            return new FileLook.Unchanged();
        }
        return switch (content.read(clock.instant())) {
            case Identity.Reading.Usable(var identity) -> load(content, identity);
            case Identity.Reading.Refused(var problem) -> {
                // The files may just be changing: what does not fit is refused if it is still there at the next look.
                state.set(new State(Optional.of(content), known ? Verdict.REFUSED : Verdict.OPEN));
                yield known && last.verdict() == Verdict.OPEN
                        ? new FileLook.Refused(problem)
                        : new FileLook.Unchanged();
            }
        };
    }

    private FileLook load(CertificateContent content, Identity identity) {
        served.serve(identity);
        state.set(new State(Optional.of(content), Verdict.LOADED));
        return new FileLook.Loaded(identity.toString());
    }
}
