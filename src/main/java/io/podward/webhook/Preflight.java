package io.podward.webhook;

import io.podward.certificates.Identity;
import io.podward.cluster.ManifestCluster;
import io.podward.policyfile.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** What is looked at before anything is started, so that a mistake is one line and not a stack of exceptions. */
final class Preflight {
    private static final String CERTIFICATE = "podward.tls.certificate";
    private static final String HOW_TO_MAKE = "certs/README.md tells how to make one";

    private Preflight() {}

    /** What has to be set right first, one line each. */
    static List<String> problems(Config config) {
        return switch (settings(config)) {
            case Settings.Reading.Valid(var settings) -> problems(settings);
            case Settings.Reading.Invalid(var problems) -> problems;
        };
    }

    /** The settings, from wherever they are configured. */
    static Settings.Reading settings(Config config) {
        var names = new HashSet<>(System.getenv().keySet());
        config.getPropertyNames().forEach(names::add);
        return SettingsReader.read(key -> config.getOptionalValue(key, String.class), names);
    }

    private static List<String> problems(Settings settings) {
        return Stream.of(
                        settings.policy().stream().flatMap(Preflight::badPolicy),
                        settings.tls().files().stream().flatMap(Preflight::badCertificate),
                        settings.tls().client().stream().flatMap(Preflight::badClientAuthority),
                        settings.clusterFolder().stream().flatMap(Preflight::brokenFolder))
                .flatMap(problems -> problems)
                .toList();
    }

    private static Stream<String> badCertificate(TlsSettings.Source.Files files) {
        var unusable = Stream.of(
                        unusable(CERTIFICATE, files.certificate(), "-----BEGIN CERTIFICATE-----"),
                        unusable("podward.tls.key", files.key(), "-----BEGIN PRIVATE KEY-----"))
                .flatMap(Optional::stream)
                .toList();
        return unusable.isEmpty() ? unfit(files).stream() : unusable.stream();
    }

    private static Optional<String> unfit(TlsSettings.Source.Files files) {
        return switch (CertificateContent.of(files).read(Clock.systemUTC().instant())) {
            case Identity.Reading.Usable _ -> Optional.empty();
            case Identity.Reading.Refused(var problem) ->
                Optional.of(SettingsReader.describe(CERTIFICATE) + ": " + problem + ": " + HOW_TO_MAKE);
        };
    }

    private static Stream<String> badClientAuthority(TlsSettings.Client client) {
        return ClientAuthority.problem(client.authority()).stream()
                .map(problem -> SettingsReader.describe("podward.tls.client-ca") + ": " + problem + ": " + HOW_TO_MAKE);
    }

    private static Optional<String> unusable(String key, Path file, String beginning) {
        try {
            return Files.readString(file).contains(beginning)
                    ? Optional.empty()
                    : Optional.of(describe(key, file) + " has no line " + beginning + ": " + HOW_TO_MAKE);
        } catch (NoSuchFileException _) {
            return Optional.of(describe(key, file) + " does not exist: " + HOW_TO_MAKE);
        } catch (IOException e) {
            return Optional.of(describe(key, file) + " cannot be read: " + e);
        }
    }

    private static String describe(String key, Path file) {
        return "%s: %s".formatted(SettingsReader.describe(key), file);
    }

    /** The same lines that {@code podward policy check} prints. */
    private static Stream<String> badPolicy(Path file) {
        return switch (PolicyContent.of(file).read()) {
            case PolicyFile.Valid _ -> Stream.empty();
            case PolicyFile.Refused(var problems) -> problems.stream();
        };
    }

    private static Stream<String> brokenFolder(Path folder) {
        return switch (ManifestCluster.read(folder)) {
            case ManifestCluster.Reading.Loaded _ -> Stream.empty();
            case ManifestCluster.Reading.Broken(var problems) ->
                problems.stream().map(problem -> SettingsReader.describe("podward.cluster-folder") + ": " + problem);
        };
    }
}
