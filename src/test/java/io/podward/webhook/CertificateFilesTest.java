package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podward.LogLines;
import io.podward.certificates.Identity;
import io.podward.certificates.TestAuthority;
import io.podward.certificates.TestAuthority.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mounted Secret as the kubelet changes it: by a symbolic link to another folder. */
final class CertificateFilesTest {
    private static final TestAuthority CA = TestAuthority.root("ca");
    private static final Identity FIRST = CA.issue(Wanted.forServer("first"));
    private static final Identity SECOND = CA.issue(Wanted.forServer("second"));
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";

    @TempDir
    Path mount;

    private final LogLines log = new LogLines(CertificateWatch.class);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ServedIdentity served = new ServedIdentity();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    @BeforeEach
    void mountFirst() throws IOException {
        Files.createSymbolicLink(mount.resolve(CERTIFICATE), Path.of("..data", CERTIFICATE));
        Files.createSymbolicLink(mount.resolve(KEY), Path.of("..data", KEY));
        mount(FIRST);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void areServedFromTheStart() {
        files().load();
        assertThat(served.current()).contains(FIRST);
    }

    @Test
    void withoutAPairThereIsNoStart() throws IOException {
        mount(TestAuthority.pem(FIRST.chain()), TestAuthority.pem(SECOND.key()));
        var files = files();
        assertThatThrownBy(files::load)
                .isInstanceOf(CannotStart.class)
                .hasMessage(mount.resolve(CERTIFICATE) + ": the key is not that of the certificate");
        Files.delete(mount.resolve(KEY));
        assertThatThrownBy(files::load)
                .isInstanceOf(CannotStart.class)
                .hasMessage(mount.resolve(KEY) + ": no such file");
    }

    @Test
    void aRenewedPairIsServedAtTheNextLook() throws IOException {
        var watch = watch();
        watch.look();
        mount(SECOND);
        watch.look();
        watch.look();
        assertThat(served.current()).contains(SECOND);
        assertThat(reloads()).containsExactly(1, 0);
        assertThat(log.written()).containsExactly("INFO The certificate has changed: " + SECOND);
    }

    @Test
    void filesThatAreReadInTheMiddleOfAChangeAreReadOnceMore() throws IOException {
        var watch = watch();
        mount(TestAuthority.pem(FIRST.chain()), TestAuthority.pem(SECOND.key()));
        watch.look();
        mount(SECOND);
        watch.look();
        assertThat(served.current()).contains(SECOND);
        assertThat(reloads()).containsExactly(1, 0);
    }

    @Test
    void aPairThatDoesNotFitIsRefusedOnce() throws IOException {
        var watch = watch();
        mount(TestAuthority.pem(SECOND.chain()), TestAuthority.pem(FIRST.key()));
        watch.look();
        watch.look();
        watch.look();
        assertThat(served.current()).contains(FIRST);
        assertThat(reloads()).containsExactly(0, 1);
        assertThat(log.written())
                .containsExactly("ERROR The changed certificate is refused, the last good one stays: "
                        + mount.resolve(CERTIFICATE) + ": the key is not that of the certificate");

        mount(SECOND);
        watch.look();
        assertThat(served.current()).contains(SECOND);
    }

    @Test
    void filesThatAreGoneChangeNothing() throws IOException {
        var watch = watch();
        Files.delete(mount.resolve(CERTIFICATE));
        watch.look();
        watch.look();
        assertThat(served.current()).contains(FIRST);
        assertThat(log.written())
                .containsExactly("ERROR The changed certificate is refused, the last good one stays: "
                        + mount.resolve(CERTIFICATE) + ": no such file");
    }

    @Test
    void oneThatIsNotValidYetIsServedOnceItIs() throws IOException {
        var begin = now.get().plus(Duration.ofHours(1));
        var early = CA.issue(Wanted.forServer("early").valid(begin, begin.plus(Duration.ofDays(1))));
        var watch = watch();
        mount(early);
        watch.look();
        watch.look();
        assertThat(served.current()).contains(FIRST);
        now.set(begin.plusSeconds(1));
        watch.look();
        assertThat(served.current()).contains(early);
        assertThat(reloads()).containsExactly(1, 1);
    }

    private CertificateFiles files() {
        var source = new TlsSettings.Source.Files(mount.resolve(CERTIFICATE), mount.resolve(KEY));
        return new CertificateFiles(settings(source), served, clock());
    }

    private CertificateWatch watch() {
        var files = files();
        files.load();
        var clients = new ClientAuthentication(settings(new TlsSettings.Source.SelfManaged()), served, clock());
        return new CertificateWatch(files, clients, metrics);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private static Settings settings(TlsSettings.Source source) {
        return new Settings(
                Optional.empty(),
                true,
                Optional.empty(),
                new TlsSettings(source, Optional.empty()),
                Duration.ofSeconds(2),
                1);
    }

    private List<Integer> reloads() {
        return List.of(reloads("loaded"), reloads("refused"));
    }

    private int reloads(String outcome) {
        return (int) metrics.get("podward.certificate.reloads")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private void mount(Identity identity) throws IOException {
        mount(TestAuthority.pem(identity.chain()), TestAuthority.pem(identity.key()));
    }

    private void mount(String certificate, String key) throws IOException {
        var generation = Files.createTempDirectory(mount, "..");
        Files.writeString(generation.resolve(CERTIFICATE), certificate);
        Files.writeString(generation.resolve(KEY), key);
        var link = Files.createSymbolicLink(mount.resolve("..data_tmp"), generation.getFileName());
        Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
