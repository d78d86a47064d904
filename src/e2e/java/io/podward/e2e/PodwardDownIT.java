package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster does not depend on Podward: without it everything goes on, unchecked. */
@OnControlPlane
final class PodwardDownIT {
    private final ControlPlane plane;
    private final User alice;

    PodwardDownIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @BeforeAll
    static void podwardIsDown(ControlPlane plane) {
        plane.stopPodward();
    }

    @Test
    void aBarePodIsCreated() {
        var created = alice.tries("kubectl run unchecked --image=registry.example.com/web:v1");

        assertThat(created).isEqualTo(new Outcome(created.command(), 0, "pod/unchecked created\n", ""));
    }

    @Test
    void workloadsAreRolledOutAndTheirPodsAreChanged() {
        alice.creates(Workloads.deployment("unguarded"));
        alice.does("kubectl rollout status --timeout=60s deployment/unguarded");
        var pod = alice.runningPodOf("deployment/unguarded");

        var changed = alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));

        assertThat(changed).isEqualTo(new Outcome(changed.command(), 0, "pod/" + pod + " image updated\n", ""));
        alice.does("kubectl scale deployment/unguarded --replicas=3");
        eventually(() -> assertThat(alice.podsOf("deployment/unguarded")).hasSize(3));
    }

    @Test
    void theClusterGoesOn() {
        new ClusterWithoutPodward(plane).goesOn("ignoring");
    }
}
