package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart says what the manifests for {@code kubectl apply -k} say, whatever is chosen; real Helm renders it. */
@OnControlPlane
final class HelmChartIT {
    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();

    private final Tool helm = Tool.named("helm");
    private final User admin;

    HelmChartIT(ControlPlane plane) {
        this.admin = plane.admin();
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void theSameChoicesGiveTheSameObjects(String overlay, String components, String values) {
        var kustomized = kustomized(overlay, components);
        // Whoever installs by Helm makes the namespace, so that uninstalling does not take it away.
        kustomized.remove("Namespace podward-system");

        assertSame(rendered(values), kustomized);
    }

    static Stream<Arguments> theSameChoicesGiveTheSameObjects() {
        return Stream.of(
                argumentSet("audit", "audit", "", ""),
                argumentSet("warn", "warn", "", "mode=warn"),
                argumentSet("enforce", "enforce", "", "mode=enforce"),
                argumentSet("fail-closed", "enforce", "fail-closed", "mode=enforce,failClosed=true"),
                argumentSet("pod-delete", "warn", "pod-delete", "mode=warn,podDelete=true"),
                argumentSet("openshift", "audit", "openshift", "openshift=true"),
                argumentSet("the image of the JVM build", "audit", "jvm-image", "image.jvm=true"),
                argumentSet("cert-manager", "audit", "cert-manager", "certificates=cert-manager"),
                argumentSet("certificate-files", "audit", "certificate-files", "certificates=secret"),
                argumentSet(
                        "fail-closed and pod-delete",
                        "enforce",
                        "fail-closed pod-delete",
                        "mode=enforce,failClosed=true,podDelete=true"),
                argumentSet(
                        "cert-manager, which includes certificate-files",
                        "enforce",
                        "certificate-files cert-manager openshift",
                        "mode=enforce,certificates=cert-manager,openshift=true"),
                argumentSet(
                        "all of them",
                        "enforce",
                        "openshift cert-manager jvm-image fail-closed pod-delete",
                        "mode=enforce,failClosed=true,podDelete=true,openshift=true,certificates=cert-manager,image.jvm=true"));
    }

    @Test
    void componentsMayBeListedInAnyOrder() {
        var expected = kustomized("enforce", "cert-manager fail-closed jvm-image openshift pod-delete");

        assertThat(Stream.of(
                        "pod-delete jvm-image openshift fail-closed cert-manager",
                        "openshift pod-delete cert-manager fail-closed jvm-image",
                        "jvm-image fail-closed cert-manager pod-delete openshift",
                        "certificate-files pod-delete cert-manager openshift fail-closed jvm-image certificate-files"))
                .allSatisfy(components -> assertSame(kustomized("enforce", components), expected));
    }

    /** One by one, so that a difference can be read. */
    private static void assertSame(Map<String, JsonNode> actual, Map<String, JsonNode> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((name, object) -> assertThat(object.toPrettyString())
                .as(name)
                .isEqualTo(tree(expected, name).toPrettyString()));
    }

    private Map<String, JsonNode> kustomized(String overlay, String components) {
        var deploy = admin.file("added").relativize(DEPLOY);
        admin.does("mkdir -p added");
        admin.saves("added/kustomization.yaml", """
                resources: [DEPLOY/overlays/OVERLAY]
                components: [COMPONENTS]""".replace("OVERLAY", overlay)
                .replace(
                        "COMPONENTS",
                        Stream.of(components.split(" ", -1))
                                .filter(component -> !component.isEmpty())
                                .map("DEPLOY/components/%s"::formatted)
                                .collect(Collectors.joining(", ")))
                .replace("DEPLOY", deploy.toString()));
        return Manifests.parse(admin.does("kubectl kustomize added"));
    }

    private Map<String, JsonNode> rendered(String values) {
        return Manifests.parse(admin.does(template("--set '" + values + "'")));
    }

    private String template(String options) {
        return "%s template podward '%s/helm/podward' --namespace podward-system %s".formatted(helm, DEPLOY, options);
    }

    @Test
    void aPolicyOfOnesOwnIsTakenAsItIs() {
        var policy = """
                # With a comment, {{ braces }} and "quotes".
                apiVersion: podward.io/v1
                kind: Policy
                mode: enforce
                help: |
                  two lines,
                    and a space at the end\s
                """;
        admin.saves("own-policy.yaml", policy);

        var rendered = Manifests.parse(admin.does(template("--set-file policy=own-policy.yaml")));

        assertThat(tree(rendered, "ConfigMap podward-policy")
                        .path("data")
                        .path("policy.yaml")
                        .asText())
                .isEqualTo(policy);
    }

    private static JsonNode tree(Map<String, JsonNode> manifests, String name) {
        return manifests.getOrDefault(name, Json.parse("{}"));
    }

    @Test
    void ownersOfOnesOwnAreGranted() {
        var rendered = Manifests.parse(
                admin.does(template("--set 'owners[0].apiGroup=argoproj.io,owners[0].resources={rollouts}'")));

        assertThat(tree(rendered, "ClusterRole podward-owners")).isEqualTo(Json.parse("""
                {apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole",
                 metadata: {name: "podward-owners", labels: {"app.kubernetes.io/name": "podward",
                   "podward.io/aggregate-to-owners": "true"}},
                 rules: [{apiGroups: ["argoproj.io"], resources: ["rollouts"], verbs: ["get"]}]}"""));
    }

    @Test
    void theRestGoesWhereItBelongs() {
        var rendered = Manifests.parse(admin.does(template("""
                --set replicas=3,image.digest=sha256:%s,networkPolicy=false,priorityClassName= \
                --set nodeSelector.pool=system,tolerations[0].operator=Exists,resources.limits.memory=1Gi""".formatted("0".repeat(64)))));

        Json.assertContains(tree(rendered, "Deployment podward").path("spec"), """
                {replicas: 3, template: {spec: {nodeSelector: {pool: "system"}, tolerations: [{operator: "Exists"}],
                  priorityClassName: null,
                  containers: [{image: "podward@sha256:%s", resources: {limits: {memory: "1Gi"}}}]}}}""".formatted("0".repeat(64)));
        assertThat(rendered).doesNotContainKeys("NetworkPolicy podward", "ResourceQuota podward");
    }

    @Test
    void helmFindsNothingToCriticise() {
        assertThat(admin.does("%s lint --strict '%s/helm/podward' --namespace podward-system".formatted(helm, DEPLOY)))
                .contains("1 chart(s) linted, 0 chart(s) failed");
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void aBadValueIsNamed(String options, String words) {
        var refused = admin.tries(template(options));

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.stderr()).contains(words);
    }

    static Stream<Arguments> aBadValueIsNamed() {
        return Stream.of(
                argumentSet("a mode that does not exist", "--set mode=deny", "/mode"),
                argumentSet("a value that does not exist", "--set failclosed=true", "failclosed"),
                argumentSet("no replica", "--set replicas=0", "/replicas"),
                argumentSet("a certificate from nowhere", "--set certificates=files", "/certificates"),
                argumentSet("a text for a choice", "--set-string podDelete=yes", "/podDelete"),
                argumentSet("an owner without resources", "--set 'owners[0].apiGroup=argoproj.io'", "resources"),
                argumentSet(
                        "a namespace that others need",
                        "--namespace default",
                        "give it one for itself and not default"));
    }

    /** Strictly: no field that the API server does not know. */
    @Test
    void theApiServerTakesAllOfIt() {
        var applied = admin.tries(template("--set mode=enforce,failClosed=true,podDelete=true,openshift=true")
                + " | kubectl apply --dry-run=server --validate=strict -f -");

        assertThat(applied.stdout().lines()).isNotEmpty().allMatch(line -> line.endsWith("(server dry run)"));
        assertThat(applied.exitCode()).isZero();
    }
}
