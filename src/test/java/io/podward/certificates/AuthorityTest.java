package io.podward.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SERVICE = "podward.podward-system.svc";
    private static final Authority AUTHORITY = Authority.make(NOW);
    private static final TrustBundle BUNDLE = new TrustBundle(List.of(AUTHORITY.certificate()));

    @Test
    void aCaSignsCertificatesAndNoOtherCas() {
        var certificate = AUTHORITY.certificate();

        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(certificate.getCriticalExtensionOIDs())
                .as("basic constraints and key usage")
                .containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(certificate.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, false, false, false);
        assertThat(AUTHORITY.expiration()).isEqualTo(Instant.parse("2027-11-22T12:00:00Z"));
    }

    @Test
    void twoCasHaveTwoNames() {
        assertThat(Authority.make(NOW).toString()).startsWith("CN=Podward CA ").isNotEqualTo(AUTHORITY.toString());
    }

    @Test
    void aServingCertificateIsForServersOfItsNames() throws CertificateParsingException {
        var identity = AUTHORITY.issue(Set.of(SERVICE, "127.0.0.1", "::1"), NOW);

        assertThat(identity.certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(identity.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(identity.certificate().getKeyUsage()[0])
                .as("digital signature")
                .isTrue();
        for (var name : List.of(SERVICE, "127.0.0.1", "::1")) {
            assertThat(BUNDLE.problem(identity, name, NOW)).isEmpty();
        }
        assertThat(BUNDLE.problem(identity, "localhost", NOW)).isPresent();
    }

    /** The clock of the API server may be behind. */
    @Test
    void isValidAnHourBeforeItWasMadeAndForNinetyDays() {
        var identity = AUTHORITY.issue(Set.of(SERVICE), NOW);

        assertThat(BUNDLE.problem(identity, SERVICE, NOW.minus(Duration.ofHours(1))))
                .isEmpty();
        assertThat(identity.expiration()).isEqualTo(Instant.parse("2027-02-20T12:00:00Z"));
    }

    @Test
    void aServingCertificateEndsWithItsCaAtTheLatest() {
        assertThat(AUTHORITY
                        .issue(Set.of(SERVICE), NOW.plus(Duration.ofDays(300)))
                        .expiration())
                .isEqualTo(AUTHORITY.expiration());
    }

    @Test
    void whatItMakesCanBeReadBackFromPem() {
        var identity = AUTHORITY.issue(Set.of(SERVICE), NOW);
        var read = Identity.read(Pem.text(identity.chain()), Pem.text(identity.key()), NOW);

        assertThat(read).isEqualTo(new Identity.Reading.Usable(identity));
        assertThat(new Kept(
                                new SecretContent("", "", "", ""),
                                List.of(),
                                Optional.of(AUTHORITY),
                                Optional.of(identity),
                                List.of())
                        .toString())
                .as("for a log")
                .doesNotContain("PRIVATE", identity.key().toString());
    }
}
