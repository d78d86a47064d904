package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.podward.e2e.ControlPlane.Podward;
import org.junit.jupiter.api.Test;

/** Where Podward cannot find out who owns a Pod, it says less, in time, and invents nothing. */
@OnControlPlane
final class LookupTroubleIT {
    private final ControlPlane plane;
    private final User alice;
    private final User admin;

    LookupTroubleIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
        this.admin = plane.admin();
    }

    @Test
    void theApiServerRefuses(GoldenFile golden) {
        plane.run(Podward.with("mode: enforce"));
        alice.creates(Workloads.deployment("refused"));
        var pod = alice.runningPodOf("deployment/refused");
        admin.does("kubectl get clusterrolebinding podward -o yaml >binding.yaml");
        admin.does("kubectl delete clusterrolebinding podward");
        try {
            eventually(() -> assertThat(mayRead("deployments.apps")).isEqualTo("no\n"));

            golden.matches(
                    alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod)));
        } finally {
            admin.does("kubectl create -f binding.yaml");
            eventually(() -> assertThat(mayRead("deployments.apps")).isEqualTo("yes\n"));
        }
    }

    private String mayRead(String resource) {
        return admin.tries("kubectl auth can-i get %s -n shop --as=system:serviceaccount:podward-system:podward"
                        .formatted(resource))
                .stdout();
    }

    @Test
    void theApiServerHangs(GoldenFile golden) {
        try (var relay = plane.apiServerRelay()) {
            plane.run(withLookUpsAt(relay));
            relay.hangs();

            golden.matches(setsTheImageOfAPodOf("hanging"));
        }
    }

    @Test
    void theApiServerIsDown(GoldenFile golden) {
        try (var relay = plane.apiServerRelay()) {
            plane.run(withLookUpsAt(relay));
            relay.refuses();

            golden.matches(setsTheImageOfAPodOf("down"));
            assertThat(plane.readiness().path("status").asText()).isEqualTo("UP");
        }
    }

    /** An answer that came too late would not be seen: the API server would let the change pass. */
    private Outcome setsTheImageOfAPodOf(String deployment) {
        alice.creates(Workloads.deployment(deployment));
        var pod = alice.runningPodOf("deployment/" + deployment);
        return alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));
    }

    private static Podward withLookUpsAt(Relay relay) {
        return new Podward("mode: enforce", relay.environment());
    }
}
