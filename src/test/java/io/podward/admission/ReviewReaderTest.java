package io.podward.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.Trees;
import io.podward.policy.Operation;
import io.podward.policy.OwnerReference;
import io.podward.policy.Requester;
import io.podward.policy.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReviewReaderTest {
    private static final Path REVIEWS = Path.of("src/test/resources/reviews");

    @Test
    void readsWhatTheApiServerSent() throws IOException {
        var asked = asked(Files.readAllBytes(REVIEWS.resolve("alice-sets-the-image-of-a-deployment-pod.mutate.json")));
        assertThat(asked.operation()).isEqualTo(Operation.UPDATE);
        assertThat(asked.target()).isEqualTo(Target.POD);
        assertThat(asked.namespace()).isEqualTo("shop");
        assertThat(asked.requester()).isEqualTo(new Requester("alice", List.of("system:authenticated"), false));
        assertThat(asked.dryRun()).contains(false);
        assertThat(asked.oldObject().controller()).map(OwnerReference::kind).contains("ReplicaSet");
        assertThat(asked.oldObject().spec().path("containers")).hasSize(2);
        assertThat(asked.object().metadata().has("managedFields"))
                .as("managed fields of an update")
                .isFalse();
    }

    @Test
    void keepsTheManagedFieldsOfACreationWithoutAController() throws IOException {
        var asked = asked(Files.readAllBytes(REVIEWS.resolve("alice-runs-a-bare-pod.validate.json")));
        assertThat(asked.object().metadata().path("managedFields")).hasSize(1);
        assertThat(asked.oldObject().tree().isMissingNode()).isTrue();
    }

    @Test
    void namesAPodThatHasNoNameYetByItsPrefix() throws IOException {
        var review = REVIEWS.resolve("alice-creates-a-bare-pod-with-a-generated-name.mutate.json");
        assertThat(asked(Files.readAllBytes(review)).displayName()).endsWith("-*");
    }

    @Test
    void readsNoFurtherThanATrustedRequester() {
        var asked = asked(review(
                "resource: {group: '', version: 'v1', resource: 'pods'}, operation: 'CREATE',"
                        + " userInfo: {username: 'system:kube-scheduler'}, object: ",
                "!! not even JSON"));
        assertThat(asked.requester().trusted()).isTrue();
        assertThat(asked.dryRun()).isEqualTo(Optional.empty());
    }

    @Test
    void readsNoFurtherThanTheControllerOfAPodThatAProgramCreates() {
        var asked = asked(review(
                "resource: {group: '', version: 'v1', resource: 'pods'}, operation: 'CREATE',"
                        + " userInfo: {username: 'system:serviceaccount:db:operator'}, object: {metadata: {ownerReferences:"
                        + " [{kind: 'Thing', controller: true}]}, spec: ",
                "!! not even JSON"));
        assertThat(asked.object().controller()).map(OwnerReference::kind).contains("Thing");
    }

    @Test
    void readsFieldsInAnyOrder() {
        var asked =
                asked(json("{request: {object: {spec: {a: 1}, metadata: {name: 'p'}}, userInfo: {username: 'alice'},"
                        + " operation: 'CREATE', namespace: 'shop', subResource: 'resize', resource: {resource: 'pods', version:"
                        + " 'v1', group: ''}, uid: 'u'}, kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1'}"));
        assertThat(asked.target()).isEqualTo(Target.POD_RESIZE);
        assertThat(asked.object().spec()).isEqualTo(Trees.tree("{a: 1}"));
    }

    @Test
    void readsNamesOfAnyLength() {
        var name = "N".repeat(60_000);
        var asked = asked(review(
                "resource: {resource: 'pods'}, operation: 'CREATE', userInfo: {username: 'alice'}, object: {metadata: {name:"
                        + " 'p', managedFields: [{fieldsV1: {",
                "\"" + name + "\": {}}}]}}}}"));
        assertThat(asked.object()
                        .metadata()
                        .path("managedFields")
                        .path(0)
                        .path("fieldsV1")
                        .has(name))
                .isTrue();
    }

    @Test
    void keepsTheManagedFieldsWhenTheOperationComesLast() {
        var asked =
                asked(json("{apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: {object: {metadata:"
                        + " {managedFields: [{}]}}, operation: 'CREATE', resource: {resource: 'pods'}, uid: 'u', userInfo:"
                        + " {username: 'alice'}}}"));
        assertThat(asked.object().metadata().path("managedFields")).hasSize(1);
    }

    @Test
    void takesAnExplicitNullForAnAbsentField() {
        var asked =
                asked(json("{apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: {uid: 'u', resource:"
                        + " {group: null, resource: 'pods'}, subResource: null, name: null, namespace: null, operation: 'CREATE',"
                        + " userInfo: {username: 'alice'}, object: {metadata: {name: null, generateName: 'p-'}}}}"));
        assertThat(asked.target()).isEqualTo(Target.POD);
        assertThat(asked.namespace()).isEmpty();
        assertThat(asked.displayName()).isEqualTo("p-*");
    }

    @Test
    void takesNobodyForSomebodyElseBecauseOfAnOddObject() {
        var body = review(
                "resource: {resource: 'pods'}, operation: 'UPDATE', userInfo: {username: 'alice'}, object: {metadata: [],"
                        + " userInfo: {username: 'system:kube-scheduler'}}",
                "}}");
        assertThat(ReviewReader.read(body))
                .isEqualTo(new Review.Malformed("request.object: expected an object with metadata"));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatIsWrongWithABody(byte[] body, String problem) {
        assertThat(ReviewReader.read(body)).isEqualTo(new Review.Malformed(problem));
    }

    static Stream<Arguments> saysWhatIsWrongWithABody() {
        return Stream.of(
                argumentSet("empty", bytes(""), "the body is empty: expected an AdmissionReview as JSON"),
                argumentSet(
                        "no JSON",
                        bytes("{\"kind\": no"),
                        "the body is not JSON: Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or"
                                + " token 'null', 'true' or 'false'), at line 1, column 10"),
                argumentSet(
                        "cut off",
                        bytes("{\"kind\":\"AdmissionReview\","),
                        "the body is not JSON: Unexpected end-of-input within/between Object entries, at line 1, column 27"),
                argumentSet(
                        "two values",
                        json("{} {}"),
                        "the body is not JSON: something follows the AdmissionReview, at line 1, column 5"),
                argumentSet("no object", bytes("[]"), "apiVersion: expected admission.k8s.io/v1, found nothing"),
                argumentSet(
                        "an old version",
                        json("{apiVersion: 'admission.k8s.io/v1beta1', kind: 'AdmissionReview', request: {}}"),
                        "apiVersion: expected admission.k8s.io/v1, found \"admission.k8s.io/v1beta1\""),
                argumentSet(
                        "something else",
                        json("{apiVersion: 'admission.k8s.io/v1', kind: 'Pod'}"),
                        "kind: expected AdmissionReview, found \"Pod\""),
                argumentSet(
                        "no request",
                        json("{apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview'}"),
                        "request.uid: expected a text that is not empty, found nothing"),
                argumentSet(
                        "no resource",
                        review("operation: 'CREATE'", "}}"),
                        "request.resource.resource: expected a text that is not empty, found nothing"),
                argumentSet(
                        "an unknown operation",
                        review("resource: {resource: 'pods'}, operation: 'PATCH'", "}}"),
                        "request.operation: expected one of [CREATE, UPDATE, DELETE, CONNECT], found \"PATCH\""),
                argumentSet(
                        "nobody asks",
                        review("resource: {resource: 'pods'}, operation: 'CREATE', userInfo: {}", "}}"),
                        "request.userInfo.username: expected a text that is not empty, found nothing"),
                argumentSet(
                        "a creation of nothing",
                        review("resource: {resource: 'pods'}, operation: 'CREATE', userInfo: {username: 'a'}", "}}"),
                        "request.object: expected an object with metadata"),
                argumentSet(
                        "an update of nothing",
                        review(
                                "resource: {resource: 'pods'}, operation: 'UPDATE', userInfo: {username: 'a'},"
                                        + " object: {metadata: {}}, oldObject: null",
                                "}}"),
                        "request.oldObject: expected an object with metadata"));
    }

    private static ReviewRequest asked(byte[] body) {
        return switch (ReviewReader.read(body)) {
            case Review.Asked(var request) -> request;
            case Review.Malformed(var problem) -> throw new AssertionError(problem);
        };
    }

    /** A review whose request has a UID and these fields, and after them this text as it is. */
    private static byte[] review(String fields, String rest) {
        var head = "{apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: {uid: 'u-1', " + fields;
        return bytes(head.replaceAll("(\\w+):(?= )", "\"$1\":").replace('\'', '"') + rest);
    }

    private static byte[] json(String text) {
        return bytes(text.replaceAll("(\\w+):(?= )", "\"$1\":").replace('\'', '"'));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
