package io.podward.webhook;

import static io.restassured.RestAssured.given;
import static io.restassured.config.SSLConfig.sslConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.Trees;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as the API server, a kubelet and Prometheus see it. */
@QuarkusTest
@QuarkusTestResource(TestCertificates.class)
@TestProfile(OnAFolder.class)
final class ServerTest {
    private static final String JSON = "application/json";

    @TestHTTPResource(value = "/", tls = true)
    URI server;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @BeforeEach
    void trust() {
        RestAssured.config = RestAssured.config().sslConfig(sslConfig().trustStore(TestCertificates.trust()));
    }

    @Test
    void answersTheMutatingPhase() {
        var answer = post("/mutate?timeout=3s", JSON, Reviews.bytes(Reviews.EDIT));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo(JSON);
        assertThat(response(answer).path("uid").asText()).isEqualTo("2222a31e-4506-4e38-a9a9-9d919dcca0a3");
        assertThat(response(answer).path("allowed").asBoolean()).isFalse();
        assertThat(response(answer).path("status").path("message").asText())
                .contains("kubectl -n shop set image deployment/blog-api blog=registry.example.com/blog-api:v2");
    }

    @Test
    void answersTheValidatingPhase() {
        var answer =
                post("/validate?timeout=3s", JSON, Reviews.bytes("alice-annotates-a-deployment-pod.validate.json"));
        assertThat(answer.asString()).isEqualTo("""
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":\
                {"uid":"081a6f53-d6ee-4a44-baf2-480c5c78d448","allowed":true}}""");
    }

    @Test
    void answersChangesOfNamespaces() {
        var review = "an-administrator-sets-an-unknown-action-for-a-namespace.validate.json";
        var answer = post("/namespaces?timeout=5s", JSON, Reviews.bytes(review));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo(JSON);
        assertThat(response(answer).path("allowed").asBoolean()).isTrue();
        assertThat(response(answer).path("warnings").path(0).asText())
                .isEqualTo(
                        "Label podward.io/bare-pod=forbid means nothing to Podward: its value can be off, audit, warn,"
                                + " deny.");
    }

    @Test
    void countsWhatItAnswers() {
        post("/validate", JSON, Reviews.bytes("the-replicaset-controller-creates-a-pod.validate.json"));
        assertThat(manage("/q/metrics").asString())
                .contains(
                        "podward_decisions_total{action=\"allow\",dry_run=\"unread\",mode=\"enforce\",operation=\"create\","
                                + "reason=\"trusted-requester\",requester=\"trusted\",rule=\"none\",target=\"pods\"}")
                .contains("podward_errors_total 0.0");
    }

    @Test
    void timesLookUps() {
        post("/mutate", JSON, Reviews.bytes(Reviews.EDIT));
        assertThat(manage("/q/metrics").asString()).contains("podward_lookups_seconds_count{outcome=\"complete\"}");
    }

    @Test
    void doesNotMindACharsetOrAToken() {
        var answer = given().header("Authorization", "Bearer anything")
                .header("Content-Type", "application/json; charset=utf-8")
                .body(Reviews.bytes(Reviews.EDIT))
                .post(server.resolve("/mutate"));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?timeout=", "?timeout=soon", "?timeout=-1s", "?timeout=1s&timeout=2s", "?timeout=%00"})
    void answersWhateverTheTimeoutIs(String query) {
        assertThat(post("/mutate" + query, JSON, Reviews.bytes(Reviews.EDIT)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                   | the body is empty: expected an AdmissionReview as JSON
            {}                                   | apiVersion: expected admission.k8s.io/v1, found nothing
            []                                   | apiVersion: expected admission.k8s.io/v1, found nothing
            {"apiVersion":"admission.k8s.io/v1"} | kind: expected AdmissionReview, found nothing
            """)
    void saysWhatIsWrongWithABody(String body, String problem) {
        for (var path : new String[] {"/validate", "/mutate", "/namespaces"}) {
            var answer = post(path, JSON, body.getBytes(UTF_8));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.contentType()).isEqualTo("text/plain");
            assertThat(answer.asString()).isEqualTo(problem + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/json", "application/yaml"})
    void takesNothingButJson(String type) {
        var answer = post("/validate", type, Reviews.bytes(Reviews.EDIT));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.asString()).isEqualTo("expected an AdmissionReview as application/json\n");
    }

    @Test
    void knowsOneMethodAndTwoPaths() {
        assertThat(given().get(server.resolve("/validate")).statusCode()).isEqualTo(405);
        assertThat(given().put(server.resolve("/mutate")).statusCode()).isEqualTo(405);
        for (var path : new String[] {"/", "/validate/x", "/warm-up", "/q/health", "/q/metrics", "/nothing"}) {
            var answer = given().get(server.resolve(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.asString()).as(path).isEqualTo("<html><body><h1>Resource not found</h1></body></html>");
        }
    }

    @Test
    void isAlive() {
        assertThat(manage("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    @Timeout(60)
    void isReadyWhenItIsWarm() {
        var ready = manage("/q/health/ready");
        while (ready.statusCode() == 503) {
            ready = manage("/q/health/ready");
        }
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.asString()).contains("\"warm-up\"", "\"certificate\"", "\"policy\"", "\"cluster\"");
        assertThat(manage("/q/metrics").asString())
                .doesNotContain("warm-up")
                .contains(
                        "podward_build{version=",
                        "podward_mode{mode=\"enforce\"} 1.0",
                        "podward_mode{mode=\"audit\"} 0.0");
    }

    private Response post(String path, String type, byte[] body) {
        return given().header("Content-Type", type).body(body).post(server.resolve(path));
    }

    private Response manage(String path) {
        return given().get(management.resolve(path));
    }

    private static JsonNode response(Response answer) {
        return Trees.tree(answer.asString()).path("response");
    }
}
