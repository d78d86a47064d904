package io.podward.remedy;

import static io.podward.remedy.Attempts.reference;
import static io.podward.remedy.Attempts.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ForgedOwnerRemedyTest {
    private static final String POD = "{metadata: {name: 'web-2', ownerReferences: [{controller: true, kind: 'x'}]},"
            + " spec: {containers: [{name: 'a', image: 'a:2'}]}}";

    private static final String CREATE =
            "\n\nCreate a Deployment instead:\n" + "  kubectl -n shop create deployment web-2 --image=a:2";

    private static final String OF_ITS_OWN =
            "\n\nFor a Pod of its own, leave metadata.ownerReferences out, and give it other labels.";

    @ParameterizedTest
    @MethodSource
    void answersAsToABarePodWhereTheReferenceIsNotTrue(Owner written, String problem) {
        var creation = Attempts.create(POD).writes(ResolvedOwner.notFound(written));
        assertThat(creation.remedy(Rule.FORGED_OWNER).denial()).isEqualTo("Pod web-2 names " + problem + CREATE);
        var update = Attempts.update(Target.POD, POD, POD).writes(ResolvedOwner.notFound(written));
        assertThat(update.remedy(Rule.FORGED_OWNER).denial())
                .isEqualTo("Pod web-2 names " + problem + "\n\nLeave its owner references as they are.");
    }

    static Stream<Arguments> answersAsToABarePodWhereTheReferenceIsNotTrue() {
        return Stream.of(
                argumentSet(
                        "a ConfigMap",
                        new Owner.Unresolved(reference("v1", "ConfigMap", "settings")),
                        "ConfigMap settings as its controller, which is of a kind that controls no Pods."),
                argumentSet(
                        "a Deployment",
                        new Owner.Unresolved(reference("apps/v1", "Deployment", "web")),
                        "Deployment web as its controller, but a Deployment controls its Pods through ReplicaSets."),
                argumentSet(
                        "a CronJob",
                        new Owner.Gone(reference("batch/v1", "CronJob", "web"), false),
                        "CronJob web as its controller, but a CronJob controls its Pods through Jobs."),
                argumentSet(
                        "a Node",
                        new Owner.Unresolved(reference("v1", "Node", "n1")),
                        "Node n1 as its controller, but a Node controls no Pods but those that its kubelet runs from files."),
                argumentSet(
                        "a ReplicaSet that is not there",
                        new Owner.Gone(reference("apps/v1", "ReplicaSet", "web-5d4"), false),
                        "ReplicaSet web-5d4 as its controller, which does not exist:"
                                + " the garbage collector deletes such a Pod."),
                argumentSet(
                        "a ReplicaSet that was made anew",
                        new Owner.Gone(reference("apps/v1", "ReplicaSet", "web-5d4"), true),
                        "ReplicaSet web-5d4 as its controller, which has been replaced by another of that name:"
                                + " the garbage collector deletes such a Pod."),
                argumentSet(
                        "a custom resource that is not there, or of no known kind",
                        new Owner.Gone(reference("acme.io/v1", "Thing", "x\u001b[2J"), false),
                        "Thing x\uFFFD[2J as its controller, which does not exist."));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatMayBeWantedOfTheTrueOwner(Workload root, String denial) {
        var creation = Attempts.create(POD).writes(replicaSet(), root);
        assertThat(creation.remedy(Rule.FORGED_OWNER).denial()).isEqualTo("""
                Pod web-2 carries along the owner reference of ReplicaSet web-5d4, which makes its Pods itself and deletes \
                one too many.""" + denial + OF_ITS_OWN);
    }

    static Stream<Arguments> saysWhatMayBeWantedOfTheTrueOwner() {
        return Stream.of(
                argumentSet("another image", deployment("", "{name: 'a', image: 'a:1'}"), """


                        To have the same images in all Pods of Deployment web:
                          kubectl -n shop set image deployment/web a=a:2"""),
                argumentSet(
                        "another image, where Argo CD would undo it",
                        deployment(
                                "annotations: {'argocd.argoproj.io/tracking-id': 'web:x'}, ",
                                "{name: 'a', image: 'a:1'}"),
                        """

                        The Deployment is managed by Argo CD application web: make the change in Git.

                        To have the same images in all Pods of Deployment web directly, until Argo CD undoes that:
                          kubectl -n shop set image deployment/web a=a:2"""),
                argumentSet("something else", deployment("", "{name: 'a', image: 'a:2'}"), """


                        To change all Pods of Deployment web:
                          kubectl -n shop edit deployment/web"""),
                argumentSet(
                        "a container that the template does not have",
                        deployment("", "{name: 'b', image: 'a:1'}"),
                        """


                        To change all Pods of Deployment web:
                          kubectl -n shop edit deployment/web"""));
    }

    @Test
    void aJobIsNotChanged() {
        var job = workload("{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'web'},"
                + " spec: {template: {spec: {containers: [{name: 'a', image: 'a:1'}]}}}}");
        assertThat(Attempts.create(POD)
                        .writes(job, job)
                        .remedy(Rule.FORGED_OWNER)
                        .denial())
                .isEqualTo("""
                Pod web-2 carries along the owner reference of Job web, which makes its Pods itself and deletes one too many.

                Leave metadata.ownerReferences out.""");
    }

    @Test
    void aCustomResourceIsEdited() {
        var database = workload("{apiVersion: 'db.example.com/v1', kind: 'Database', metadata: {name: 'web'}}");
        assertThat(Attempts.create(POD)
                        .writes(database, database)
                        .remedy(Rule.FORGED_OWNER)
                        .denial())
                .isEqualTo("""
                Pod web-2 names Database web as its controller, and controllers alone write that, on the Pods that they make.

                To change all Pods of Database web:
                  kubectl -n shop edit database.v1.db.example.com/web""" + OF_ITS_OWN);
    }

    @Test
    void aRunningPodIsLeftAlone() {
        var update = Attempts.update(Target.POD, POD, POD).writes(replicaSet(), deployment("", "{name: 'a'}"));
        assertThat(update.remedy(Rule.FORGED_OWNER).warning())
                .isEqualTo("Pod web-2 names ReplicaSet web-5d4 as its controller, and controllers alone write that."
                        + " Leave its owner references as they are.");
    }

    @Test
    void isSofterWhereNobodyKnows() {
        var creation = Attempts.create(POD)
                .writes(ResolvedOwner.notFound(
                        new Owner.Unresolved(new OwnerReference("apps/v1", "ReplicaSet", "web-5d4", "u"))));
        assertThat(creation.remedy(Rule.FORGED_OWNER).denial()).isEqualTo("""
                Pod web-2 names ReplicaSet web-5d4 as its controller: controllers write that on the Pods that they make.

                Leave metadata.ownerReferences out, or change ReplicaSet web-5d4, or what owns it, instead.""");
    }

    private static Workload replicaSet() {
        return workload("{apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {name: 'web-5d4'}}");
    }

    private static Workload deployment(String metadata, String container) {
        return workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {" + metadata + "name: 'web'},"
                + " spec: {template: {spec: {containers: [" + container + "]}}}}");
    }
}
