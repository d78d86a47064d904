package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules that warn let everything pass, with one line of what to do instead. */
@OnControlPlane(policy = """
        mode: enforce
        rules: {bare-pod: warn, pod-edit: warn, workload-edit: warn}""")
final class WarnIT {
    private final User alice;

    WarnIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @Test
    void ofABarePod(GoldenFile golden) {
        var warned = alice.tries("kubectl run warned --image=registry.example.com/web:v1 --port=8080");

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        alice.does(warned.suggestion());
        podCarries("deployment/warned", """
                {"containers": [{"image": "registry.example.com/web:v1", "ports": [{"containerPort": 8080}]}]}""");
    }

    @Test
    void ofABarePodThatOneCommandCannotExpress(GoldenFile golden) {
        var warned = alice.tries(
                "kubectl run warned-env --image=registry.example.com/web:v1 --env=GREETING='it'\\''s \"me\", %s & $HOME\\n'");

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        alice.does(warned.suggestion());
        podCarries("deployment/warned-env", """
                {"containers": [{"env": [{"name": "GREETING", "value": "it's \\"me\\", %s & $HOME\\\\n"}]}]}""");
    }

    @Test
    void ofABarePodWithMoreThanAWarningCanHold(GoldenFile golden) {
        var env = IntStream.range(0, 150)
                .mapToObj(i -> "--env=VARIABLE_%d=value-%d".formatted(i, i))
                .collect(Collectors.joining(" "));

        var warned = alice.tries("kubectl run warned-at-length --image=registry.example.com/web:v1 " + env);

        golden.matches(warned.stderr() + warned.stdout());
    }

    @Test
    void ofAnEditThatBothPhasesSee(GoldenFile golden) {
        alice.creates(Workloads.deployment("warned-edit"));
        var pod = alice.runningPodOf("deployment/warned-edit");

        var warned = alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        alice.does(warned.suggestion());
        alice.does("kubectl rollout status --timeout=60s deployment/warned-edit");
        eventually(() -> assertThat(alice.podsOf("deployment/warned-edit"))
                .hasSize(2)
                .allSatisfy(changed -> Json.assertContains(changed.path("spec"), """
                        {"containers": [{"image": "registry.example.com/blog-api:v2"}]}""")));
    }

    @Test
    void ofAnEditThatTheApiServerRefusesAnyway(GoldenFile golden) {
        alice.creates(Workloads.deployment("warned-env-edit"));
        var pod = alice.runningPodOf("deployment/warned-env-edit");

        var warned = alice.tries("kubectl set env pod/%s -c blog COLOR=blue".formatted(pod));

        // The API server's own words are long, and others in each version.
        golden.matches(warned.stderr().replaceAll("(?s)(may not change fields other than).*", "$1 …\n"));
        assertThat(warned.exitCode()).isNotZero();
        alice.does(warned.suggestion());
        eventually(() -> assertThat(alice.podsOf("deployment/warned-env-edit"))
                .hasSize(2)
                .allSatisfy(changed -> Json.assertContains(changed.path("spec"), """
                        {containers: [{env: [{name: 'COLOR', value: 'blue'}, {name: 'LEVEL', value: 'info'}]}]}""")));
    }

    @Test
    void ofAnEditInAJob(GoldenFile golden) {
        alice.creates(Workloads.job("warned-job"));
        var pod = alice.runningPodOf("job/warned-job");

        var warned = alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));

        golden.matches(warned);
        alice.does(warned.suggestion());
        podCarries("job/warned-job", """
                {"containers": [{"image": "registry.example.com/blog-api:v2"}]}""");
    }

    @Test
    void ofAReplicaSetThatIsScaledAndTakenBack(GoldenFile golden) {
        alice.creates(Workloads.deployment("warned-scale"));
        var replicas = new Replicas(alice, "deployment/warned-scale");
        replicas.running(2);
        var replicaSet =
                alice.does("kubectl get replicaset -l app=warned-scale -o name").strip();

        var warned = alice.tries("kubectl scale --replicas=1 " + replicaSet);

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        replicas.running(2);
        alice.does(warned.suggestion());
        replicas.running(1);
    }

    @Test
    void ofAPodToWorkIn(GoldenFile golden) {
        var warned = alice.tries("kubectl run warned-shell -it --attach=false --image=busybox");

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        alice.does(warned.suggestion());
        assertThat(alice.reads("pod warned-shell", ".spec.activeDeadlineSeconds"))
                .isEqualTo("3600");
    }

    private void podCarries(String workload, String podSpec) {
        eventually(() -> assertThat(alice.podsOf(workload))
                .singleElement()
                .satisfies(pod -> Json.assertContains(pod.path("spec"), podSpec)));
    }
}
