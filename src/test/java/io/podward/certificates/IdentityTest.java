package io.podward.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.certificates.TestAuthority.Wanted;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IdentityTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
    private static final Wanted WANTED =
            Wanted.forServer("podward.podward-system.svc").valid(BEGIN, END);
    private static final Identity GOOD = TestAuthority.root("a").under("b").issue(WANTED);
    private static final Identity OTHER = TestAuthority.root("a").issue(WANTED);
    private static final String CERTIFICATE = TestAuthority.pem(GOOD.chain());
    private static final String KEY = TestAuthority.pem(GOOD.key());

    @Test
    void isReadWithTheWholeChain() {
        var said = "Certificate of podward\n" + CERTIFICATE.replace("\n", "\r\n");
        assertThat(Identity.read(said, KEY, NOW)).isEqualTo(new Identity.Reading.Usable(GOOD));
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedIfItCannotServe(String certificate, String key, Instant now, String problem) {
        assertThat(Identity.read(certificate, key, now)).isEqualTo(new Identity.Reading.Refused(problem));
    }

    static Stream<Arguments> isRefusedIfItCannotServe() {
        return Stream.of(
                argumentSet("empty files", "", "", NOW, "there is no whole certificate in it"),
                argumentSet(
                        "half a certificate",
                        CERTIFICATE.substring(0, 200),
                        KEY,
                        NOW,
                        "there is no whole certificate in it"),
                argumentSet(
                        "an older form of a key",
                        CERTIFICATE,
                        KEY.replace("PRIVATE", "EC PRIVATE"),
                        NOW,
                        "the certificate or the key cannot be read: there is no PKCS#8 key"),
                argumentSet(
                        "another key",
                        CERTIFICATE,
                        TestAuthority.pem(OTHER.key()),
                        NOW,
                        "the key is not that of the certificate"),
                argumentSet("expired", CERTIFICATE, KEY, END.plusSeconds(1), "the certificate expired at " + END),
                argumentSet(
                        "too early",
                        CERTIFICATE,
                        KEY,
                        BEGIN.minusSeconds(1),
                        "the certificate is not valid before " + BEGIN));
    }

    @Test
    void isStillGoodInItsLastSecond() {
        assertThat(Identity.read(CERTIFICATE, KEY, END)).isInstanceOf(Identity.Reading.Usable.class);
    }

    @Test
    void keepsItsKeyToItself() {
        assertThat(Optional.of(GOOD).toString())
                .isEqualTo("Optional[CN=podward, valid until " + END + "]")
                .doesNotContain(GOOD.key().toString());
    }
}
