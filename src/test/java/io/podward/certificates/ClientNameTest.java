package io.podward.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.certificates.TestAuthority.Wanted;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ClientNameTest {
    private static final TestAuthority CA = TestAuthority.root("ca");

    @ParameterizedTest
    @MethodSource
    void isThatOfTheCertificate(Wanted wanted, Optional<String> problem) {
        var certificate = CA.issue(wanted).certificate();
        assertThat(new ClientName("api-server").problem(certificate)).isEqualTo(problem);
    }

    static Stream<Arguments> isThatOfTheCertificate() {
        return Stream.of(
                argumentSet("common name", Wanted.forClient("api-server"), Optional.empty()),
                argumentSet("a DNS name of several", Wanted.forClient("it", "a", "api-server"), Optional.empty()),
                argumentSet(
                        "the common name does not count beside a DNS name",
                        Wanted.forClient("api-server", "other"),
                        Optional.of("the certificate CN=api-server,O=tests is not that of api-server")),
                argumentSet(
                        "another name",
                        Wanted.forClient("alice"),
                        Optional.of("the certificate CN=alice,O=tests is not that of api-server")),
                argumentSet(
                        "one for servers",
                        Wanted.forClient("api-server").with(KeyPurposeId.id_kp_serverAuth),
                        Optional.of("the certificate CN=api-server,O=tests is not one for clients")),
                argumentSet(
                        "one that does not say what for",
                        Wanted.forClient("api-server").with(),
                        Optional.of("the certificate CN=api-server,O=tests is not one for clients")));
    }
}
