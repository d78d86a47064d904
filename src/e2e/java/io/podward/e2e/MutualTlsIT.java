package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.podward.e2e.ControlPlane.Podward;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Podward that answers the API server alone, which shows a certificate when it calls webhooks. */
@OnControlPlane
final class MutualTlsIT {
    private final ControlPlane plane;
    private final User alice;
    private final User admin;

    MutualTlsIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
        this.admin = plane.admin();
    }

    @BeforeAll
    static void podwardAsksForACertificate(ControlPlane plane) {
        plane.run(new Podward(
                "mode: enforce",
                Map.of(
                        "PODWARD_TLS_CLIENT_CA",
                        plane.pki("ca.crt").toString(),
                        "PODWARD_TLS_CLIENT_NAME",
                        "kube-apiserver")));
    }

    @Test
    void theApiServerIsAnswered() {
        assertThat(alice.tries("kubectl run mutual --image=registry.example.com/web:v1")
                        .stderr())
                .contains("denied the request: Pod mutual has no controller");
    }

    @Test
    void theCertificateIsWhatCounts() {
        assertThat(calls(shows("webhook-client"))).isEqualTo("400");
    }

    @Test
    void nobodyElseIsAnswered() {
        assertThat(calls("")).as("without a certificate").isEqualTo("000");
        assertThat(calls(shows("admin"))).as("another name").isEqualTo("000");
        assertThat(calls(shows("kube-apiserver")))
                .as("the right name, for a server")
                .isEqualTo("000");
    }

    @Test
    void itsOwnWarmUpIsAnswered() {
        assertThat(plane.readiness().path("status").asText()).isEqualTo("UP");
    }

    private String shows(String name) {
        return "--cert '%s' --key '%s'".formatted(plane.pki(name + ".crt"), plane.pki(name + ".key"));
    }

    /** The status that a call without a body gets; 000 stands for no answer. */
    private String calls(String certificate) {
        return admin.tries("curl -s --cacert '%s/ca.crt' %s -o /dev/null -w '%%{http_code}' -X POST '%s/validate'"
                        .formatted(plane.webhookCertificates(), certificate, plane.webhookUrl()))
                .stdout();
    }
}
