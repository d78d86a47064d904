package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsReaderTest {
    private static final String ALL = "podward.cluster-folder, podward.lookup.at-once, podward.lookup.timeout,"
            + " podward.on-error, podward.policy, podward.tls.certificate, podward.tls.client-ca, podward.tls.client-name, podward.tls.key,"
            + " podward.tls.source";

    private static final String MOVED =
            " is set, but mode and rules are in the policy file: name it with PODWARD_POLICY";

    @Test
    void hasDefaultsThatStopNobody() {
        assertThat(read(Map.of()))
                .isEqualTo(new Settings.Reading.Valid(new Settings(
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        files("/etc/podward/tls/tls.crt", "/etc/podward/tls/tls.key"),
                        Duration.ofMillis(1500),
                        64)));
    }

    @Test
    void readsEverySetting() {
        var values = Map.of(
                "podward.policy", "my.yaml",
                "podward.on-error", "deny",
                "podward.cluster-folder", "samples",
                "podward.tls.certificate", "my.crt",
                "podward.tls.key", "my.key",
                "podward.tls.client-ca", "my-ca.crt",
                "podward.tls.client-name", "api-server",
                "podward.lookup.timeout", "1.2s",
                "podward.lookup.at-once", "7");
        assertThat(read(values))
                .isEqualTo(new Settings.Reading.Valid(new Settings(
                        Optional.of(Path.of("my.yaml")),
                        false,
                        Optional.of(Path.of("samples")),
                        new TlsSettings(
                                new TlsSettings.Source.Files(Path.of("my.crt"), Path.of("my.key")),
                                Optional.of(new TlsSettings.Client(Path.of("my-ca.crt"), "api-server"))),
                        Duration.ofMillis(1200),
                        7)));
    }

    @Test
    void selfManagedCertificatesNeedNoFiles() {
        assertThat(read(Map.of("podward.tls.source", "self-managed")))
                .isInstanceOfSatisfying(
                        Settings.Reading.Valid.class,
                        valid -> assertThat(valid.settings().tls())
                                .isEqualTo(new TlsSettings(new TlsSettings.Source.SelfManaged(), Optional.empty())));
    }

    @Test
    void selfManagedCertificatesAreNotInFilesAndNeedACluster() {
        var self = "podward.tls.source (in the environment PODWARD_TLS_SOURCE) is \"self-managed\": ";
        var values = Map.of(
                "podward.tls.source", "self-managed", "podward.tls.key", "my.key", "podward.cluster-folder", "samples");
        assertThat(read(values))
                .isEqualTo(new Settings.Reading.Invalid(List.of(
                        self + "then there is no PODWARD_TLS_CERTIFICATE and no PODWARD_TLS_KEY",
                        self + "that takes a live cluster, and no PODWARD_CLUSTER_FOLDER")));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatASettingMayBe(String key, String value, String problem) {
        assertThat(read(Map.of(key, value))).isEqualTo(new Settings.Reading.Invalid(List.of(problem)));
    }

    static Stream<Arguments> saysWhatASettingMayBe() {
        return Stream.of(
                argumentSet(
                        "on error",
                        "podward.on-error",
                        "fail",
                        "podward.on-error (in the environment PODWARD_ON_ERROR) is \"fail\"; use one of allow, deny"),
                argumentSet(
                        "duration",
                        "podward.lookup.timeout",
                        "0s",
                        "podward.lookup.timeout (in the environment PODWARD_LOOKUP_TIMEOUT) is \"0s\"; use a duration such as"
                                + " 2s or 500ms"),
                argumentSet(
                        "number",
                        "podward.lookup.at-once",
                        "0",
                        "podward.lookup.at-once (in the environment PODWARD_LOOKUP_AT_ONCE) is \"0\"; use a whole number from"
                                + " 1 to 999999"),
                argumentSet(
                        "source of the certificate",
                        "podward.tls.source",
                        "secret",
                        "podward.tls.source (in the environment PODWARD_TLS_SOURCE) is \"secret\"; use one of files,"
                                + " self-managed"),
                argumentSet(
                        "a CA of clients without a name",
                        "podward.tls.client-ca",
                        "my-ca.crt",
                        "podward.tls.client-ca (in the environment PODWARD_TLS_CLIENT_CA) and podward.tls.client-name (in the"
                                + " environment PODWARD_TLS_CLIENT_NAME): set both or neither"),
                argumentSet(
                        "control characters",
                        "podward.on-error",
                        "allow\n\u001b[31m\u009b\u202e",
                        "podward.on-error (in the environment PODWARD_ON_ERROR) is \"allow\uFFFD\uFFFD[31m\uFFFD\uFFFD\"; use one of"
                                + " allow, deny"),
                argumentSet(
                        "unknown key",
                        "podward.polcy",
                        "my.yaml",
                        "podward.polcy is set, but there is no such setting; there are " + ALL),
                argumentSet(
                        "unknown variable",
                        "PODWARD_RULE_BARE_POD",
                        "warn",
                        "PODWARD_RULE_BARE_POD is set, but there is no such setting; there are " + ALL),
                argumentSet("the mode of old", "PODWARD_MODE", "enforce", "PODWARD_MODE" + MOVED),
                argumentSet("its key", "podward.mode", "enforce", "podward.mode" + MOVED),
                argumentSet("a rule of old", "PODWARD_RULES_BARE_POD", "warn", "PODWARD_RULES_BARE_POD" + MOVED),
                argumentSet("its key", "podward.rules.pod-edit", "off", "podward.rules.pod-edit" + MOVED));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        var values = Map.of("podward.mode", "on", "podward.on-error", "on", "podward.rule", "on");
        assertThat(read(values))
                .isInstanceOfSatisfying(
                        Settings.Reading.Invalid.class,
                        invalid -> assertThat(invalid.problems()).hasSize(3));
    }

    @Test
    void takesAVariableForTheKeyThatItMeans() {
        var names = List.of(
                "PODWARD_CLUSTER_FOLDER", "podward.cluster.folder", "PODWARD_TLS_KEY", "podward.tls.key", "PATH");
        assertThat(SettingsReader.read(_ -> Optional.empty(), names)).isInstanceOf(Settings.Reading.Valid.class);
    }

    @Test
    void isNotIrritatedByAServiceOfItsName() {
        var names = List.of(
                "PODWARD_SERVICE_HOST", "PODWARD_PORT", "PODWARD_PORT_443_TCP_ADDR", "PODWARD_SERVICE_PORT_HTTPS");
        assertThat(SettingsReader.read(_ -> Optional.empty(), names)).isInstanceOf(Settings.Reading.Valid.class);
    }

    private static TlsSettings files(String certificate, String key) {
        return new TlsSettings(new TlsSettings.Source.Files(Path.of(certificate), Path.of(key)), Optional.empty());
    }

    private static Settings.Reading read(Map<String, String> values) {
        return SettingsReader.read(key -> Optional.ofNullable(values.get(key)), values.keySet());
    }
}
