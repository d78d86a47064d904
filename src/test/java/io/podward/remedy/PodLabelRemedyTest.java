package io.podward.remedy;

import static io.podward.remedy.Attempts.reference;
import static io.podward.remedy.Attempts.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Membership;
import io.podward.policy.Owner;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PodLabelRemedyTest {
    private static final String LOST = " is lost when the Pod is replaced.";

    @ParameterizedTest
    @MethodSource
    void changesTheLabelOfAllPods(String labels, Workload root, String denial) {
        assertThat(relabel(labels).ownedBy(root, root).remedy(Rule.POD_LABEL).denial())
                .isEqualTo(denial.stripTrailing());
    }

    static Stream<Arguments> changesTheLabelOfAllPods() {
        return Stream.of(
                argumentSet("of a Deployment", "app: 'web', tier: 'back'", deployment(""), """
                        Pod web-5d4-x2k belongs to Deployment web: a change of label tier is lost when the Pod is replaced.

                        To change label tier of all Pods of Deployment web (they are replaced for that):
                          kubectl -n shop patch deployment/web -p '{"spec":{"template":{"metadata":{"labels":{"tier":"back"}}}}}'
                        """),
                argumentSet("one set, one taken away", "app: 'web', new: ''", deployment(""), """
                        Pod web-5d4-x2k belongs to Deployment web: a change of labels new, tier is lost when the Pod is replaced.

                        To change labels new, tier of all Pods of Deployment web (they are replaced for that):
                          kubectl -n shop patch deployment/web -p '{"spec":{"template":{"metadata":{"labels":{"new":"","tier":null}}}}}'
                        """),
                argumentSet(
                        "of a Deployment that is paused",
                        "app: 'web', tier: 'back'",
                        deployment("paused: true, "),
                        """
                        Pod web-5d4-x2k belongs to Deployment web: a change of label tier is lost when the Pod is replaced.

                        To change label tier of all Pods of Deployment web:
                          kubectl -n shop patch deployment/web -p '{"spec":{"template":{"metadata":{"labels":{"tier":"back"}}}}}'

                        Its roll-outs are paused. To let the change reach the Pods:
                          kubectl -n shop rollout resume deployment/web
                        """),
                argumentSet("of a ReplicaSet", "app: 'web', tier: 'back'", workload("apps/v1", "ReplicaSet", ""), """
                        Pod web-5d4-x2k belongs to ReplicaSet web: a change of label tier is lost when the Pod is replaced.

                        To change label tier of all Pods of ReplicaSet web to come:
                          kubectl -n shop patch replicaset/web -p '{"spec":{"template":{"metadata":{"labels":{"tier":"back"}}}}}'
                        """),
                argumentSet("of a CronJob", "app: 'web', tier: 'back'", cronJob(), """
                        Pod web-5d4-x2k belongs to CronJob web: a change of label tier is for this one Pod alone.

                        To change label tier of all Pods of CronJob web to come:
                          kubectl -n shop patch cronjob/web -p '{"spec":{"jobTemplate":{"spec":{"template":{"metadata":{"labels":{"tier":"back"}}}}}}}'
                        """),
                argumentSet(
                        "of a Deployment that Flux writes",
                        "app: 'web', tier: 'back'",
                        Attempts.workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels:"
                                + " {'kustomize.toolkit.fluxcd.io/name': 'apps'}}, spec: " + spec("") + "}"),
                        """
                        Pod web-5d4-x2k belongs to Deployment web: a change of label tier is lost when the Pod is replaced.
                        The Deployment is managed by Flux Kustomization apps: make the change in Git.

                        To change label tier of all Pods of Deployment web (they are replaced for that) directly, until Flux undoes that:
                          kubectl -n shop patch deployment/web -p '{"spec":{"template":{"metadata":{"labels":{"tier":"back"}}}}}'
                        """),
                argumentSet(
                        "of a custom resource",
                        "app: 'web', tier: 'back'",
                        Attempts.workload(
                                "{apiVersion: 'db.example.com/v1', kind: 'Database', metadata: {name: 'web'}}"),
                        """
                        Pod web-5d4-x2k belongs to Database web: a change of label tier is lost when the Pod is replaced.

                        Change the Database instead:
                          kubectl -n shop edit database.v1.db.example.com/web
                        """));
    }

    @ParameterizedTest
    @MethodSource
    void knowsWhereThereIsNoCommand(String labels, Workload root, String problem, String advice) {
        assertThat(relabel(labels).ownedBy(root, root).remedy(Rule.POD_LABEL).denial())
                .isEqualTo("Pod web-5d4-x2k belongs to " + root.ref().kind() + " web: a change of " + problem + "\n\n"
                        + advice);
    }

    static Stream<Arguments> knowsWhereThereIsNoCommand() {
        return Stream.of(
                argumentSet(
                        "a label of the selector, where the Pod stays",
                        "app: 'other', tier: 'front'",
                        deployment(""),
                        "label app" + LOST,
                        "The selector of Deployment web, which cannot be changed, has label app."),
                argumentSet(
                        "a label that tells one Pod from the other",
                        "app: 'web', tier: 'front', 'apps.kubernetes.io/pod-index': '7'",
                        workload("apps/v1", "StatefulSet", ""),
                        "label apps.kubernetes.io/pod-index" + LOST,
                        "The cluster itself sets label apps.kubernetes.io/pod-index on each Pod: leave that to it."),
                argumentSet(
                        "a label that the template has already",
                        "app: 'web', tier: 'front', team: 'blue'",
                        deployment(""),
                        "label team" + LOST,
                        "The Pod template of Deployment web says so already: only this Pod differs."),
                argumentSet(
                        "a Pod of a Job",
                        "app: 'web', tier: 'back'",
                        workload("batch/v1", "Job", ""),
                        "label tier is for this one Pod alone.",
                        "The Pod template of a Job cannot be changed, only a new Job made."),
                argumentSet(
                        "a Pod of a Pod",
                        "app: 'web', tier: 'back'",
                        Attempts.workload("{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web'}, spec: {}}"),
                        "label tier" + LOST,
                        "Change Pod web, or what owns it, instead."));
    }

    @Test
    void isSofterWithoutTheOwner() {
        var owner = new Owner.Unresolved(reference("apps/v1", "ReplicaSet", "web-5d4"));
        assertThat(relabel("app: 'web', tier: 'back'")
                        .ownedBy(ResolvedOwner.notFound(owner))
                        .remedy(Rule.POD_LABEL)
                        .warning())
                .isEqualTo(
                        "Pod web-5d4-x2k belongs to ReplicaSet web-5d4: a change of label tier is lost when the Pod is"
                                + " replaced. Change ReplicaSet web-5d4, or what owns it, instead.");
    }

    @Test
    void aLabelBreaksOutOfNothing() {
        var root = deployment("");
        assertThat(relabel("app: 'web', tier: 'front', 'a\\u001b[2J\\n\\u0027;id': '$(id)\\u0027'")
                        .ownedBy(root, root)
                        .remedy(Rule.POD_LABEL)
                        .warning())
                .isEqualTo(
                        "Pod web-5d4-x2k belongs to Deployment web: a change of label a\uFFFD[2J\uFFFD';id is lost when the Pod"
                                + " is replaced. To change label a\uFFFD[2J\uFFFD';id of all Pods of Deployment web (they are replaced"
                                + " for that): kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"metadata\":"
                                + "{\"labels\":{\"a\\u001B[2J\\n'\\'';id\":\"$(id)'\\''\"}}}}}'");
    }

    private static Attempts relabel(String labels) {
        var pod = "{metadata: {name: 'web-5d4-x2k', labels: {%s}}, spec: {}}";
        return update(Target.POD, pod.formatted("app: 'web', tier: 'front'"), pod.formatted(labels))
                .andThePod(Membership.STAYS);
    }

    private static Workload deployment(String fields) {
        return workload("apps/v1", "Deployment", fields);
    }

    private static Workload cronJob() {
        return Attempts.workload("{apiVersion: 'batch/v1', kind: 'CronJob', metadata: {name: 'web'},"
                + " spec: {jobTemplate: {spec: " + spec("") + "}}}");
    }

    private static Workload workload(String apiVersion, String kind, String fields) {
        return Attempts.workload("{apiVersion: '" + apiVersion + "', kind: '" + kind
                + "', metadata: {name: 'web'}, spec: " + spec(fields) + "}");
    }

    private static String spec(String fields) {
        return "{" + fields + "selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels:"
                + " {app: 'web', tier: 'front', team: 'blue'}}, spec: {}}}";
    }
}
