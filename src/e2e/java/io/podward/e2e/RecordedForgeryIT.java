package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs may write any controller with the policy as it ships: what cannot be true is on record, if it costs no look-up. */
@OnControlPlane
final class RecordedForgeryIT {
    private static final String NO_UID = "00000000-0000-4000-8000-000000000000";

    private final ControlPlane plane;
    private final User operator;

    RecordedForgeryIT(ControlPlane plane) {
        this.plane = plane;
        this.operator = plane.program("ledgers/recorded");
    }

    @ParameterizedTest
    @CsvSource({"v1, ConfigMap", "v1, Service", "v1, ServiceAccount", "apps/v1, Deployment", "apps/v1, ReplicaSet"})
    void whatCannotBeTrueIsOnRecord(String apiVersion, String kind) {
        var pod = "recorded-" + kind.toLowerCase(Locale.ROOT);

        creates(pod, apiVersion, kind);

        assertThat(new Records(plane, "system:serviceaccount:ledgers:recorded", pod).logged())
                .singleElement()
                .satisfies(line -> Json.assertContains(
                        line, "{rule: 'forged-owner', action: 'audit', requester: 'program', mode: 'enforce'}"));
        // The cluster tidies up by itself.
        eventually(() ->
                assertThat(operator.tries("kubectl get pod " + pod).stderr()).contains("NotFound"));
    }

    @ParameterizedTest
    @CsvSource({"example.org/v1, Ledger", "v1, Pod"})
    void whatOnlyALookUpCouldTellIsNotEvenLookedUp(String apiVersion, String kind) {
        var before = lookUps();

        creates("unread-" + kind.toLowerCase(Locale.ROOT), apiVersion, kind);

        assertThat(lookUps()).isEqualTo(before);
    }

    private void creates(String pod, String apiVersion, String kind) {
        var owner = CustomResources.controller(apiVersion, kind, "no-such-books", NO_UID);
        operator.passes("kubectl create -f - <<'EOF'\n" + Workloads.pod(pod, owner) + "\nEOF");
    }

    private int lookUps() {
        return plane.podwardMetrics().sum("podward_lookups_seconds_count", Map.of());
    }
}
