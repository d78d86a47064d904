package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the API server asks about. More than this costs calls, or gets in the way of the cluster. */
final class RegistrationTest {
    @Test
    void theMutatingPhaseIsAskedAboutChangesThatTheApiServerMayRefuse() {
        assertThat(RegisteredWebhooks.MUTATING.rules())
                .containsExactly(
                        "UPDATE /v1 pods",
                        "UPDATE /v1 pods/resize",
                        "UPDATE apps/v1 replicasets",
                        "UPDATE apps/v1 replicasets/scale",
                        "UPDATE batch/v1 jobs");
    }

    /** No deletion, eviction, binding or connection; and each subresource by its name. */
    @Test
    void theValidatingPhaseIsAskedAboutAllThatIsStored() {
        assertThat(RegisteredWebhooks.VALIDATING.rules())
                .containsExactly(
                        "CREATE /v1 pods",
                        "UPDATE /v1 pods",
                        "UPDATE /v1 pods/ephemeralcontainers",
                        "UPDATE /v1 pods/resize",
                        "UPDATE /v1 pods/status",
                        "UPDATE apps/v1 replicasets",
                        "UPDATE apps/v1 replicasets/scale",
                        "UPDATE batch/v1 jobs");
    }

    /** Until a component says so. */
    @Test
    void deletionsAreNotAskedAbout() {
        assertThat(RegisteredWebhooks.DELETIONS.rules()).isEmpty();
    }

    @Test
    void namespacesAreAskedAboutByThemselves() {
        assertThat(RegisteredWebhooks.NAMESPACES.rules())
                .containsExactly("CREATE /v1 namespaces", "UPDATE /v1 namespaces");
    }

    @Test
    void thereAreNoOtherWebhooks() {
        assertThat(RegisteredWebhooks.names("mutating")).containsExactly("pods.podward.io");
        assertThat(RegisteredWebhooks.names("validating"))
                .containsExactly("pods.podward.io", "deletions.podward.io", "namespaces.podward.io");
    }

    @ParameterizedTest
    @EnumSource
    void aPodwardThatDoesNotAnswerHoldsUpNobody(RegisteredWebhooks webhook) {
        assertThat(webhook.field("failurePolicy").asText()).isEqualTo("Ignore");
        assertThat(webhook.field("sideEffects").asText()).isEqualTo("None");
        assertThat(webhook.field("timeoutSeconds").asInt()).isBetween(1, 5);
    }
}
