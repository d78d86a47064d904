package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TargetTest {
    @ParameterizedTest
    @MethodSource
    void isToldByGroupResourceAndSubresource(
            String group, String resource, String subresource, Target target, String label, boolean pod) {
        assertThat(Target.of(group, resource, subresource)).isEqualTo(target);
        assertThat(target.label()).isEqualTo(label);
        assertThat(target.isPod()).isEqualTo(pod);
    }

    static Stream<Arguments> isToldByGroupResourceAndSubresource() {
        return Stream.of(
                arguments("", "pods", "", Target.POD, "pods", true),
                arguments("", "pods", "status", Target.POD_STATUS, "pods/status", true),
                arguments("", "pods", "resize", Target.POD_RESIZE, "pods/resize", true),
                arguments(
                        "",
                        "pods",
                        "ephemeralcontainers",
                        Target.POD_EPHEMERAL_CONTAINERS,
                        "pods/ephemeralcontainers",
                        true),
                arguments("apps", "replicasets", "", Target.REPLICA_SET, "replicasets", false),
                arguments("apps", "replicasets", "scale", Target.REPLICA_SET_SCALE, "replicasets/scale", false),
                arguments("batch", "jobs", "", Target.JOB, "jobs", false),
                arguments("", "pods", "binding", Target.OTHER, "other", false),
                arguments("", "pods", "eviction", Target.OTHER, "other", false),
                arguments("", "pods", "exec", Target.OTHER, "other", false),
                arguments("batch", "jobs", "status", Target.OTHER, "other", false),
                arguments("apps", "replicasets", "status", Target.OTHER, "other", false),
                arguments("apps", "deployments", "scale", Target.OTHER, "other", false),
                arguments("metrics.k8s.io", "pods", "", Target.OTHER, "other", false),
                arguments("", "replicasets", "", Target.OTHER, "other", false),
                arguments("example.com", "jobs", "", Target.OTHER, "other", false),
                arguments("", "other", "", Target.OTHER, "other", false));
    }
}
