package io.podward.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.podward.cluster.WriteLease.Taking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WriteLeaseTest {
    private static final String PATH = "/apis/coordination.k8s.io/v1/namespaces/podward-system/leases/podward";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private final StoredObjects objects = new StoredObjects();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(objects.url())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    private final AtomicLong nanos = new AtomicLong();
    private final WriteLease first = lease("first");
    private final WriteLease second = lease("second");

    WriteLeaseTest() {
        objects.put(PATH, "{\"kind\": \"Lease\", \"metadata\": {\"name\": \"podward\"}}");
    }

    private WriteLease lease(String holder) {
        return new WriteLease(
                new ApiServer(client, Duration.ofSeconds(10)), "podward-system", holder, CLOCK, nanos::get);
    }

    @AfterEach
    void stop() {
        client.close();
        objects.close();
    }

    @Test
    void anEmptyOneIsTakenAndSaysByWhomAndSinceWhen() {
        assertThat(first.take()).isEqualTo(new Taking.Taken());

        assertThat(objects.get(PATH).path("spec").toString()).isEqualTo("""
                        {"holderIdentity":"first","leaseDurationSeconds":30,"acquireTime":"2026-11-22T12:00:00.000000Z",\
                        "renewTime":"2026-11-22T12:00:00.000000Z","leaseTransitions":1}""");
    }

    @Test
    void oneAtATimeHoldsIt() {
        first.take();

        assertThat(second.take()).isEqualTo(new Taking.Held("first"));
        first.giveBack();
        assertThat(second.take()).isEqualTo(new Taking.Taken());
    }

    @Test
    void whoeverDoesNotHoldItDoesNotGiveItBack() {
        first.take();
        second.giveBack();

        assertThat(second.take()).isEqualTo(new Taking.Held("first"));
    }

    @Test
    void ofTwoThatTakeItAtOnceOneIsTooLate() {
        objects.overtakeNext(PATH);

        assertThat(first.take()).isInstanceOf(Taking.Held.class);
        assertThat(first.take()).isEqualTo(new Taking.Taken());
    }

    /** By one's own clock: that of the holder may be anywhere. */
    @Test
    void oneThatIsNotGivenBackIsTakenWhenItHasStoodStillForItsDuration() {
        first.take();

        assertThat(second.take()).isEqualTo(new Taking.Held("first"));
        nanos.addAndGet(WriteLease.DURATION.toNanos() - 1);
        assertThat(second.take()).isEqualTo(new Taking.Held("first"));
        nanos.incrementAndGet();
        assertThat(second.take()).isEqualTo(new Taking.Taken());
        assertThat(objects.get(PATH).path("spec").path("leaseTransitions").asInt())
                .isEqualTo(2);
    }

    @Test
    void oneThatChangesIsNotAbandoned() {
        first.take();
        assertThat(second.take()).isEqualTo(new Taking.Held("first"));
        nanos.addAndGet(WriteLease.DURATION.toNanos());
        first.take();

        assertThat(second.take()).isEqualTo(new Taking.Held("first"));
    }

    @Test
    void itIsNeverCreated() {
        objects.delete(PATH);

        assertThat(first.take())
                .isEqualTo(
                        new Taking.Failed("leases/podward in podward-system is not there: apply Podward's manifests"));
    }

    @Test
    void missingRightsAreNamed() {
        objects.forbid("PUT " + PATH);
        assertThat(first.take())
                .isEqualTo(new Taking.Failed("the right to update leases/podward in podward-system is missing"));

        objects.forbid("GET " + PATH);
        assertThat(first.take())
                .isEqualTo(new Taking.Failed("the right to get leases/podward in podward-system is missing"));
    }
}
