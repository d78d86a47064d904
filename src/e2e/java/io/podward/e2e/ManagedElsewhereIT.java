package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What else has to be known for the suggested command to have its effect, and to keep it, is said beside it. */
@OnControlPlane(policy = AllRules.POLICY)
final class ManagedElsewhereIT {
    private static final String SET_IMAGE = "kubectl set image pod/POD blog=registry.example.com/blog-api:v2";

    private final User alice;

    ManagedElsewhereIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void byATool(String name, String metadata, GoldenFile golden) {
        alice.creates(Workloads.deployment(name).replaceFirst("metadata:\n", "metadata:\n  " + metadata + "\n"));
        var replicas = new Replicas(alice, "deployment/" + name);
        var pod = replicas.running(2).iterator().next();

        var denied = alice.tries(SET_IMAGE.replace("POD", pod));

        golden.matches(denied);
        alice.does(denied.suggestion());
        replicas.allHave(2, Replicas.IMAGE_V2);
    }

    static Stream<Arguments> byATool() {
        return Stream.of(
                argumentSet(
                        "Helm",
                        "by-helm",
                        "annotations: {meta.helm.sh/release-name: blog, meta.helm.sh/release-namespace: shop}"),
                argumentSet(
                        "Argo CD",
                        "by-argo-cd",
                        "annotations: {argocd.argoproj.io/tracking-id: \"blog:apps/Deployment:shop/by-argo-cd\"}"),
                argumentSet(
                        "Flux Kustomization",
                        "by-flux",
                        "labels: {kustomize.toolkit.fluxcd.io/name: blog, kustomize.toolkit.fluxcd.io/namespace: flux-system}"),
                argumentSet(
                        "Flux HelmRelease",
                        "by-flux-helm",
                        "labels: {helm.toolkit.fluxcd.io/name: blog, helm.toolkit.fluxcd.io/namespace: flux-system}"),
                argumentSet("another tool", "by-another-tool", "labels: {app.kubernetes.io/managed-by: tilt}"));
    }

    @Test
    void scaledByHelm(GoldenFile golden) {
        alice.creates(Workloads.deployment("scaled-by-helm")
                .replaceFirst("metadata:\n", "metadata:\n  annotations: {meta.helm.sh/release-name: blog}\n"));
        var replicas = new Replicas(alice, "deployment/scaled-by-helm");
        replicas.running(2);

        var denied = alice.tries("kubectl scale --replicas=3 "
                + alice.does("kubectl get replicaset -l app=scaled-by-helm -o name")
                        .strip());

        golden.matches(denied);
        alice.does(denied.suggestion());
        replicas.running(3);
    }

    @Test
    void byDeletions(GoldenFile golden) {
        alice.creates(Workloads.statefulSet("on-delete")
                .replace("  serviceName:", "  updateStrategy: {type: OnDelete}\n  serviceName:"));
        alice.runningPodOf("statefulset/on-delete");

        var denied = alice.tries(SET_IMAGE.replace("POD", "on-delete-0"));

        golden.matches(denied);
        alice.does(denied.suggestion());
        // Else kubectl may take the new Pod of that name for the old one, and wait for ever.
        alice.does("kubectl delete pod on-delete-0 --wait=false");
        new Replicas(alice, "statefulset/on-delete").allHave(1, Replicas.IMAGE_V2);
    }

    @Test
    void byAPartition(GoldenFile golden) {
        alice.creates(Workloads.statefulSet("partitioned")
                .replace(
                        "  serviceName:",
                        "  replicas: 2\n  updateStrategy: {rollingUpdate: {partition: 1}}\n  serviceName:"));
        new Replicas(alice, "statefulset/partitioned").running(2);

        var denied = alice.tries(SET_IMAGE.replace("POD", "partitioned-0"));

        golden.matches(denied);
        alice.does(denied.suggestion());
        alice.does("kubectl rollout status --timeout=60s statefulset/partitioned");
        assertThat(alice.reads("pods -l app=partitioned", ".items[*].spec.containers[0].image"))
                .isEqualTo("registry.example.com/blog-api:v1 registry.example.com/blog-api:v2");
    }
}
