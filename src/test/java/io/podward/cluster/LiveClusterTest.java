package io.podward.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.podward.LogLines;
import io.podward.manifest.Trees;
import io.podward.manifest.Workload;
import io.podward.policy.LabelSelector;
import io.podward.policy.LabelSelector.Operator;
import io.podward.policy.LabelSelector.Requirement;
import io.podward.policy.OwnerReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveClusterTest {
    private static final OwnerReference DEPLOYMENT = new OwnerReference("apps/v1", "Deployment", "web", "uid-web");
    private static final String DEPLOYMENT_PATH = "/apis/apps/v1/namespaces/shop/deployments/web";
    private static final OwnerReference ROLLOUT =
            new OwnerReference("argoproj.io/v1alpha1", "Rollout", "web", "uid-rollout");
    private static final String ROLLOUTS = "/apis/argoproj.io/v1alpha1";

    private static final String SERVED =
            "{\"resources\": [{\"name\": \"rollouts\", \"kind\": \"Rollout\", \"namespaced\": true}]}";

    private static final String SETS = "/apis/apps/v1/namespaces/shop/replicasets";

    private final ApiServerStub server = new ApiServerStub();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(server.url())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    private final AtomicLong nanos = new AtomicLong();
    private final LiveCluster cluster = new LiveCluster(client, Duration.ofSeconds(30), nanos::get);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @MethodSource
    void knowsTheUsualKindsByHeart(String apiVersion, String kind, String path) {
        var object = object(apiVersion, kind, "web");
        server.on(path, 200, object);
        assertThat(cluster.find(new OwnerReference(apiVersion, kind, "web", "any"), "shop"))
                .isEqualTo(found(object));
        assertThat(server.requests()).containsExactly(path);
    }

    static Stream<Arguments> knowsTheUsualKindsByHeart() {
        return Stream.of(
                argumentSet("Pod", "v1", "Pod", "/api/v1/namespaces/shop/pods/web"),
                argumentSet(
                        "ReplicationController",
                        "v1",
                        "ReplicationController",
                        "/api/v1/namespaces/shop/replicationcontrollers/web"),
                argumentSet("ReplicaSet", "apps/v1", "ReplicaSet", "/apis/apps/v1/namespaces/shop/replicasets/web"),
                argumentSet("Deployment", "apps/v1", "Deployment", DEPLOYMENT_PATH),
                argumentSet("StatefulSet", "apps/v1", "StatefulSet", "/apis/apps/v1/namespaces/shop/statefulsets/web"),
                argumentSet("DaemonSet", "apps/v1", "DaemonSet", "/apis/apps/v1/namespaces/shop/daemonsets/web"),
                argumentSet("Job", "batch/v1", "Job", "/apis/batch/v1/namespaces/shop/jobs/web"),
                argumentSet("CronJob", "batch/v1", "CronJob", "/apis/batch/v1/namespaces/shop/cronjobs/web"),
                argumentSet(
                        "HorizontalPodAutoscaler",
                        "autoscaling/v2",
                        "HorizontalPodAutoscaler",
                        "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web"),
                argumentSet("Namespace", "v1", "Namespace", "/api/v1/namespaces/web"));
    }

    @Test
    void findsOtherKindsByDiscoveryAndRemembersWhere() {
        server.on(ROLLOUTS, 200, """
                {"kind": "APIResourceList", "resources": [
                {"name": "rollouts/scale", "kind": "Rollout", "namespaced": true},
                {"name": "rollouts", "kind": "Rollout", "namespaced": true}]}
                """);
        var path = ROLLOUTS + "/namespaces/shop/rollouts/web";
        var object = object("argoproj.io/v1alpha1", "Rollout", "web");
        server.on(path, 200, object);

        assertThat(cluster.find(ROLLOUT, "shop")).isEqualTo(found(object));
        assertThat(cluster.find(ROLLOUT, "shop")).isEqualTo(found(object));
        assertThat(server.requests()).containsExactly(ROLLOUTS, path, path);
    }

    @Test
    void findsClusterScopedOwners() {
        server.on("/apis/acme.io/v1", 200, """
                {"resources": [{"name": "fleets", "kind": "Fleet", "namespaced": false}]}
                """);
        var object = object("acme.io/v1", "Fleet", "north");
        server.on("/apis/acme.io/v1/fleets/north", 200, object);
        assertThat(cluster.find(new OwnerReference("acme.io/v1", "Fleet", "north", "any"), "shop"))
                .isEqualTo(found(object));
    }

    @ParameterizedTest
    @MethodSource
    void doesNotTakeTroubleForAbsence(int status, String body, String why) {
        server.on(DEPLOYMENT_PATH, status, body);
        assertThat(cluster.find(DEPLOYMENT, "shop"))
                .isEqualTo(new Lookup.Unavailable("GET " + DEPLOYMENT_PATH + ": " + why));
    }

    static Stream<Arguments> doesNotTakeTroubleForAbsence() {
        return Stream.of(
                argumentSet("not allowed", 403, status(403, "Forbidden", "web"), "HTTP 403"),
                argumentSet("an error", 500, status(500, "InternalError", "web"), "HTTP 500"),
                argumentSet("overload", 429, "", "HTTP 429"),
                argumentSet("a redirect", 302, "", "HTTP 302"),
                argumentSet(
                        "a 404 without a Status",
                        404,
                        "404 page not found\n",
                        "HTTP 404, and not for want of the object"),
                argumentSet(
                        "a 404 of something else",
                        404,
                        status(404, "NotFound", "shop"),
                        "HTTP 404, and not for want of the object"),
                argumentSet("rubbish", 200, "<html>", "the answer is no JSON object"),
                argumentSet("nothing", 200, "", "the answer is no JSON object"),
                argumentSet("a list", 200, "[]", "the answer is no JSON object"),
                argumentSet(
                        "another object",
                        200,
                        object("apps/v1", "Deployment", "other"),
                        "the answer is another object"));
    }

    @Test
    void takesTheApiServersWordForAbsence() {
        server.on(DEPLOYMENT_PATH, 404, status(404, "NotFound", "web"));
        assertThat(cluster.find(DEPLOYMENT, "shop")).isEqualTo(new Lookup.NotFound());
    }

    @Test
    void doesNotWaitForever() {
        server.hangOn(DEPLOYMENT_PATH);
        assertThat(new LiveCluster(client, Duration.ofMillis(50)).find(DEPLOYMENT, "shop"))
                .isEqualTo(new Lookup.Unavailable("GET " + DEPLOYMENT_PATH + ": no answer within 50 ms"));
    }

    @Test
    void triesNothingTwice() {
        server.on(DEPLOYMENT_PATH, 503, "");
        cluster.find(DEPLOYMENT, "shop");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void survivesAnApiServerThatIsDown() {
        server.close();
        assertThat(cluster.find(DEPLOYMENT, "shop")).isInstanceOf(Lookup.Unavailable.class);
    }

    @ParameterizedTest
    @MethodSource
    void takesAKindThatIsNotServedForUnknownAndAsksOnceAMinute(int status, String body, String why) {
        server.on(ROLLOUTS, status, body);
        var unknown = new Lookup.Unavailable(why);
        assertThat(cluster.find(ROLLOUT, "shop")).isEqualTo(unknown);
        pass(Duration.ofSeconds(9));
        assertThat(cluster.find(ROLLOUT, "bank")).isEqualTo(unknown);
        assertThat(server.requests()).containsExactly(ROLLOUTS);

        pass(Duration.ofSeconds(1));
        server.on(ROLLOUTS, 200, SERVED);
        var path = ROLLOUTS + "/namespaces/shop/rollouts/web";
        var object = object("argoproj.io/v1alpha1", "Rollout", "web");
        server.on(path, 200, object);
        assertThat(cluster.find(ROLLOUT, "shop")).isEqualTo(found(object));
        assertThat(server.requests()).containsExactly(ROLLOUTS, ROLLOUTS, path);
    }

    static Stream<Arguments> takesAKindThatIsNotServedForUnknownAndAsksOnceAMinute() {
        return Stream.of(
                argumentSet("not the group", 404, "404 page not found\n", ROLLOUTS + " is not served"),
                argumentSet("not the kind", 200, "{\"resources\": []}", ROLLOUTS + " does not serve that kind"),
                argumentSet("discovery is not allowed", 403, "", "GET " + ROLLOUTS + ": HTTP 403"));
    }

    @Test
    void remembersNoTroubleThatMayBeOverAtOnce() {
        server.on(ROLLOUTS, 503, "");
        var unknown = new Lookup.Unavailable("GET " + ROLLOUTS + ": HTTP 503");
        assertThat(cluster.find(ROLLOUT, "shop")).isEqualTo(unknown);
        assertThat(cluster.find(ROLLOUT, "shop")).isEqualTo(unknown);
        assertThat(server.requests()).containsExactly(ROLLOUTS, ROLLOUTS);
    }

    @Test
    void asksForCustomResourcesThatItMayNotReadOnceInAWhileInEachNamespace() {
        server.on(ROLLOUTS, 200, SERVED);
        var inShop = ROLLOUTS + "/namespaces/shop/rollouts/web";
        var inBank = ROLLOUTS + "/namespaces/bank/rollouts/web";
        server.on(inShop, 403, status(403, "Forbidden", "web"));
        var object = object("argoproj.io/v1alpha1", "Rollout", "web");
        server.on(inBank, 200, object);

        assertThat(cluster.find(ROLLOUT, "shop")).isEqualTo(new Lookup.Unavailable("GET " + inShop + ": HTTP 403"));
        pass(Duration.ofSeconds(9));
        var another = new OwnerReference(ROLLOUT.apiVersion(), ROLLOUT.kind(), "db", "uid-db");
        assertThat(cluster.find(another, "shop"))
                .isEqualTo(new Lookup.Unavailable(
                        "GET " + ROLLOUTS + "/namespaces/shop/rollouts/db: HTTP 403 a moment ago"));
        assertThat(cluster.find(ROLLOUT, "bank")).isEqualTo(found(object));

        pass(Duration.ofSeconds(1));
        server.on(inShop, 200, object);
        assertThat(cluster.find(ROLLOUT, "shop")).isEqualTo(found(object));
        assertThat(server.requests()).containsExactly(ROLLOUTS, inShop, inBank, ROLLOUTS, inShop);
    }

    @Test
    void asksForBuiltInKindsEachTime() {
        server.on(DEPLOYMENT_PATH, 403, status(403, "Forbidden", "web"));
        cluster.find(DEPLOYMENT, "shop");
        var object = object("apps/v1", "Deployment", "web");
        server.on(DEPLOYMENT_PATH, 200, object);
        assertThat(cluster.find(DEPLOYMENT, "shop")).isEqualTo(found(object));
    }

    @Test
    void tellsOfEachKindAndReasonOnceAMinute() {
        try (var log = new LogLines(FailureLog.class)) {
            server.on(DEPLOYMENT_PATH, 403, "");
            cluster.find(DEPLOYMENT, "shop");
            cluster.find(DEPLOYMENT, "shop");
            server.on(DEPLOYMENT_PATH, 503, "");
            cluster.find(DEPLOYMENT, "shop");
            cluster.find(ROLLOUT, "shop");
            cluster.find(ROLLOUT, "bank");
            cluster.list("apps/v1", "ReplicaSet", "shop", new LabelSelector(Map.of(), List.of()));
            var once = List.of(
                    "WARN The cluster could not be asked: GET " + DEPLOYMENT_PATH + ": HTTP 403",
                    "WARN The cluster could not be asked: GET " + DEPLOYMENT_PATH + ": HTTP 503",
                    "WARN The cluster could not be asked: " + ROLLOUTS + " is not served (kind Rollout)",
                    "WARN The cluster could not be asked: GET " + SETS + "?limit=500: HTTP 404");
            assertThat(log.written()).isEqualTo(once);

            pass(Duration.ofMinutes(1));
            cluster.find(DEPLOYMENT, "shop");
            assertThat(log.written()).hasSize(once.size() + 1).endsWith(once.get(1));
        }
    }

    @Test
    void isNotMadeToFloodTheLog() {
        try (var log = new LogLines(FailureLog.class)) {
            IntStream.range(0, 100)
                    .mapToObj(i -> new OwnerReference("acme.io/v" + i, "Fleet\n" + "x".repeat(5000), "north", "any"))
                    .forEach(owner -> cluster.find(owner, "shop"));
            assertThat(log.written())
                    .hasSize(21)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(1100).doesNotContain("\n"));
            assertThat(log.written().getLast())
                    .isEqualTo("WARN The cluster could not be asked for more than this: the rest is not told for now");
            pass(Duration.ofMinutes(1));
            cluster.find(DEPLOYMENT, "shop");
            assertThat(log.written().getLast())
                    .isEqualTo("WARN The cluster could not be asked: GET " + DEPLOYMENT_PATH
                            + ": HTTP 404, and not for want of the object");
        }
    }

    @Test
    void readsObjectsAsTheyAreStoredButForTheirManagedFields() {
        server.on(DEPLOYMENT_PATH, 200, """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop", "uid": "any",
                "managedFields": [{"fieldsV1": {"k:{\\"name\\":\\"%s\\"}": {}}}], "labels": {"managedFields": "a"}},
                "spec": {"template": {"metadata": {"labels": {"managedFields": "a"}}}}}
                """.formatted("x".repeat(50_001)));
        assertThat(cluster.find(DEPLOYMENT, "shop")).isEqualTo(found("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop", "uid": "any",
                "labels": {"managedFields": "a"}}, "spec": {"template": {"metadata": {"labels": {"managedFields": "a"}}}}}
                """));
    }

    @Test
    void listsAPageOfObjects() {
        server.on(SETS + "?limit=500&labelSelector=app%3Dweb%2C%21pod-template-hash", 200, """
                {"kind": "ReplicaSetList", "metadata": {"continue": "more"}, "items": [
                {"metadata": {"name": "web", "managedFields": [{"manager": "kubectl"}], "annotations": {}},
                "spec": {"replicas": 0}}]}
                """);
        var own = new LabelSelector(
                Map.of("app", "web"),
                List.of(new Requirement("pod-template-hash", Operator.DOES_NOT_EXIST, List.of())));
        var object = """
                {"metadata": {"name": "web", "annotations": {}}, "spec": {"replicas": 0},
                "apiVersion": "apps/v1", "kind": "ReplicaSet"}
                """;
        assertThat(cluster.list("apps/v1", "ReplicaSet", "shop", own))
                .isEqualTo(new Listing.Found(List.of(new Workload(Trees.tree(object))), false));
    }

    @ParameterizedTest
    @MethodSource
    void doesNotTakeTroubleForAnEmptyList(int status, String body, Listing listing) {
        server.on(SETS + "?limit=500", status, body);
        assertThat(cluster.list("apps/v1", "ReplicaSet", "shop", new LabelSelector(Map.of(), List.of())))
                .isEqualTo(listing);
    }

    static Stream<Arguments> doesNotTakeTroubleForAnEmptyList() {
        return Stream.of(
                argumentSet(
                        "nothing there", 200, "{\"items\": [], \"metadata\": {}}", new Listing.Found(List.of(), true)),
                argumentSet("not allowed", 403, "", notListed("HTTP 403")),
                argumentSet("not served", 404, status(404, "NotFound", ""), notListed("HTTP 404")),
                argumentSet("no list", 200, "{}", notListed("the answer is no list")),
                argumentSet("rubbish", 200, "<html>", notListed("the answer is no JSON object")),
                argumentSet("nothing at all", 200, "", notListed("the answer is no JSON object")));
    }

    private static Listing notListed(String why) {
        return new Listing.Unavailable("GET " + SETS + "?limit=500: " + why);
    }

    @ParameterizedTest
    @MethodSource
    void neverLeavesThePathOfTheKind(OwnerReference reference, Lookup lookup, List<String> requests) {
        assertThat(cluster.find(reference, "shop")).isEqualTo(lookup);
        assertThat(server.requests()).isEqualTo(requests);
    }

    static Stream<Arguments> neverLeavesThePathOfTheKind() {
        var noSuchVersion = new Lookup.Unavailable("an API version that owners of Pods do not have");
        var odd = "/apis/apps/v1/namespaces/shop/deployments/a%20b%3Fc%23%0Ad";
        return Stream.of(
                argumentSet("a name with slashes", deployment("../../secrets/db"), new Lookup.NotFound(), List.of()),
                argumentSet("a name of dots", deployment(".."), new Lookup.NotFound(), List.of()),
                argumentSet("an encoded name", deployment("%2e%2e%2fdb"), new Lookup.NotFound(), List.of()),
                argumentSet("no name", deployment(""), new Lookup.NotFound(), List.of()),
                argumentSet("a name without end", deployment("x".repeat(254)), new Lookup.NotFound(), List.of()),
                argumentSet(
                        "an odd name",
                        deployment("a b?c#\nd"),
                        new Lookup.Unavailable("GET " + odd + ": HTTP 404, and not for want of the object"),
                        List.of(odd)),
                argumentSet(
                        "a version with slashes",
                        new OwnerReference("../../api/v1", "Secret", "db", "any"),
                        noSuchVersion,
                        List.of()),
                argumentSet(
                        "a version of dots",
                        new OwnerReference("acme.io/..", "Fleet", "db", "any"),
                        noSuchVersion,
                        List.of()),
                argumentSet(
                        "a version without end",
                        new OwnerReference("acme.io/" + "v".repeat(254), "Fleet", "db", "any"),
                        noSuchVersion,
                        List.of()),
                argumentSet(
                        "another core kind", new OwnerReference("v1", "Secret", "db", "any"), noSuchVersion, List.of()),
                argumentSet(
                        "a kind with slashes",
                        new OwnerReference("acme.io/v1", "../../secrets", "db", "any"),
                        new Lookup.Unavailable("/apis/acme.io/v1 is not served"),
                        List.of("/apis/acme.io/v1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../x", "%2e"})
    void knowsThatNothingIsInANamespaceThatCannotBe(String namespace) {
        assertThat(cluster.find(DEPLOYMENT, namespace)).isEqualTo(new Lookup.NotFound());
        assertThat(server.requests()).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static OwnerReference deployment(String name) {
        return new OwnerReference("apps/v1", "Deployment", name, "any");
    }

    private static Lookup found(String object) {
        return new Lookup.Found(new Workload(Trees.tree(object)));
    }

    private static String object(String apiVersion, String kind, String name) {
        return """
                {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s", "namespace": "shop", "uid": "any"}}
                """.formatted(apiVersion, kind, name);
    }

    private static String status(int code, String reason, String name) {
        return """
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %3$d,
                "reason": "%1$s", "details": {"name": "%2$s"}}
                """.formatted(reason, name, code);
    }
}
