package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.podward.manifest.PodConversion.Converted;
import io.podward.manifest.PodConversion.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a conversion makes is in the golden cases of the command {@code convert}; here is what only the webhook sees. */
final class PodConversionTest {
    private static final Path REVIEWS = Path.of("src/test/resources/reviews");

    @ParameterizedTest
    @MethodSource
    void oneCommandIsOfferedWhereItMakesTheWholeWorkload(String labels, String spec, Optional<CreateCommand> command) {
        var pod = tree("{metadata: {name: 'web', labels: " + labels + "}, spec: " + spec + "}");

        assertThat(converted(new PodManifest(pod)).createCommand()).isEqualTo(command);
    }

    static Stream<Arguments> oneCommandIsOfferedWhereItMakesTheWholeWorkload() {
        return Stream.of(
                offered("an image", "{containers: [{name: 'web', image: 'nginx'}]}", deployment("nginx")),
                offered(
                        "a container called after its image",
                        "{containers: [{name: 'blog-api', image: 'localhost:5000/a/blog-api:v1'}]}",
                        deployment("localhost:5000/a/blog-api:v1")),
                offered(
                        "an image whose name kubectl has to change",
                        "{containers: [{name: 'web', image: 'my_app.io'}]}",
                        deployment("my_app.io")),
                offered(
                        "a command",
                        "{containers: [{name: 'web', image: 'busybox', command: ['sleep', '1 d']}]}",
                        deployment("busybox", "sleep", "1 d")),
                offered(
                        "a port",
                        "{containers: [{name: 'web', image: 'nginx', ports: [{containerPort: 80, protocol: 'TCP'}]}]}",
                        new CreateCommand("deployment", "web", "nginx", OptionalInt.of(80), List.of())),
                offered(
                        "a Pod that runs once",
                        "{restartPolicy: 'Never', containers: [{name: 'web', image: 'busybox', command: ['date']}]}",
                        new CreateCommand("job", "web", "busybox", OptionalInt.empty(), List.of("date"))),
                offered(
                        "default values",
                        "{dnsPolicy: 'ClusterFirst', containers: [{name: 'web', image: 'nginx', resources: {}}]}",
                        deployment("nginx")),
                offeredFor("no labels", "{}", deployment("nginx")),
                offeredFor("the label of kubectl create", "{app: 'web'}", deployment("nginx")),
                refusedFor("another label", "{app: 'web', tier: 'front'}"),
                refusedFor("another value", "{run: 'other'}"),
                refused("arguments", "{containers: [{name: 'web', image: 'nginx', args: ['-g']}]}"),
                refused("an environment", "{containers: [{name: 'web', image: 'nginx', env: [{name: 'A'}]}]}"),
                refused("a terminal", "{containers: [{name: 'web', image: 'nginx', stdin: true, tty: true}]}"),
                refused("two containers", "{containers: [{name: 'web', image: 'nginx'}, {name: 'b', image: 'b'}]}"),
                refused("another name of the container", "{containers: [{name: 'main', image: 'nginx'}]}"),
                refused("an image that makes no name", "{containers: [{name: 'web', image: 'Nginx'}]}"),
                refused("an image that is a list to kubectl", "{containers: [{name: 'web', image: 'a,b'}]}"),
                refused("a port of another protocol", ports("{containerPort: 53, protocol: 'UDP'}")),
                refused("a port with a name", ports("{containerPort: 80, name: 'http'}")),
                refused("two ports", ports("{containerPort: 80}, {containerPort: 81}")),
                refused(
                        "a port of a Job",
                        "{restartPolicy: 'Never', containers: [{name: 'web', image: 'nginx', ports: [{containerPort: 80}]}]}"),
                refused(
                        "a deadline of a Job",
                        "{restartPolicy: 'Never', activeDeadlineSeconds: 60, containers: [{name: 'web', image: 'nginx'}]}"),
                offered(
                        "an empty restart policy",
                        "{restartPolicy: '', containers: [{name: 'web', image: 'nginx'}]}",
                        deployment("nginx")),
                refused("restarts", "{restartPolicy: 'OnFailure', containers: [{name: 'web', image: 'nginx'}]}"),
                refused(
                        "a service account",
                        "{serviceAccountName: 'robot', containers: [{name: 'web', image: 'nginx'}]}"),
                refused(
                        "a command of several lines",
                        "{containers: [{name: 'web', image: 'nginx', command: ['sh', '-c', 'a\\nb']}]}"));
    }

    @Test
    void noCommandIsOfferedForAnAnnotatedPod() {
        var pod = tree(
                "{metadata: {name: 'web', annotations: {a: 'b'}}, spec: {containers: [{name: 'web', image: 'nginx'}]}}");

        assertThat(converted(new PodManifest(pod)).createCommand()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void theNameIsThePodsWithoutWhatMadeItUnique(String metadata, String name) {
        var pod = tree("{metadata: " + metadata + ", spec: {containers: [{name: 'web', image: 'nginx'}]}}");

        assertThat(converted(new PodManifest(pod)).workload().ref().name()).isEqualTo(name);
    }

    static Stream<Arguments> theNameIsThePodsWithoutWhatMadeItUnique() {
        return Stream.of(
                argumentSet("a given name", "{name: 'web-1'}", "web-1"),
                argumentSet("a prefix", "{generateName: 'web-'}", "web"),
                argumentSet("a prefix that was completed", "{generateName: 'web-', name: 'web-x2k7p'}", "web"),
                argumentSet("a name given beside a prefix", "{generateName: 'web-', name: 'other'}", "other"),
                argumentSet(
                        "a prefix that was cut, and completed",
                        "{generateName: '" + "a".repeat(70) + "-', name: '" + "a".repeat(58) + "x2k7p'}",
                        "a".repeat(70)),
                argumentSet("a ReplicaSet's", "{name: 'web-6c9-x2k7p', labels: {'pod-template-hash': '6c9'}}", "web"),
                argumentSet(
                        "a copy of a ReplicaSet's",
                        "{name: 'copy', generateName: 'web-6c9-', labels: {'pod-template-hash': '6c9'}}",
                        "copy"),
                argumentSet(
                        "an indexed Job's",
                        "{name: 'job-0-x2k7p', generateName: 'job-0-', labels: {'batch.kubernetes.io/job-name': 'job'}}",
                        "job"),
                argumentSet(
                        "a StatefulSet's",
                        "{name: 'db-12', labels: {'statefulset.kubernetes.io/pod-name': 'db-12'}}",
                        "db"));
    }

    @ParameterizedTest
    @MethodSource
    void anExplicitNullIsAnAbsentField(String metadata, String spec, String sameMetadata, String sameSpec) {
        assertThat(conversion(metadata, spec)).isEqualTo(conversion(sameMetadata, sameSpec));
    }

    static Stream<Arguments> anExplicitNullIsAnAbsentField() {
        var container = "containers: [{name: 'web', image: 'nginx'}]";
        return Stream.of(
                argumentSet(
                        "a name",
                        "{name: null, generateName: 'web-'}",
                        "{" + container + "}",
                        "{generateName: 'web-'}",
                        "{" + container + "}"),
                argumentSet(
                        "a prefix, and no name",
                        "{generateName: null}",
                        "{" + container + "}",
                        "{}",
                        "{" + container + "}"),
                argumentSet(
                        "a namespace",
                        "{name: 'web', namespace: null}",
                        "{" + container + "}",
                        "{name: 'web'}",
                        "{" + container + "}"),
                argumentSet(
                        "labels and annotations",
                        "{name: 'web', labels: {app: null}, annotations: null}",
                        "{" + container + "}",
                        "{name: 'web'}",
                        "{" + container + "}"),
                argumentSet(
                        "a label that names a Job",
                        "{name: 'null-x', labels: {job-name: null}}".replace("job-name", "'job-name'"),
                        "{" + container + "}",
                        "{name: 'null-x'}",
                        "{" + container + "}"),
                argumentSet("containers", "{name: 'web'}", "{containers: null}", "{name: 'web'}", "{}"));
    }

    @Test
    void aRestartPolicyOfNullIsTheDefaultOne() {
        var converted = (Converted) conversion(
                "{name: 'web'}", "{restartPolicy: null, containers: [{name: 'web', image: 'nginx', env: null}]}");

        assertThat(converted.workload())
                .isEqualTo(((Converted) conversion("{name: 'web'}", "{containers: [{name: 'web', image: 'nginx'}]}"))
                        .workload());
    }

    private static PodConversion conversion(String metadata, String spec) {
        return PodConversion.of(new PodManifest(tree("{metadata: " + metadata + ", spec: " + spec + "}")));
    }

    @Test
    void aNameThatIsFarTooLongIsNoTrouble() {
        var metadata = "{generateName: 'a" + "-".repeat(50_000) + "x'}";

        // Minutes, if it were searched from each of its characters.
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(conversion(metadata, "{containers: [{name: 'web', image: 'nginx'}]}"))
                        .isInstanceOf(Invalid.class));
    }

    @Test
    void aNameTooLongForALabelIsCutInTheLabelAlone() {
        var name = "a".repeat(62) + ".b";
        var pod = tree("{metadata: {name: '" + name + "'}, spec: {containers: [{name: 'web', image: 'nginx'}]}}");

        var metadata = converted(new PodManifest(pod)).workload().metadata();

        assertThat(metadata).isEqualTo(tree("{name: '" + name + "', labels: {app: '" + "a".repeat(62) + "'}}"));
    }

    @ParameterizedTest
    @MethodSource
    void aPodOfAReviewIsRebuiltAsItWasAskedFor(String review, String yaml) throws IOException {
        assertThat(Yaml.write(converted(review(review)).workload().tree())).isEqualTo(yaml);
    }

    static Stream<Arguments> aPodOfAReviewIsRebuiltAsItWasAskedFor() {
        return Stream.of(
                argumentSet(
                        "with all that a Pod has",
                        "alice-creates-a-bare-pod-with-volumes-probes-and-resources.validate.json",
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: catalogue
                          namespace: shop
                          labels:
                            app: catalogue
                        spec:
                          replicas: 1
                          selector:
                            matchLabels:
                              app: catalogue
                          template:
                            metadata:
                              labels:
                                app: catalogue
                              annotations:
                                example.com/team: books
                            spec:
                              volumes:
                              - name: configuration
                                configMap:
                                  name: catalogue
                              - name: scratch
                                emptyDir: {}
                              initContainers:
                              - name: migrate
                                image: registry.example.com/catalogue:v1
                                command:
                                - /migrate
                              containers:
                              - name: catalogue
                                image: registry.example.com/catalogue:v1
                                ports:
                                - containerPort: 8080
                                envFrom:
                                - configMapRef:
                                    name: catalogue
                                env:
                                - name: CACHE_SIZE
                                  value: "100"
                                - name: API_KEY
                                  valueFrom:
                                    secretKeyRef:
                                      name: catalogue
                                      key: api-key
                                resources:
                                  limits:
                                    memory: 1Gi
                                  requests:
                                    cpu: 200m
                                    memory: 128Mi
                                volumeMounts:
                                - name: configuration
                                  mountPath: /etc/catalogue
                                - name: scratch
                                  mountPath: /scratch
                                livenessProbe:
                                  httpGet:
                                    path: /live
                                    port: 8080
                                  initialDelaySeconds: 10
                                readinessProbe:
                                  httpGet:
                                    path: /ready
                                    port: 8080
                        """),
                argumentSet("applied server-side", "alice-applies-a-bare-pod-server-side.validate.json", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: search-ssa
                          namespace: shop
                          labels:
                            app: search
                        spec:
                          replicas: 1
                          selector:
                            matchLabels:
                              app: search
                          template:
                            metadata:
                              labels:
                                app: search
                            spec:
                              containers:
                              - name: search
                                image: registry.example.com/search:v1
                        """));
    }

    @Test
    void whatIsNoPodIsInvalid() {
        assertThat(PodConversion.of(new PodManifest(tree("{spec: {containers: 'web'}}"))))
                .isEqualTo(new Invalid(List.of(
                        new FieldProblem(FieldPath.of("metadata"), "required"),
                        new FieldProblem(
                                FieldPath.of("spec", "containers"), "expected a list, found the string web"))));
    }

    @Test
    void nothingAtAllIsInvalid() {
        assertThat(PodConversion.of(new PodManifest(tree("{}").path("object")))).isInstanceOf(Invalid.class);
    }

    private static PodManifest review(String name) throws IOException {
        var review = new ObjectMapper().readTree(Files.readString(REVIEWS.resolve(name)));
        return new PodManifest(review.path("request").path("object"));
    }

    private static Converted converted(PodManifest pod) {
        return switch (PodConversion.of(pod)) {
            case Converted converted -> converted;
            case Invalid invalid -> throw new AssertionError(invalid);
        };
    }

    private static CreateCommand deployment(String image, String... command) {
        return new CreateCommand("deployment", "web", image, OptionalInt.empty(), List.of(command));
    }

    private static String ports(String ports) {
        return "{containers: [{name: 'web', image: 'nginx', ports: [" + ports + "]}]}";
    }

    private static Arguments offered(String name, String spec, CreateCommand command) {
        return argumentSet("offered: " + name, "{run: 'web'}", spec, Optional.of(command));
    }

    private static Arguments refused(String name, String spec) {
        return argumentSet("not offered: " + name, "{run: 'web'}", spec, Optional.empty());
    }

    private static Arguments offeredFor(String name, String labels, CreateCommand command) {
        return argumentSet(
                "offered: " + name, labels, "{containers: [{name: 'web', image: 'nginx'}]}", Optional.of(command));
    }

    private static Arguments refusedFor(String name, String labels) {
        return argumentSet(
                "not offered: " + name, labels, "{containers: [{name: 'web', image: 'nginx'}]}", Optional.empty());
    }
}
