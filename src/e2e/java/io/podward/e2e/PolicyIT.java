package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.podward.e2e.ControlPlane.Podward;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy decides, and it does so from one second to the next. */
@OnControlPlane
final class PolicyIT {
    private final ControlPlane plane;
    private final User alice;

    PolicyIT(ControlPlane plane) {
        this.plane = plane;
        this.alice = plane.alice();
    }

    @BeforeAll
    static void namespaces(ControlPlane plane) {
        plane.admin().does("""
                kubectl create namespace team-blue
                kubectl create namespace red-team
                kubectl create namespace library && kubectl label namespace library example.com/notebooks=true
                kubectl create namespace loose && kubectl label namespace loose podward.io/bare-pod=off
                kubectl create namespace strict && kubectl label namespace strict podward.io/bare-pod=deny podward.io/mode=enforce""");
    }

    /** Somebody who may do everything, but is no administrator. */
    private User person(String name, String group) {
        return plane.impersonating("admin", "as: %s, as-groups: [third-parties, %s]".formatted(name, group));
    }

    private static Outcome runs(User user, String namespace) {
        return user.tries(
                "kubectl -n %s run tried --image=registry.example.com/web:v1 --dry-run=server".formatted(namespace));
    }

    private static void assertDenied(Outcome outcome) {
        assertThat(outcome.stderr()).contains("admission webhook \"pods.podward.io\" denied the request");
    }

    private static void assertPasses(Outcome outcome) {
        assertThat(outcome.stderr()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    private int metric(String name) {
        return plane.podwardMetrics().sum(name, Map.of());
    }

    @Test
    void aPolicyIsReplacedWhilePodwardRuns() {
        plane.run(Podward.with("mode: enforce"));
        assertDenied(runs(alice, "shop"));
        var started = System.nanoTime();

        plane.run(Podward.with("""
                mode: enforce
                rules: {bare-pod: off}"""));

        assertPasses(runs(alice, "shop"));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aBadOneIsRefusedAndTheLastGoodOneStays() {
        var good = """
                mode: enforce
                rules: {bare-pod: off}""";
        plane.run(Podward.with(good));

        plane.policyFile().becomes(PolicyFile.manifest("mode: enforce\nrules: {bare-pot: deny}"));

        eventually(() -> assertThat(metric("podward_policy_refused")).isEqualTo(1));
        Json.assertContains(plane.readiness(), "{status: 'UP'}");
        assertThat(plane.readiness().toString()).contains("policy.yaml:4", "bare-pot", "bare-pod");
        assertPasses(runs(alice, "shop"));
        plane.policyFile().becomes(PolicyFile.manifest(good));
        eventually(() -> assertThat(metric("podward_policy_refused")).isZero());
        assertThat(plane.readiness().toString()).doesNotContain("bare-pot");
    }

    private static final String EXEMPTIONS = """
            mode: enforce
            programs: {bare-pod: deny}
            exemptions:
            - {name: user, reason: trusted, rules: [bare-pod], users: [carol]}
            - {name: group, reason: trusted, rules: [bare-pod], groups: [research]}
            - {name: account, reason: one Pod a job, rules: [bare-pod], serviceAccounts: [ci/runner], namespaces: [shop]}
            - {name: namespaces, reason: theirs, rules: [bare-pod], namespaces: ["team-*"]}
            - name: labels
              reason: notebooks are bare
              rules: [bare-pod]
              namespaces: {labelSelector: {matchLabels: {example.com/notebooks: "true"}}}
            - {name: kinds, reason: in place, rules: [pod-edit], namespaces: [shop], ownerKinds: [StatefulSet.apps]}
            - {name: over, reason: was needed once, rules: [bare-pod], users: [dave], expires: 2026-01-31}""";

    @ParameterizedTest
    @CsvSource({
        "carol, staff, shop",
        "erin, research, shop",
        "system:serviceaccount:ci:runner, staff, shop",
        "erin, staff, team-blue",
        "erin, staff, library",
    })
    void whoeverIsExemptPasses(String user, String group, String namespace) {
        plane.run(Podward.with(EXEMPTIONS));
        var exempt = Map.of("reason", "exempt");
        var before = plane.podwardMetrics().sum("podward_decisions_total", exempt);

        assertPasses(runs(person("\"" + user + "\"", group), namespace));

        assertThat(plane.podwardMetrics().sum("podward_decisions_total", exempt))
                .isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "caroline, staff, shop",
        "erin, researchers, shop",
        "system:serviceaccount:ci:other, staff, shop",
        "system:serviceaccount:ci:runner, staff, red-team",
        "erin, staff, red-team",
        "dave, staff, shop",
    })
    void nobodyElseDoes(String user, String group, String namespace) {
        plane.run(Podward.with(EXEMPTIONS));

        assertDenied(runs(person("\"" + user + "\"", group), namespace));
    }

    @Test
    void anExemptionThatIsOverIsCounted() {
        plane.run(Podward.with(EXEMPTIONS));

        assertThat(metric("podward_exemptions_expired")).isEqualTo(1);
    }

    @Test
    void anExemptionMayDependOnTheOwner() {
        plane.run(Podward.with(EXEMPTIONS));
        alice.creates(Workloads.statefulSet("exempt-set"));
        alice.creates(Workloads.daemonSet("exempt-not"));

        assertPasses(setsTheImageOfAPodOf("statefulset/exempt-set"));
        assertDenied(setsTheImageOfAPodOf("daemonset/exempt-not"));
    }

    private Outcome setsTheImageOfAPodOf(String workload) {
        return alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2 --dry-run=server"
                .formatted(alice.runningPodOf(workload)));
    }

    @Test
    void aNamespaceMayGoFirst() {
        plane.run(Podward.with("mode: audit"));

        assertPasses(runs(person("erin", "staff"), "loose"));
        assertDenied(runs(person("erin", "staff"), "strict"));
    }

    @Test
    void aNamespaceMayBeStricterThanTheRest() {
        plane.run(Podward.with("""
                mode: enforce
                rules: {bare-pod: audit}"""));

        assertPasses(runs(person("erin", "staff"), "team-blue"));
        assertDenied(runs(person("erin", "staff"), "strict"));
    }

    @Test
    void aNamespaceMayBeLaxerOnlyIfThePolicySaysSo() {
        plane.run(Podward.with("""
                mode: enforce
                rules: {bare-pod: deny}"""));
        assertDenied(runs(person("erin", "staff"), "loose"));

        plane.run(Podward.with("""
                mode: enforce
                namespaces: {labels: any}"""));
        assertPasses(runs(person("erin", "staff"), "loose"));
    }

    @Test
    void aNamespaceMaySayWhatItLikesIfNobodyListens() {
        plane.run(Podward.with("""
                mode: audit
                namespaces: {labels: ignore}"""));

        assertPasses(runs(person("erin", "staff"), "strict"));
    }
}
