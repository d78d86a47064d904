package io.podward.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.certificates.TestAuthority.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server refuses, and above all what it does not: a Podward that wrongly thinks itself refused answers nobody. */
final class TrustBundleTest {
    private static final String HOST = "podward.podward-system.svc";
    private static final Instant YESTERDAY = Instant.parse("2026-01-31T00:00:00Z");
    private static final TestAuthority OURS = TestAuthority.root("ours");
    private static final TestAuthority BETWEEN = OURS.under("between");
    private static final TestAuthority OTHERS = TestAuthority.root("others");
    private static final TestAuthority NAMESAKE = TestAuthority.root("ours");
    private static final TestAuthority EXPIRED = TestAuthority.root("expired", YESTERDAY);
    private static final Identity SERVED = OURS.issue(Wanted.forServer(HOST));
    private static final Identity BY_WAY_OF = BETWEEN.issue(Wanted.forServer(HOST));

    @ParameterizedTest
    @MethodSource
    void accepts(Identity identity, String bundle, String host) {
        assertThat(TrustBundle.read(bundle).problem(identity, host, Instant.now()))
                .isEmpty();
    }

    static Stream<Arguments> accepts() {
        var wild = OURS.issue(Wanted.forServer("*.podward-system.svc"));
        var address = OURS.issue(Wanted.forServer("::1", "127.0.0.1"));
        var anyUse = OURS.issue(Wanted.forServer(HOST).with());
        return Stream.of(
                argumentSet("what its CA has signed", SERVED, OURS.pem(), HOST),
                argumentSet("whatever the letters", SERVED, OURS.pem(), "Podward.podward-SYSTEM.svc"),
                argumentSet("the old CA beside the new one", SERVED, OTHERS.pem() + OURS.pem(), HOST),
                argumentSet("beside another of the same name", SERVED, NAMESAKE.pem() + OURS.pem(), HOST),
                argumentSet("beside one that has expired", SERVED, EXPIRED.pem() + OURS.pem(), HOST),
                argumentSet("beside rubbish", SERVED, "# ours\n" + broken(OTHERS.pem()) + OURS.pem(), HOST),
                argumentSet("by way of a CA that comes along", BY_WAY_OF, OURS.pem(), HOST),
                argumentSet("the CA between is trusted itself", BY_WAY_OF, BETWEEN.pem(), HOST),
                argumentSet("the certificate is trusted itself", SERVED, TestAuthority.pem(SERVED.chain()), HOST),
                argumentSet("a star", wild, OURS.pem(), HOST),
                argumentSet("an address", address, OURS.pem(), "127.0.0.1"),
                argumentSet("an address in a long form", address, OURS.pem(), "0:0:0:0:0:0:0:1"),
                argumentSet("no use is named", anyUse, OURS.pem(), HOST));
    }

    @ParameterizedTest
    @MethodSource
    void refuses(Identity identity, String bundle, String host, String why) {
        assertThat(TrustBundle.read(bundle).problem(identity, host, Instant.now()))
                .isEqualTo(Optional.of(why));
    }

    static Stream<Arguments> refuses() {
        var old = OURS.issue(Wanted.forServer(HOST).valid(YESTERDAY.minusSeconds(9), YESTERDAY));
        var client = OURS.issue(Wanted.forServer(HOST).with(KeyPurposeId.id_kp_clientAuth));
        var nameless = OURS.issue(Wanted.forClient(HOST).with());
        var ofExpired = EXPIRED.issue(Wanted.forServer(HOST));
        var unsigned = "no CA of the caBundle has signed the certificate";
        return Stream.of(
                argumentSet("another CA", SERVED, OTHERS.pem(), HOST, unsigned),
                argumentSet("another of the same name", SERVED, NAMESAKE.pem(), HOST, unsigned),
                argumentSet(
                        "the CA between is missing",
                        new Identity(List.of(BY_WAY_OF.certificate()), BY_WAY_OF.key()),
                        OURS.pem(),
                        HOST,
                        unsigned),
                argumentSet("rubbish", SERVED, broken(OURS.pem()), HOST, "the caBundle holds no certificate"),
                argumentSet(
                        "a CA that has expired",
                        ofExpired,
                        EXPIRED.pem(),
                        HOST,
                        "its CA CN=expired expired at " + YESTERDAY),
                argumentSet("expired", old, OURS.pem(), HOST, "the certificate expired at " + YESTERDAY),
                argumentSet(
                        "another name",
                        SERVED,
                        OURS.pem(),
                        "podward.other.svc",
                        "the certificate is for " + HOST + ", and not for podward.other.svc"),
                argumentSet(
                        "an address",
                        SERVED,
                        OURS.pem(),
                        "127.0.0.1",
                        "the certificate is for " + HOST + ", and not for 127.0.0.1"),
                argumentSet(
                        "the common name does not count",
                        nameless,
                        OURS.pem(),
                        HOST,
                        "the certificate is for no name, and not for " + HOST),
                argumentSet(
                        "a star is one label",
                        OURS.issue(Wanted.forServer("*.svc")),
                        OURS.pem(),
                        HOST,
                        "the certificate is for *.svc, and not for " + HOST),
                argumentSet("one for clients", client, OURS.pem(), HOST, "the certificate is not one for servers"));
    }

    @Test
    void aServerCannotSignAnother() {
        var server = new TestAuthority(SERVED.certificate(), SERVED.key(), List.of());
        var forged = server.issue(Wanted.forServer(HOST));
        var shown = new Identity(List.of(forged.certificate(), SERVED.certificate()), forged.key());
        assertThat(TrustBundle.read(OURS.pem()).problem(shown, HOST, Instant.now()))
                .contains("no CA of the caBundle has signed the certificate");
    }

    private static String broken(String pem) {
        return pem.replaceFirst("MII", "AAAA");
    }
}
