package io.podward.webhook;

import static io.restassured.RestAssured.given;
import static io.restassured.config.SSLConfig.sslConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.Trees;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The server with an API server that has its days. */
@QuarkusTest
@QuarkusTestResource(TestCertificates.class)
@QuarkusTestResource(TestApiServer.class)
@TestProfile(LiveServerTest.OnAnApiServer.class)
final class LiveServerTest {
    @TestHTTPResource(value = "/mutate", tls = true)
    URI mutate;

    @TestHTTPResource(value = "/namespaces", tls = true)
    URI namespaces;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    /** A look-up may take so long that only the API server's own timeout ends it. */
    public static final class OnAnApiServer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "podward.policy", "src/samples/policy.yaml",
                    "podward.lookup.timeout", "10m",
                    "quarkus.http.test-ssl-port", "0",
                    "quarkus.management.test-port", "0");
        }
    }

    @BeforeEach
    void trust() {
        RestAssured.config = RestAssured.config().sslConfig(sslConfig().trustStore(TestCertificates.trust()));
    }

    /** When the warm-up ends, its own times are forgotten, and all others of until then. */
    @BeforeEach
    @Timeout(60)
    void awaitReadiness() {
        while (given().get(management.resolve("/q/health/ready")).statusCode() == 503) {
            Thread.onSpinWait();
        }
    }

    @Test
    void findsTheRoot() {
        assertThat(message(Reviews.EDIT, "30s"))
                .contains("kubectl -n shop set image deployment/blog-api blog=registry.example.com/blog-api:v2");
        assertThat(metrics()).contains("podward_lookups_seconds_count{outcome=\"complete\"}");
    }

    @ParameterizedTest
    @MethodSource
    void saysLessRatherThanNothing(String review, String timeout, String message, String outcome) {
        assertThat(message(review, timeout)).startsWith(message).doesNotContain("kubectl");
        assertThat(metrics()).contains("podward_lookups_seconds_count{outcome=\"" + outcome);
    }

    static Stream<Arguments> saysLessRatherThanNothing() {
        return Stream.of(
                argumentSet(
                        "it hangs",
                        "alice-sets-the-image-of-a-statefulset-pod.validate.json",
                        "1s",
                        "Pod orders-db-0 belongs to StatefulSet orders-db",
                        "late"),
                argumentSet(
                        "there is no time to ask it",
                        Reviews.EDIT,
                        "400ms",
                        "Pod blog-api-f85cbdc7d-28zg4 belongs to ReplicaSet blog-api-f85cbdc7d",
                        "late"),
                argumentSet(
                        "it fails",
                        "alice-sets-the-image-of-a-daemonset-pod.validate.json",
                        "30s",
                        "Pod log-shipper-",
                        "incomplete"),
                argumentSet(
                        "it refuses",
                        "alice-sets-the-image-of-a-job-pod.validate.json",
                        "30s",
                        "Pod import-books-",
                        "incomplete"),
                argumentSet(
                        "it talks rubbish",
                        "alice-sets-the-image-of-a-custom-resource-pod.validate.json",
                        "30s",
                        "Pod invoices-0 belongs to Database invoices",
                        "incomplete"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhichPodsANamespaceHas(String timeout, String warning) {
        var review = new String(Reviews.bytes("an-administrator-denies-bare-pods-in-a-namespace.validate.json"), UTF_8);
        var answer = given().header("Content-Type", "application/json")
                .queryParam("timeout", timeout)
                .body(review.replace("podward.io/bare-pod", "podward.io/pod-label"))
                .post(namespaces);
        assertThat(Trees.tree(answer.asString()).path("response").path("warnings"))
                .isEqualTo(Trees.tree("['" + warning + "']"));
    }

    static Stream<Arguments> tellsWhichPodsANamespaceHas() {
        return Stream.of(
                argumentSet(
                        "there is time",
                        "30s",
                        "Rule pod-label (deny) will apply when 2 Pods in namespace shop are changed: 1 of Deployment"
                                + " blog-api, 1 of ReplicaSet gone"),
                argumentSet(
                        "there is no time",
                        "400ms",
                        "The Pods of namespace shop could not be listed, or not in time: how many of them the new labels are"
                                + " about is not known."));
    }

    private String metrics() {
        return given().get(management.resolve("/q/metrics")).asString();
    }

    private String message(String review, String timeout) {
        var answer = given().header("Content-Type", "application/json")
                .queryParam("timeout", timeout)
                .body(Reviews.bytes(review))
                .post(mutate);
        return Trees.tree(answer.asString())
                .path("response")
                .path("status")
                .path("message")
                .asText();
    }
}
