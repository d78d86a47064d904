package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each right that Podward has for its certificates is needed: when it is taken away, the log names it. */
@OnControlPlane
final class CertificateRightsIT {
    private final ControlPlane plane;
    private final User admin;
    private final Roles roles;

    CertificateRightsIT(ControlPlane plane) {
        this.plane = plane;
        this.admin = plane.admin();
        this.roles = new Roles(admin);
    }

    /** Several at once, because it looks only twice a minute. What is due: a serving certificate, since there is none, and two CAs. */
    @ParameterizedTest
    @MethodSource
    void theCertificatesAreNotLookedAfterWithout(Map<String, String> rights, List<String> complaints) {
        var rules = new HashMap<String, String>();
        rights.forEach((right, role) -> rules.merge(role, roles.takesAway(role, right), (before, _) -> before));
        try {
            admin.does("""
                    kubectl -n podward-system patch secret podward-certificates --type=merge -p '{"data": {"tls.crt": null}}'
                    kubectl patch validatingwebhookconfiguration podward --type=json -p '[
                      {"op": "remove", "path": "/webhooks/2/clientConfig/caBundle"}]'
                    kubectl patch mutatingwebhookconfiguration podward --type=json -p '[
                      {"op": "remove", "path": "/webhooks/0/clientConfig/caBundle"}]'""");
            eventually(() -> assertThat(log()).contains(complaints));
        } finally {
            rules.forEach(roles::sets);
        }
        eventually(() -> assertThat(log()).endsWith("The certificates are looked after again"));
    }

    static Stream<Arguments> theCertificatesAreNotLookedAfterWithout() {
        var own = "-n podward-system role/podward-self-managed";
        return Stream.of(
                arguments(
                        Map.of(
                                "get secrets", own,
                                "get validatingwebhookconfigurations", "clusterrole/podward-lookups",
                                "get mutatingwebhookconfigurations", "clusterrole/podward-lookups"),
                        List.of(
                                "the right to get secrets/podward-certificates",
                                "the right to get validatingwebhookconfigurations/podward",
                                "the right to get mutatingwebhookconfigurations/podward")),
                arguments(
                        Map.of(
                                "update secrets", own,
                                "update validatingwebhookconfigurations", "clusterrole/podward-self-managed",
                                "update mutatingwebhookconfigurations", "clusterrole/podward-self-managed"),
                        List.of(
                                "update secrets/podward-certificates in podward-system: the right",
                                "update validatingwebhookconfigurations/podward: the right",
                                "update mutatingwebhookconfigurations/podward: the right")),
                arguments(Map.of("get leases", own), List.of("the right to get leases/podward")),
                arguments(Map.of("update leases", own), List.of("the right to update leases/podward")));
    }

    /** What Podward says of its certificates. */
    private String log() {
        try (var lines = Files.lines(plane.podwardLog().file())) {
            return lines.filter(line -> line.contains("The certificates are")).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
