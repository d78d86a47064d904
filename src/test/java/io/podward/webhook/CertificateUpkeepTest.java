package io.podward.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podward.LogLines;
import io.podward.certificates.Identity;
import io.podward.certificates.TrustBundle;
import io.podward.cluster.CertificateObjects;
import io.podward.cluster.StoredObjects;
import io.podward.cluster.WriteLease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Podward does about its certificates, against an API server that can be made to do what a real one rarely does. */
final class CertificateUpkeepTest {
    private static final String SECRET = "/api/v1/namespaces/podward-system/secrets/podward-certificates";
    private static final String LEASE = "/apis/coordination.k8s.io/v1/namespaces/podward-system/leases/podward";
    private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1/";
    private static final String MUTATING = ADMISSION + "mutatingwebhookconfigurations/podward";
    private static final String VALIDATING = ADMISSION + "validatingwebhookconfigurations/podward";
    private static final String TROUBLE = "WARN The certificates are not looked after as they should be: ";

    /** With a field that this version does not know. */
    private static final String CONFIGURATION = """
            {"metadata": {"name": "podward", "annotations": {"team": "platform"}}, "webhooks": [
            {"name": "pods.podward.io", "clientConfig": {"service": {"name": "podward", "namespace": "podward-system",
            "path": "/validate"}}, "timeoutSeconds": 3, "newInKubernetes2": true},
            {"name": "namespaces.podward.io", "clientConfig": {"service": {"name": "podward",
            "namespace": "podward-system"}}}]}
            """;

    private final StoredObjects objects = new StoredObjects();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(objects.url())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LogLines log = new LogLines(CertificateUpkeep.class);
    private final Time time = new Time();
    private final ServedIdentity served = new ServedIdentity();
    private final CertificateUpkeep upkeep = upkeep("one", served);

    CertificateUpkeepTest() {
        objects.put(SECRET, "{\"metadata\": {\"name\": \"podward-certificates\"}, \"type\": \"Opaque\"}");
        objects.put(LEASE, "{\"metadata\": {\"name\": \"podward\"}}");
        objects.put(MUTATING, CONFIGURATION);
        objects.put(VALIDATING, CONFIGURATION);
    }

    private CertificateUpkeep upkeep(String holder, ServedIdentity identity) {
        var longest = Duration.ofSeconds(10);
        return new CertificateUpkeep(
                new CertificateObjects(client, "podward-system", longest),
                new WriteLease(client, "podward-system", holder, longest),
                identity,
                new CertificateWrites(metrics),
                time);
    }

    @AfterEach
    void stop() {
        log.close();
        client.close();
        objects.close();
    }

    private static final class Time extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

        void passes(Duration duration) {
            now.updateAndGet(before -> before.plus(duration));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void oneLookIsEnoughToBegin() {
        upkeep.look();

        assertThat(bundles()).hasSize(4).allMatch(bundle -> bundle.equals(secret("ca.crt")));
        assertThat(problems(served)).isEmpty();
        assertThat(objects.changes()).containsExactly(LEASE, SECRET, MUTATING, VALIDATING, LEASE);
        assertThat(objects.get(LEASE).path("spec").has("holderIdentity")).isFalse();
        assertThat(writes("secret", "written")).isOne();
        assertThat(writes("webhook-configuration", "written")).isEqualTo(2);
    }

    /** Argo CD does not apply it, for one. */
    @Test
    void aClusterWithoutTheLeaseHasACertificateAllTheSame() {
        objects.delete(LEASE);

        upkeep.look();

        assertThat(bundles()).hasSize(4).allMatch(bundle -> bundle.equals(secret("ca.crt")));
        assertThat(problems(served)).isEmpty();
        assertThat(objects.changes()).containsExactly(SECRET, MUTATING, VALIDATING);
    }

    @Test
    void nothingIsWrittenThatIsThereAlready() {
        upkeep.look();
        var before = objects.changes();

        assertThat(upkeep.look()).as("something is going on").isFalse();
        assertThat(objects.changes()).isEqualTo(before);
    }

    @Test
    void nothingButCaBundlesIsChanged() {
        var before = objects.get(VALIDATING);

        upkeep.look();

        var after = objects.get(VALIDATING);
        webhooks(after).forEach(webhook -> ((ObjectNode) webhook.path("clientConfig")).remove("caBundle"));
        ((ObjectNode) after.path("metadata"))
                .set("resourceVersion", before.path("metadata").path("resourceVersion"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void whoComesLaterTakesWhatIsThere() {
        upkeep.look();
        var before = objects.changes();
        var other = new ServedIdentity();

        upkeep("two", other).look();

        assertThat(other.current()).isEqualTo(served.current()).isPresent();
        assertThat(objects.changes()).isEqualTo(before);
    }

    @Test
    void twoThatBeginAtOnceEndWithOneCa() throws InterruptedException {
        var other = new ServedIdentity();
        var second = upkeep("two", other);
        var threads = Stream.of(upkeep, second)
                .map(one -> Thread.ofPlatform().start(one::look))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        Stream.of(upkeep, second).forEach(CertificateUpkeep::look);

        assertThat(objects.changes()).filteredOn(SECRET::equals).hasSize(1);
        assertThat(bundles()).allMatch(bundle -> bundle.equals(secret("ca.crt")));
        assertThat(other.current()).isEqualTo(served.current()).isPresent();
    }

    @Test
    void aNewCaIsServedAMinuteAfterBothConfigurationsHaveIt() {
        upkeep.look();
        var first = served.current();
        remove("ca.key");

        upkeep.look();
        upkeep.look();
        assertThat(bundles())
                .allMatch(bundle ->
                        TrustBundle.read(decoded(bundle)).authorities().size() == 2);
        time.passes(Duration.ofSeconds(59));
        assertThat(upkeep.look()).as("something is going on").isTrue();
        assertThat(served.current()).isEqualTo(first);

        time.passes(Duration.ofSeconds(1));
        upkeep.look();
        assertThat(served.current()).isNotEqualTo(first);
        assertThat(problems(served)).isEmpty();
        assertThat(upkeep.look()).as("something is going on").isFalse();
    }

    @Test
    void whatSomebodyElseHasChangedIsLookedAtAgainAndNotOverwritten() {
        upkeep.look();
        var before = served.current();
        remove("tls.crt");
        objects.overtakeNext(SECRET);

        upkeep.look();
        assertThat(served.current()).isEqualTo(before);
        upkeep.look();
        assertThat(served.current()).isNotEqualTo(before);
        assertThat(log.written()).noneMatch(line -> line.startsWith("WARN"));
    }

    @Test
    void aSecretThatIsEmptiedOrBrokenTakesNothingAway() {
        for (var content :
                List.of("", "\"data\": {\"ca.crt\": \"Pz8=\", \"ca.key\": \"Pz8=\", \"tls.crt\": \"Pz8=\"}, ")) {
            upkeep.look();
            time.passes(Duration.ofMinutes(2));
            upkeep.look();
            objects.put(SECRET, "{" + content + "\"metadata\": {\"name\": \"podward-certificates\"}}");
            var before = served.current();

            upkeep.look();
            assertThat(served.current()).isEqualTo(before);
            assertThat(problems(served)).isEmpty();
        }
        assertThat(log.written())
                .contains("INFO The Secret has a new CA: ca.crt holds no certificate that is still valid; "
                        + "ca.key is not the key of a valid CA in ca.crt");
    }

    @Test
    void configurationsThatWereDeletedAreNotMissed() {
        upkeep.look();
        objects.delete(MUTATING);
        objects.delete(VALIDATING);
        var before = objects.changes();

        assertThat(upkeep.look()).as("something is going on").isFalse();
        assertThat(objects.changes()).isEqualTo(before);
        assertThat(served.current()).isPresent();
        assertThat(log.written()).noneMatch(line -> line.startsWith("WARN"));
    }

    @Test
    void anApiServerThatIsDownChangesNothingAndIsToldOfOnce() {
        upkeep.look();
        var before = served.current();
        objects.down(true);

        upkeep.look();
        upkeep.look();
        objects.down(false);
        upkeep.look();

        assertThat(served.current()).isEqualTo(before);
        assertThat(log.written().stream()
                        .filter(line -> !line.startsWith("INFO The Secret")
                                && !line.startsWith("INFO Updated")
                                && !line.startsWith("INFO Serves")))
                .containsExactly(
                        TROUBLE + "get secrets/podward-certificates in podward-system: HTTP 500",
                        TROUBLE + "get mutatingwebhookconfigurations/podward: HTTP 500",
                        TROUBLE + "get validatingwebhookconfigurations/podward: HTTP 500",
                        "INFO The certificates are looked after again");
    }

    @Test
    void aMissingRightIsNamedAndTheRestGoesOn() {
        objects.forbid("PUT " + MUTATING);

        assertThat(upkeep.look()).as("another try soon").isTrue();
        assertThat(upkeep.look()).as("another try soon").isFalse();

        assertThat(webhooks(objects.get(VALIDATING)).map(CertificateUpkeepTest::bundle))
                .allMatch(bundle -> bundle.equals(secret("ca.crt")));
        assertThat(writes("webhook-configuration", "failed")).isEqualTo(2);
        assertThat(log.written())
                .contains(TROUBLE + "update mutatingwebhookconfigurations/podward: the right to update it is missing");
    }

    @Test
    void aSecretThatIsNotThereIsNotCreated() {
        upkeep.look();
        objects.delete(SECRET);

        upkeep.look();

        assertThat(served.current()).isPresent();
        assertThat(log.written())
                .contains(TROUBLE + "secrets/podward-certificates in podward-system is not there: apply Podward's"
                        + " manifests");
    }

    @Test
    void aCertificateIsRenewedBeforeItEnds() {
        upkeep.look();
        var before = served.current().orElseThrow();
        time.passes(Duration.ofDays(61));

        upkeep.look();

        assertThat(served.current().map(Identity::expiration))
                .hasValue(before.expiration().plus(Duration.ofDays(61)));
    }

    private String secret(String key) {
        return objects.get(SECRET).path("data").path(key).asText();
    }

    private void remove(String key) {
        var secret = objects.get(SECRET);
        ((ObjectNode) secret.path("data")).remove(key);
        objects.put(SECRET, secret.toString());
    }

    private static Stream<JsonNode> webhooks(JsonNode configuration) {
        return configuration.path("webhooks").valueStream();
    }

    private static String bundle(JsonNode webhook) {
        return webhook.path("clientConfig").path("caBundle").asText();
    }

    private List<String> bundles() {
        return Stream.of(MUTATING, VALIDATING)
                .flatMap(path -> webhooks(objects.get(path)))
                .map(CertificateUpkeepTest::bundle)
                .toList();
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }

    /** What an API server has against it. */
    private List<String> problems(ServedIdentity identity) {
        return bundles().stream()
                .map(bundle -> TrustBundle.read(decoded(bundle)))
                .flatMap(
                        bundle -> bundle
                                .problem(identity.current().orElseThrow(), "podward.podward-system.svc", time.instant())
                                .stream())
                .toList();
    }

    private double writes(String what, String outcome) {
        return metrics.get("podward.certificate.writes")
                .tags("what", what, "outcome", outcome)
                .counter()
                .count();
    }
}
