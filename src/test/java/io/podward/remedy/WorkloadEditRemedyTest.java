package io.podward.remedy;

import static io.podward.remedy.Attempts.reference;
import static io.podward.remedy.Attempts.update;
import static io.podward.remedy.Attempts.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Owner;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WorkloadEditRemedyTest {
    private static final String TEMPLATE = "template: {metadata: {labels: {app: 'web'%s}}, spec: {containers: [%s]}}";
    private static final String CONTAINER = "{name: 'a', image: 'x:1'}";

    @ParameterizedTest
    @MethodSource
    void scales(Attempts attempt, String denial) {
        assertThat(attempt.remedy(Rule.WORKLOAD_EDIT).denial()).isEqualTo(denial.stripTrailing());
    }

    static Stream<Arguments> scales() {
        return Stream.of(
                argumentSet("the current ReplicaSet of a Deployment", scale(3, 5, "7", deployment("7", 3, "")), """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        Scale the Deployment instead:
                          kubectl -n shop scale deployment/web --replicas=5
                        """),
                argumentSet(
                        "one that is scaled automatically",
                        scale(3, 5, "7", deployment("7", 3, "")).scaledBy("web-hpa"),
                        """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        Scale the Deployment instead:
                          kubectl -n shop scale deployment/web --replicas=5

                        HorizontalPodAutoscaler web-hpa overrules this number: change its minReplicas and maxReplicas instead.
                        """),
                argumentSet(
                        "the current one to nothing, which no autoscaler overrules",
                        scale(3, 0, "7", deployment("7", 3, "")).scaledBy("web-hpa"),
                        """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        To stop the application:
                          kubectl -n shop scale deployment/web --replicas=0

                        To restart its Pods instead:
                          kubectl -n shop rollout restart deployment/web
                        """),
                argumentSet(
                        "the current one, half-way through a roll-out", scale(2, 3, "7", deployment("7", 5, "")), """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        The Deployment has 5 replicas in all, and a roll-out is under way. To follow it:
                          kubectl -n shop rollout status deployment/web
                        """),
                argumentSet(
                        "the current one, half-way through a roll-out that is paused",
                        scale(2, 3, "7", deployment("7", 5, "paused: true, ")),
                        """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        The Deployment has 5 replicas in all, and a roll-out is paused half-way.
                        """),
                argumentSet("an older one to nothing", scale(3, 0, "6", deployment("7", 3, "")), """
                        ReplicaSet web-5d4 is not the current one of Deployment web, which undoes what is changed here.

                        Its Pods go by themselves as those of the current revision become ready. To follow that:
                          kubectl -n shop rollout status deployment/web

                        To go back to revision 6 instead:
                          kubectl -n shop rollout undo deployment/web --to-revision=6
                        """),
                argumentSet("an older one up", scale(0, 3, "6", deployment("7", 3, "")), """
                        ReplicaSet web-5d4 is not the current one of Deployment web, which undoes what is changed here.

                        To go back to revision 6:
                          kubectl -n shop rollout undo deployment/web --to-revision=6
                        """),
                argumentSet(
                        "an older one up, of a Deployment that is paused",
                        scale(0, 3, "6", deployment("7", 3, "paused: true, ")),
                        """
                        ReplicaSet web-5d4 is not the current one of Deployment web, which undoes what is changed here.

                        Its roll-outs are paused: there is no way back before they are resumed.
                        """),
                argumentSet(
                        "an older one to nothing, of a Deployment that is paused",
                        scale(3, 0, "6", deployment("7", 3, "paused: true, ")),
                        """
                        ReplicaSet web-5d4 is not the current one of Deployment web, which undoes what is changed here.

                        Its roll-outs are paused, and its Pods stay until they are resumed.
                        """),
                argumentSet(
                        "one of which nobody knows whether it is current",
                        scale(3, 5, "1; reboot", deployment("1; reboot", 3, "")),
                        """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        Change the Deployment instead.
                        """),
                argumentSet("that of an Argo Rollout", scale(3, 5, "", rollout()), """
                        ReplicaSet web-5d4 belongs to Rollout web, which undoes what is changed here.

                        Change the Rollout instead:
                          kubectl -n shop edit rollout.v1alpha1.argoproj.io/web
                        """),
                argumentSet(
                        "one whose Deployment could not be looked up",
                        unresolved(Target.REPLICA_SET_SCALE, "{spec: {replicas: 3}}", "{spec: {replicas: 5}}"),
                        """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        Change Deployment web, or what owns it, instead.
                        """));
    }

    @ParameterizedTest
    @MethodSource
    void carriesATemplateOver(Attempts attempt, String denial) {
        assertThat(attempt.remedy(Rule.WORKLOAD_EDIT).denial()).isEqualTo(denial.stripTrailing());
    }

    static Stream<Arguments> carriesATemplateOver() {
        return Stream.of(
                argumentSet("an image", edit(set(3, "", "{name: 'a', image: 'x:2'}")), """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        Change the Deployment instead:
                          kubectl -n shop set image deployment/web a=x:2
                        """),
                argumentSet("an image and the replicas", edit(set(5, "", "{name: 'a', image: 'x:2'}")), """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        Change the Deployment instead:
                          kubectl -n shop patch deployment/web -p '{"spec":{"replicas":5,"template":{"spec":{"containers":\
                        [{"name":"a","image":"x:2"}]}}}}'
                        """),
                argumentSet("a label of the Pods", edit(set(3, ", tier: 'it\\u0027s'", CONTAINER)), """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        Change the Deployment instead:
                          kubectl -n shop patch deployment/web -p '{"spec":{"template":{"metadata":{"labels":{"tier":"it'\\''s"}}}}}'
                        """),
                argumentSet("a label that the selector has", edit(set(3, ", app: 'other'", CONTAINER)), """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        The selector of the Deployment, which cannot be changed, has label app.
                        """),
                argumentSet(
                        "a label that the Deployment controller sets",
                        edit(set(3, ", 'pod-template-hash': 'x'", CONTAINER)),
                        """
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.

                        The Deployment says so already.
                        """),
                argumentSet(
                        "an image of an older one, which may have been replaced on purpose",
                        replicaSet("6", set(0, "", CONTAINER), set(0, "", "{name: 'a', image: 'x:0'}"))
                                .ownedBy(deployment("7", 3, ""), deployment("7", 3, "")),
                        """
                        ReplicaSet web-5d4 is not the current one of Deployment web, which undoes what is changed here.

                        Change the Deployment instead:
                          kubectl -n shop edit deployment/web
                        """));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatBecomesOfAReplicaSetWithoutItsOwner(Attempts attempt, String denial) {
        assertThat(attempt.remedy(Rule.WORKLOAD_EDIT).denial()).isEqualTo(denial.stripTrailing());
    }

    static Stream<Arguments> saysWhatBecomesOfAReplicaSetWithoutItsOwner() {
        var owned = "{metadata: {name: 'web-5d4', ownerReferences: [{controller: true, name: '%s'}]}, spec: {}}";
        var free = "{metadata: {name: 'web-5d4'}, spec: {}}";
        return Stream.of(
                argumentSet(
                        "the reference is taken away",
                        update(Target.REPLICA_SET, owned.formatted("web"), free)
                                .ownedBy(deployment("7", 3, ""), deployment("7", 3, "")),
                        """
                        ReplicaSet web-5d4 loses the reference to Deployment web, which takes it back if its labels match, \
                        and otherwise may start as many Pods again.

                        Leave its owner references as they are.
                        """),
                argumentSet(
                        "another controller is written",
                        update(Target.REPLICA_SET, owned.formatted("web"), owned.formatted("x"))
                                .ownedBy(deployment("7", 3, ""), deployment("7", 3, "")),
                        """
                        ReplicaSet web-5d4 is given another controller: Deployment web counts its Pods no more, \
                        and may start as many again.

                        Leave its owner references as they are.
                        """));
    }

    @ParameterizedTest
    @MethodSource
    void carriesAJobOver(String before, String after, Workload owner, String warning) {
        var attempt = update(Target.JOB, job(before), job(after)).ownedBy(owner, owner);
        assertThat(attempt.remedy(Rule.WORKLOAD_EDIT).warning()).isEqualTo(warning);
    }

    static Stream<Arguments> carriesAJobOver() {
        return Stream.of(
                argumentSet(
                        "a number of attempts",
                        "backoffLimit: 6",
                        "backoffLimit: 2",
                        cronJob(),
                        "Job report-1 belongs to CronJob report: a change made here holds for this run alone."
                                + " A change of the CronJob reaches the Jobs that it creates afterwards. Change the CronJob, too:"
                                + " kubectl -n shop patch cronjob/report"
                                + " -p '{\"spec\":{\"jobTemplate\":{\"spec\":{\"backoffLimit\":2}}}}'"),
                argumentSet(
                        "a deadline that is taken away",
                        "ttlSecondsAfterFinished: 60",
                        "suspend: false",
                        cronJob(),
                        "Job report-1 belongs to CronJob report: a change made here holds for this run alone."
                                + " The CronJob says so already."),
                argumentSet(
                        "an image, which no Job takes",
                        TEMPLATE.formatted("", CONTAINER),
                        TEMPLATE.formatted("", "{name: 'a', image: 'x:2'}"),
                        cronJob(),
                        "Job report-1 belongs to CronJob report, and its Pod template cannot be changed."
                                + " A change of the CronJob reaches the Jobs that it creates afterwards. Change the CronJob, too:"
                                + " kubectl -n shop set image cronjob/report a=x:2"),
                argumentSet(
                        "one of a custom resource",
                        "backoffLimit: 6",
                        "backoffLimit: 2",
                        workload("{apiVersion: 'jobset.x-k8s.io/v1', kind: 'JobSet', metadata: {name: 'train'}}"),
                        "Job report-1 belongs to JobSet train: a change made here holds for this run alone."
                                + " Change the JobSet instead: kubectl -n shop edit jobset.v1.jobset.x-k8s.io/train"));
    }

    @Test
    void saysThatTheSourceIsElsewhere() {
        var managed = workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels:"
                + " {'kustomize.toolkit.fluxcd.io/name': 'apps'}, annotations: {'deployment.kubernetes.io/revision': '7'}},"
                + " spec: {replicas: 3}}");
        assertThat(scale(3, 5, "7", managed).remedy(Rule.WORKLOAD_EDIT).denial())
                .isEqualTo("""
                        ReplicaSet web-5d4 belongs to Deployment web, which undoes what is changed here.
                        The Deployment is managed by Flux Kustomization apps: make the change in Git.

                        To scale the Deployment directly, until Flux undoes that:
                          kubectl -n shop scale deployment/web --replicas=5""");
    }

    /** A Scale leaves its number out if that is 0, as Go's JSON does. */
    private static Attempts scale(int from, int to, String revision, Workload root) {
        var direct = workload("{apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {name: 'web-5d4', annotations:"
                + " {'deployment.kubernetes.io/revision': '" + revision + "'}}, spec: {replicas: " + from + "}}");
        return update(Target.REPLICA_SET_SCALE, scaleObject(from), scaleObject(to))
                .ownedBy(ResolvedOwner.root(reference(direct), direct, root));
    }

    private static String scaleObject(int replicas) {
        return "{metadata: {name: 'web-5d4'}, spec: {" + (replicas == 0 ? "" : "replicas: " + replicas) + "}}";
    }

    private static Attempts edit(String after) {
        return replicaSet("7", set(3, "", CONTAINER), after).ownedBy(deployment("7", 3, ""), deployment("7", 3, ""));
    }

    private static Attempts replicaSet(String revision, String before, String after) {
        var metadata = "{apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {name: 'web-5d4', annotations:"
                + " {'deployment.kubernetes.io/revision': '" + revision + "'}}, spec: ";
        return update(Target.REPLICA_SET, metadata + before + "}", metadata + after + "}");
    }

    private static String set(int replicas, String labels, String container) {
        return "{replicas: " + replicas + ", " + TEMPLATE.formatted(labels, container) + "}";
    }

    private static Workload deployment(String revision, int replicas, String fields) {
        return workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', annotations:"
                + " {'deployment.kubernetes.io/revision': '" + revision + "'}}, spec: {" + fields + "replicas: "
                + replicas
                + ", selector: {matchLabels: {app: 'web'}}, " + TEMPLATE.formatted("", CONTAINER) + "}}");
    }

    private static Workload rollout() {
        return workload("{apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: {name: 'web'}}");
    }

    private static Workload cronJob() {
        return workload("{apiVersion: 'batch/v1', kind: 'CronJob', metadata: {name: 'report'}, spec: {jobTemplate:"
                + " {spec: {backoffLimit: 6, " + TEMPLATE.formatted("", CONTAINER) + "}}}}");
    }

    private static String job(String spec) {
        return "{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'report-1'}, spec: {" + spec + "}}";
    }

    private static Attempts unresolved(Target target, String before, String after) {
        var name = "{metadata: {name: 'web-5d4'}, ";
        return update(target, name + before.substring(1), name + after.substring(1))
                .ownedBy(ResolvedOwner.notFound(new Owner.Unresolved(
                        reference("apps/v1", "ReplicaSet", "web-5d4"), reference("apps/v1", "Deployment", "web"))));
    }
}
