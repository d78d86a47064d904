package io.podward.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podward.cluster.Lookup;
import io.podward.manifest.Trees;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An error of ours: what {@link ServerTest} cannot bring about. */
final class ReviewResourceTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void allowsWhatItCouldNotJudge() {
        assertThat(answerOfABrokenServer(true)).isEqualTo("""
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":\
                {"uid":"2222a31e-4506-4e38-a9a9-9d919dcca0a3","allowed":true}}""");
        assertThat(metrics.get("podward.errors").counter().count()).isEqualTo(1);
    }

    @Test
    void deniesWhatItCouldNotJudgeWhereThatIsWanted() {
        var response = Trees.tree(answerOfABrokenServer(false)).path("response");
        assertThat(response.path("uid").asText()).isEqualTo("2222a31e-4506-4e38-a9a9-9d919dcca0a3");
        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.path("status").path("message").asText()).contains("podward.on-error");
        assertThat(metrics.get("podward.errors").counter().count()).isEqualTo(1);
    }

    private String answerOfABrokenServer(boolean allowOnError) {
        var settings = new Settings(
                Optional.of(Path.of("src/samples/policy.yaml")),
                allowOnError,
                Optional.empty(),
                new TlsSettings(new TlsSettings.Source.SelfManaged(), Optional.empty()),
                LONG,
                1);
        var broken = new SimpleMeterRegistry();
        broken.config().onMeterAdded(_ -> {
            throw new IllegalStateException("a bug");
        });
        var lookups = new ClusterLookups((_, _) -> new Lookup.NotFound(), settings, broken);
        var resource = new ReviewResource(
                new ActivePolicy(settings, Clock.systemUTC()),
                lookups,
                new Recorder(metrics, new Rehearsal(), Clock.systemUTC()),
                settings);
        try (var response = resource.mutate(Optional.of("30s"), Reviews.bytes(Reviews.EDIT))
                .await()
                .atMost(LONG)) {
            assertThat(response.getStatus()).isEqualTo(200);
            return new String((byte[]) response.getEntity(), UTF_8);
        }
    }
}
