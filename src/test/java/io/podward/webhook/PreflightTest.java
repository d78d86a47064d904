package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreflightTest {
    private static final String HOW_TO = ": certs/README.md tells how to make one";

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();

    @BeforeAll
    static void makeCertificates() {
        new TestCertificates().start();
    }

    @BeforeEach
    void configure() {
        set("podward.tls.certificate", TestCertificates.FOLDER.resolve("tls.crt"));
        set("podward.tls.key", TestCertificates.FOLDER.resolve("tls.key"));
    }

    @Test
    void hasNothingToSayWhenAllIsWell() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void missesFiles() {
        set("podward.tls.certificate", Path.of("no.crt"));
        set("podward.tls.key", Path.of("no.key"));
        assertThat(problems())
                .containsExactly(
                        "podward.tls.certificate (in the environment PODWARD_TLS_CERTIFICATE): no.crt does not exist"
                                + HOW_TO,
                        "podward.tls.key (in the environment PODWARD_TLS_KEY): no.key does not exist" + HOW_TO);
    }

    @Test
    void tellsAKeyInAnOlderForm() throws IOException {
        var key = Files.writeString(folder.resolve("old.key"), "-----BEGIN EC PRIVATE KEY-----");
        set("podward.tls.key", key);
        assertThat(problems())
                .containsExactly("podward.tls.key (in the environment PODWARD_TLS_KEY): " + key
                        + " has no line -----BEGIN PRIVATE KEY-----" + HOW_TO);
    }

    @Test
    void tellsAKeyOfAnotherCertificate() throws GeneralSecurityException, IOException {
        var another = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        var key = Files.writeString(
                folder.resolve("another.key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(another)
                        + "\n-----END PRIVATE KEY-----\n");
        set("podward.tls.key", key);
        assertThat(problems())
                .singleElement()
                .asString()
                .endsWith("tls.crt: the key is not that of the certificate" + HOW_TO);
    }

    @Test
    void tellsWhatIsNoCertificate() throws IOException {
        set("podward.tls.certificate", Files.writeString(folder.resolve("tls.crt"), "-----BEGIN CERTIFICATE-----"));
        assertThat(problems()).singleElement().asString().contains("tls.crt: there is no whole certificate in it: ");
    }

    @Test
    void readsTheFolderThatStandsForTheCluster() {
        set("podward.cluster-folder", folder);
        assertThat(problems())
                .containsExactly("podward.cluster-folder (in the environment PODWARD_CLUSTER_FOLDER): " + folder
                        + ": there are no manifests in this folder (*.{yaml,yml,json})");
    }

    @Test
    void beginsWithTheSettings() {
        set("podward.on-error", Path.of("on"));
        set("podward.tls.key", Path.of("no.key"));
        assertThat(problems())
                .containsExactly(
                        "podward.on-error (in the environment PODWARD_ON_ERROR) is \"on\"; use one of allow, deny");
    }

    @Test
    void saysOfABadPolicyWhatPolicyCheckSays() throws IOException {
        var policy = Files.writeString(
                folder.resolve("policy.yaml"), "apiVersion: podward.io/v1\nkind: Policy\nmode: enforec\nrule: {}\n");
        set("podward.policy", policy);
        assertThat(problems())
                .containsExactly(
                        policy + ":3: mode: expected audit or enforce; found enforec, did you mean enforce?",
                        policy + ":4: rule: there is no such field; did you mean rules?");
    }

    @Test
    void missesAPolicy() {
        set("podward.policy", folder.resolve("policy.yaml"));
        assertThat(problems()).containsExactly(folder.resolve("policy.yaml") + ": no such file");
    }

    private void set(String key, Path value) {
        properties.put(key, value.toString());
    }

    private List<String> problems() {
        var source = new PropertiesConfigSource(properties, "test", 100);
        return Preflight.problems(
                new SmallRyeConfigBuilder().withSources(source).build());
    }
}
