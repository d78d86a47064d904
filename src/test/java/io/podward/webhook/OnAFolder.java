package io.podward.webhook;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server that enforces, on free ports, and finds owners in a folder. */
public final class OnAFolder implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "podward.policy", "src/samples/policy.yaml",
                "podward.cluster-folder", Reviews.CLUSTER.toString(),
                "quarkus.http.test-ssl-port", "0",
                "quarkus.management.test-port", "0");
    }
}
