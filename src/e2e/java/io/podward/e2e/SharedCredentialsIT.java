package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The life of a cluster in which all built-in controllers are one user. */
@OnControlPlane(policy = ClusterLife.POLICY, sharedCredentials = true)
final class SharedCredentialsIT extends ClusterLife {
    private final ControlPlane plane;

    SharedCredentialsIT(ControlPlane plane) {
        super(plane, "system:kube-controller-manager");
        this.plane = plane;
    }

    @Test
    void allOfThemAreTheControllerManager() {
        IdentitiesIT.livesThrough(plane, "identities");

        eventually(() -> assertThat(IdentitiesIT.usersThatWrite(plane, "identities"))
                .isEqualTo(Set.of(
                        "admin",
                        "system:kube-controller-manager",
                        "system:kube-scheduler",
                        "system:node:node-1",
                        "system:node:node-2")));
        IdentitiesIT.assertOnlyPeopleAreNotTrusted(plane, "identities");
        assertThat(plane.podwardLog().linesWith("\"identities\"")).isEmpty();
    }
}
