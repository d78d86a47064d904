package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes the ReplicaSet of a Deployment is told the command for the Deployment, and the command does it. */
@OnControlPlane(policy = AllRules.POLICY)
final class WorkloadEditIT {
    private static final String RUNS = "{status: {phase: 'Running'}}";

    private final User alice;

    WorkloadEditIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void isDeniedAndThePastedCommandChangesTheDeployment(
            String name, String script, int count, String pods, GoldenFile golden) {
        alice.creates(Workloads.deployment(name));
        var replicas = new Replicas(alice, "deployment/" + name);
        replicas.running(2);

        var denied = alice.tries(script.replace("RS", replicaSet(name, 1)));

        golden.matches(denied);
        assertThat(denied.exitCode()).isNotZero();
        alice.does(denied.suggestion());
        replicas.allHave(count, pods);
        // However much is changed, there is one roll-out.
        assertThat(alice.gets("replicasets -l app=" + name).path("items")).hasSizeLessThanOrEqualTo(2);
    }

    static Stream<Arguments> isDeniedAndThePastedCommandChangesTheDeployment() {
        return Stream.of(
                argumentSet("scale", "scaled-set", "kubectl scale replicaset RS --replicas=3", 3, RUNS),
                argumentSet(
                        "scale to nothing", "scaled-to-nothing", "kubectl scale replicaset RS --replicas=0", 0, RUNS),
                argumentSet("replicas", "patched-set", """
                        kubectl patch replicaset RS -p '{"spec": {"replicas": 3}}'""", 3, RUNS),
                argumentSet(
                        "set image",
                        "set-image-of-a-set",
                        "kubectl set image replicaset/RS blog=registry.example.com/blog-api:v2",
                        2,
                        Replicas.IMAGE_V2),
                argumentSet("edit of replicas, image and env at once", "edited-set", """
                        KUBE_EDITOR='sed -i -e s/blog-api:v1/blog-api:v2/ -e "s/replicas: 2/replicas: 3/" -e "s/: green/: blue/"' \\
                          kubectl edit replicaset RS""", 3, """
                        {spec: {containers: [{name: 'blog', image: 'registry.example.com/blog-api:v2',
                          env: [{name: 'COLOR', value: 'blue'}, {name: 'LEVEL', value: 'info'}]}]}}"""),
                argumentSet("label of the template", "labelled-template", """
                        kubectl patch replicaset RS -p '{"spec": {"template": {"metadata": {"labels": {"tier": "front"}}}}}'""", 2, """
                        {metadata: {labels: {tier: 'front'}}}"""));
    }

    @Test
    void restartsInsteadOfStopping() {
        alice.creates(Workloads.deployment("restarted-set"));
        var replicas = new Replicas(alice, "deployment/restarted-set");
        var pods = replicas.running(2);

        var denied = alice.tries("kubectl scale replicaset %s --replicas=0".formatted(replicaSet("restarted-set", 1)));

        alice.does(Suggestion.in(Suggestion.after(denied.stderr())));
        replicas.areReplaced(pods);
    }

    @Test
    void underAnAutoscaler(GoldenFile golden) {
        alice.creates(Workloads.deployment("autoscaled"));
        alice.runningPodOf("deployment/autoscaled");
        alice.does("kubectl autoscale deployment autoscaled --min=2 --max=4 --cpu-percent=80");

        golden.matches(alice.tries("kubectl scale replicaset %s --replicas=3".formatted(replicaSet("autoscaled", 1))));
    }

    /** With the number of an old ReplicaSet on the Deployment, the application would be down. */
    @Test
    void anOldRevisionScaledToNothing(GoldenFile golden) {
        rollsOutAtLength("half-way");

        var denied = alice.tries("kubectl scale replicaset %s --replicas=0".formatted(replicaSet("half-way", 1)));

        golden.matches(denied);
        assertThat(denied.stderr()).doesNotContain(" scale ");
        // Then the new ones are ready, and what is suggested ends.
        alice.does("kubectl patch deployment half-way -p '{\"spec\": {\"minReadySeconds\": 0}}'");
        alice.does(denied.suggestion());
        new Replicas(alice, "deployment/half-way").allHave(2, Replicas.IMAGE_V2);
    }

    @Test
    void theCurrentRevisionScaledInARollOut(GoldenFile golden) {
        rollsOutAtLength("rolling-out");

        golden.matches(alice.tries("kubectl scale replicaset %s --replicas=5".formatted(replicaSet("rolling-out", 2))));
    }

    /** It leaves Pods of both revisions, since none counts as available soon. */
    private void rollsOutAtLength(String name) {
        alice.creates(Workloads.deployment(name));
        var replicas = new Replicas(alice, "deployment/" + name);
        replicas.running(2);
        alice.does("kubectl patch deployment %s -p '{\"spec\": {\"minReadySeconds\": 300}}'".formatted(name));
        alice.does("kubectl set image deployment/%s blog=registry.example.com/blog-api:v2".formatted(name));
        replicas.running(3);
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void anOldRevision(String name, String script, GoldenFile golden) {
        alice.creates(Workloads.deployment(name));
        var replicas = new Replicas(alice, "deployment/" + name);
        replicas.running(2);
        alice.does("kubectl set image deployment/%s blog=registry.example.com/blog-api:v2".formatted(name));
        replicas.allHave(2, Replicas.IMAGE_V2);

        var denied = alice.tries(script.replace("RS", replicaSet(name, 1)));

        golden.matches(denied);
        alice.does("export KUBE_EDITOR='sed -i s/blog-api:v2/blog-api:v1/'\n" + denied.suggestion());
        replicas.allHave(2, "{spec: {containers: [{name: 'blog', image: 'registry.example.com/blog-api:v1'}]}}");
    }

    static Stream<Arguments> anOldRevision() {
        return Stream.of(
                argumentSet("scaled up again", "scaled-up-again", "kubectl scale replicaset RS --replicas=2"),
                argumentSet(
                        "with another image",
                        "old-with-image",
                        "kubectl set image replicaset/RS blog=registry.example.com/blog-api:v3"));
    }

    @Test
    void theOwnerReferenceIsTakenAway(GoldenFile golden) {
        alice.creates(Workloads.deployment("taken-away"));
        alice.runningPodOf("deployment/taken-away");

        golden.matches(
                alice.tries("kubectl patch replicaset %s --type=merge -p '{\"metadata\": {\"ownerReferences\": null}}'"
                        .formatted(replicaSet("taken-away", 1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl scale replicaset nobodys --replicas=3",
                "kubectl set image replicaset/nobodys blog=registry.example.com/blog-api:v2",
            })
    void ofAReplicaSetThatNothingOwns(String script) {
        alice.does("kubectl apply -f - <<'EOF'\n" + Workloads.replicaSet("nobodys") + "\nEOF");

        var changed = alice.tries(script);

        assertThat(changed.stderr()).isEmpty();
        assertThat(changed.exitCode()).isZero();
    }

    /** The name of a revision of a Deployment. */
    private String replicaSet(String deployment, int revision) {
        return alice.gets("replicasets -l app=" + deployment)
                .path("items")
                .valueStream()
                .map(set -> set.path("metadata"))
                .filter(set -> set.path("annotations")
                        .path("deployment.kubernetes.io/revision")
                        .asText()
                        .equals(Integer.toString(revision)))
                .map(set -> set.path("name").asText())
                .findFirst()
                .orElseThrow();
    }
}
