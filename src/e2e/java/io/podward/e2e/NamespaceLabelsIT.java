package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever changes what the labels of a namespace say to Podward is told at once what that means for what is in it. */
@OnControlPlane(policy = "mode: audit")
final class NamespaceLabelsIT {
    private static final String NOT_FOR_GOOD = " --dry-run=server";

    private final User admin;

    NamespaceLabelsIT(ControlPlane plane) {
        this.admin = plane.admin();
    }

    @BeforeAll
    static void aNamespaceWithPods(ControlPlane plane) {
        var admin = plane.admin();
        admin.does("kubectl create namespace at-stake");
        Stream.of(
                        Workloads.deployment("web"),
                        Workloads.statefulSet("db"),
                        Workloads.pod("left-over", "labels: {app: left-over}"),
                        Workloads.pod("shell", "labels: {app: shell}")
                                .replace("restartPolicy: Never", "restartPolicy: Never\n  activeDeadlineSeconds: 3600"))
                .forEach(manifest -> admin.does("kubectl -n at-stake create -f - <<'EOF'\n" + manifest + "\nEOF"));
        eventually(
                () -> assertThat(admin.gets("-n at-stake pods").path("items")).hasSize(5));
    }

    @Test
    void thePodsThatARuleIsAboutAreNamed(GoldenFile golden) {
        golden.matches(admin.tries("kubectl label namespace at-stake podward.io/mode=enforce" + NOT_FOR_GOOD));

        assertThat(admin.reads("namespace at-stake", ".metadata.labels")).doesNotContain("podward.io");
    }

    @Test
    void aLabelThatMeansNothingIsSaidToMeanNothing(GoldenFile golden) {
        golden.matches(admin.tries(
                "kubectl label namespace at-stake podward.io/bare-pot=deny podward.io/pod-edit=forbid" + NOT_FOR_GOOD));
    }

    @Test
    void otherLabelsAreNoneOfItsBusiness() {
        admin.passes("kubectl label namespace at-stake team=shop");
    }

    @Test
    void aLabelTakesEffectAtOnce() {
        admin.does("kubectl create namespace labelled-later");
        var run = "kubectl -n labelled-later run bare --image=registry.example.com/web:v1 --dry-run=server";
        admin.passes(run);

        admin.passes("kubectl label namespace labelled-later podward.io/mode=enforce");

        assertThat(admin.tries(run).stderr()).contains("Pod bare has no controller");
    }
}
