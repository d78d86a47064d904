package io.podward.remedy;

import static io.podward.manifest.Trees.pod;
import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.Owners;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PodEditRemedyTest {
    @ParameterizedTest
    @MethodSource
    void givesTheCommandThatDoesTheSameOnTheOwner(String before, String after, String command) {
        assertThat(commandFor("Deployment", before, after)).isEqualTo(command);
    }

    static Stream<Arguments> givesTheCommandThatDoesTheSameOnTheOwner() {
        return Stream.of(
                argumentSet(
                        "an image",
                        "{containers: [{name: 'a', image: 'x:1'}, {name: 'b', image: 'y:1'}]}",
                        "{containers: [{name: 'a', image: 'x:2'}, {name: 'b', image: 'y:1'}]}",
                        "kubectl -n shop set image deployment/web a=x:2"),
                argumentSet(
                        "the images of an init container and of a container, in one roll-out",
                        "{initContainers: [{name: 'i', image: 'x:1'}], containers: [{name: 'a', image: 'y:1'}]}",
                        "{initContainers: [{name: 'i', image: 'x:2'}], containers: [{name: 'a', image: 'y:2'}]}",
                        "kubectl -n shop set image deployment/web i=x:2 a=y:2"),
                argumentSet(
                        "an image that a shell would misunderstand",
                        "{containers: [{name: 'a', image: 'x:1'}]}",
                        "{containers: [{name: 'a', image: '$(id)'}]}",
                        "kubectl -n shop set image deployment/web 'a=$(id)'"),
                argumentSet(
                        "an image that a terminal would obey",
                        "{containers: [{name: 'a', image: 'x:1'}]}",
                        "{containers: [{name: 'a', image: 'x\\u001b[2J'}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"image\":\"x\\u001B[2J\"}]}}}}'"),
                argumentSet(
                        "variables that are set and removed",
                        "{containers: [{name: 'a', env: [{name: 'KEEP', value: '0'}, {name: 'OLD', value: '1'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'KEEP', value: '0'}, {name: 'NEW', value: 'it\\u0027s'}]}]}",
                        "kubectl -n shop set env deployment/web -c a 'NEW=it'\\''s' OLD-"),
                argumentSet(
                        "a variable of several lines",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a', env: [{name: 'K', value: 'one\\ntwo'}]}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"env\":[{\"name\":\"K\",\"value\":\"one\\ntwo\"}]}]}}}}'"),
                argumentSet(
                        "a variable that refers to a Secret",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a', env: [{name: 'K', valueFrom: {secretKeyRef: {name: 's', key: 'k'}}}]}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"env\":[{\"name\":\"K\",\"valueFrom\":{\"secretKeyRef\":"
                                + "{\"name\":\"s\",\"key\":\"k\"}}}]}]}}}}'"),
                argumentSet(
                        "a variable whose name kubectl would take for a flag",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a', env: [{name: '-x', value: '1'}]}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"env\":[{\"name\":\"-x\",\"value\":\"1\"}]}]}}}}'"),
                argumentSet(
                        "resources",
                        "{containers: [{name: 'a', resources: {requests: {cpu: '1', memory: '1Gi'}}}]}",
                        "{containers: [{name: 'a', resources: {requests: {cpu: '2', memory: '1Gi'}, limits: {cpu: '4'}}}]}",
                        "kubectl -n shop set resources deployment/web -c a --requests=cpu=2 --limits=cpu=4"),
                argumentSet(
                        "a variable in front of one that refers to it",
                        "{containers: [{name: 'a', env: [{name: 'URL', value: '$(HOST)'}]}]}",
                        "{containers: [{name: 'a', env: [{name: 'HOST', value: 'h'}, {name: 'URL', value: '$(HOST)'}]}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"$setElementOrder/env\":[{\"name\":\"HOST\"},{\"name\":\"URL\"}],"
                                + "\"env\":[{\"name\":\"HOST\",\"value\":\"h\"}]}]}}}}'"),
                argumentSet(
                        "a resource whose name kubectl would read as two",
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a', resources: {requests: {'cpu=9,memory\\u001b': '1'}}}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"resources\":{\"requests\":{\"cpu=9,memory\\u001B\":\"1\"}}}]}}}}'"),
                argumentSet(
                        "a limit that is taken away",
                        "{containers: [{name: 'a', resources: {limits: {cpu: '4', memory: '1Gi'}}}]}",
                        "{containers: [{name: 'a', resources: {limits: {cpu: '4'}}}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"resources\":{\"limits\":{\"memory\":null}}}]}}}}'"),
                argumentSet(
                        "a service account, with its deprecated twin",
                        "{serviceAccountName: 'default', serviceAccount: 'default'}",
                        "{serviceAccountName: 'shop', serviceAccount: 'shop'}",
                        "kubectl -n shop set serviceaccount deployment/web shop"),
                argumentSet(
                        "a toleration",
                        "{tolerations: [{key: 'a'}]}",
                        "{tolerations: [{key: 'a'}, {key: 'gpu', operator: 'Exists'}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"tolerations\":"
                                + "[{\"key\":\"a\"},{\"key\":\"gpu\",\"operator\":\"Exists\"}]}}}}'"),
                argumentSet(
                        "an image and a variable: one patch, one roll-out",
                        "{containers: [{name: 'a', image: 'x:1'}]}",
                        "{containers: [{name: 'a', image: 'x:2', env: [{name: 'K', value: 'v'}]}]}",
                        "kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"image\":\"x:2\",\"env\":[{\"name\":\"K\",\"value\":\"v\"}]}]}}}}'"));
    }

    @Test
    void leavesOutWhatLooksLikeACredentialSoThatAShellRefusesTheCommand() {
        var remedy = remedy(
                root("Deployment", "{containers: [{name: 'a'}]}"),
                "{containers: [{name: 'a'}]}",
                "{containers: [{name: 'a', env: [{name: 'COLOR', value: 'blue'}, {name: 'DB_PASSWORD', value: 'hunter2'},"
                        + " {name: 'API_KEY', value: 'hunter2'}]}]}");

        assertThat(remedy.denial()).isEqualTo("""
                Pod web-5d4-x2k belongs to Deployment web: a change made here is lost when the Pod is replaced.

                Change the Deployment instead:
                  kubectl -n shop set env deployment/web -c a COLOR=blue DB_PASSWORD="${NEW_DB_PASSWORD:?}" API_KEY="${NEW_API_KEY:?}"

                "${NEW_DB_PASSWORD:?}" stands for a value that looks like a secret: put that in, in quotes, before you run this.""");
        assertThat(remedy.warning()).isEqualTo("""
                Pod web-5d4-x2k belongs to Deployment web: a change made here is lost when the Pod is replaced. \
                "${NEW_DB_PASSWORD:?}" stands for a value that looks like a secret: put that in, in quotes, before you run this. \
                Change the Deployment instead: kubectl -n shop set env deployment/web -c a COLOR=blue \
                DB_PASSWORD="${NEW_DB_PASSWORD:?}" API_KEY="${NEW_API_KEY:?}\"""");
        assertThat(remedy.command().orElseThrow().recorded())
                .endsWith("COLOR=\"${NEW_COLOR:?}\" DB_PASSWORD=\"${NEW_DB_PASSWORD:?}\" API_KEY=\"${NEW_API_KEY:?}\"");
    }

    @Test
    void leavesOutWhatLooksLikeACredentialSoThatNoPatchCanBeReadFromIt() {
        var remedy = remedy(
                root("Deployment", "{containers: [{name: 'a'}]}"),
                "{containers: [{name: 'a'}]}",
                "{containers: [{name: 'a', env: [{name: 'db.password', value: 'hunter2'}]}]}");

        assertThat(remedy.command().orElseThrow().block())
                .isEqualTo(
                        "  kubectl -n shop patch deployment/web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"a\",\"env\":[{\"name\":\"db.password\",\"value\":***}]}]}}}}'");
        assertThat(remedy.denial())
                .endsWith(
                        "\n\n*** stands for a value that looks like a secret: put that in, in quotes, before you run this.");
    }

    @ParameterizedTest
    @MethodSource
    void knowsTheOwnersKinds(String kind, String denial) {
        var remedy = remedy(root(kind, "{containers: [{name: 'a', image: 'x:1'}]}"));
        assertThat(remedy.denial()).isEqualTo(denial.stripTrailing());
    }

    static Stream<Arguments> knowsTheOwnersKinds() {
        return Stream.of(
                argumentSet("Deployment", "Deployment", """
                        Pod web-5d4-x2k belongs to Deployment web: a change made here is lost when the Pod is replaced.

                        Change the Deployment instead:
                          kubectl -n shop set image deployment/web a=x:2
                        """),
                argumentSet("StatefulSet", "StatefulSet", """
                        Pod web-5d4-x2k belongs to StatefulSet web: a change made here is lost when the Pod is replaced.

                        Change the StatefulSet instead:
                          kubectl -n shop set image statefulset/web a=x:2
                        """),
                argumentSet("ReplicaSet", "ReplicaSet", """
                        Pod web-5d4-x2k belongs to ReplicaSet web: a change made here is lost when the Pod is replaced.

                        Change the ReplicaSet instead:
                          kubectl -n shop set image replicaset/web a=x:2

                        A change of the template reaches new Pods only: delete the old ones, one by one.
                        """),
                argumentSet("ReplicationController", "ReplicationController", """
                        Pod web-5d4-x2k belongs to ReplicationController web: a change made here is lost when the Pod is replaced.

                        Change the ReplicationController instead:
                          kubectl -n shop set image replicationcontroller/web a=x:2

                        A change of the template reaches new Pods only: delete the old ones, one by one.
                        """),
                argumentSet("CronJob", "CronJob", """
                        Pod web-5d4-x2k belongs to CronJob web: a change made here is for this one Pod alone.

                        Change the CronJob instead:
                          kubectl -n shop set image cronjob/web a=x:2

                        A change of the CronJob reaches the Jobs that it creates afterwards. To run one at once:
                          kubectl -n shop create job web-$(date +%s) --from=cronjob/web
                        """),
                argumentSet("an Argo Rollout", "Rollout", """
                        Pod web-5d4-x2k belongs to Rollout web: a change made here is lost when the Pod is replaced.

                        Change the Rollout instead:
                          kubectl argo rollouts -n shop set image web a=x:2

                        Without kubectl's plugin for Argo Rollouts:
                          kubectl -n shop edit rollout.v1alpha1.argoproj.io/web
                        """),
                argumentSet("a Pod that owns Pods", "Pod", """
                        Pod web-5d4-x2k belongs to Pod web: a change made here is lost when the Pod is replaced.

                        Change Pod web, or what owns it, instead.
                        """));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatElseMustHappen(String fields, String note) {
        var deployment =
                workload("{apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'web', namespace: 'shop', "
                        + "x: 0" + fields);
        assertThat(remedy(Owners.root(deployment)).notes()).containsExactly(note);
    }

    static Stream<Arguments> saysWhatElseMustHappen() {
        var template = "template: {spec: {containers: [{name: 'a', image: 'x:1'}]}}}}";
        return Stream.of(
                argumentSet(
                        "OnDelete",
                        "}, spec: {updateStrategy: {type: 'OnDelete'}, " + template,
                        "Its update strategy is OnDelete: each Pod takes a change of the template when you delete it."),
                argumentSet(
                        "a partition",
                        "}, spec: {updateStrategy: {rollingUpdate: {partition: 3}}, " + template,
                        "Its update strategy has the partition 3: Pods with a lower ordinal keep the old template."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            labels: {'app.kubernetes.io/managed-by': 'Helm'} \
                | Helm | with helm upgrade | the next helm upgrade undoes that
            labels: {'app.kubernetes.io/managed-by': 'pulumi'} \
                | pulumi | there | that undoes it
            annotations: {'meta.helm.sh/release-name': 'blog', 'meta.helm.sh/release-namespace': 'shop'} \
                | Helm release blog | with helm upgrade blog | the next helm upgrade undoes that
            annotations: {'meta.helm.sh/release-name': 'x;y', 'meta.helm.sh/release-namespace': 'tools'} \
                | Helm release x;y in namespace tools | with helm upgrade 'x;y' | the next helm upgrade undoes that
            annotations: {'argocd.argoproj.io/tracking-id': 'blog:apps/Deployment:shop/web'} \
                | Argo CD application blog | in Git | Argo CD undoes that
            labels: {'argocd.argoproj.io/instance': 'blog', 'app.kubernetes.io/managed-by': 'Helm'} \
                | Argo CD application blog | in Git | Argo CD undoes that
            labels: {'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux'} \
                | Flux Kustomization flux/apps | in Git | Flux undoes that
            labels: {'helm.toolkit.fluxcd.io/name': 'blog', 'helm.toolkit.fluxcd.io/namespace': 'flux'} \
                | Flux HelmRelease flux/blog | in Git | Flux undoes that
            """, quoteCharacter = '"')
    void saysFirstThatTheSourceIsElsewhere(String metadata, String tool, String where, String undoes) {
        var deployment =
                workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop', "
                        + metadata + "}, spec: {template: {spec: {containers: [{name: 'a', image: 'x:1'}]}}}}");
        assertThat(remedy(Owners.root(deployment)).denial()).isEqualTo("""
                        Pod web-5d4-x2k belongs to Deployment web: a change made here is lost when the Pod is replaced.
                        The Deployment is managed by %s: make the change %s.

                        To change the Deployment directly, until %s:
                          kubectl -n shop set image deployment/web a=x:2""".formatted(tool, where, undoes));
    }

    @Test
    void namesTheFarthestOwnerThatIsKnown() {
        var replicaSet = new OwnerReference("apps/v1", "ReplicaSet", "web-5d4", "uid");
        var kafka = new OwnerReference("kafka.example.com/v1", "Kafka", "events", "uid-2");
        assertThat(remedy(ResolvedOwner.notFound(new Owner.Unresolved(replicaSet, kafka)))
                        .denial())
                .isEqualTo("""
                        Pod web-5d4-x2k belongs to ReplicaSet web-5d4: a change made here is lost when the Pod is replaced.

                        Change Kafka events, which ReplicaSet web-5d4 belongs to, or what owns it, instead.""");
    }

    @Test
    void leavesOutWhatTheClusterAddsToACopiedContainer() {
        var before = "{containers: [{name: 'a', image: 'x:1'}], volumes: [{name: 'kube-api-access-x', projected: {}}]}";
        var after =
                "{containers: [{name: 'a', image: 'x:1'}, {name: 'b', image: 'x:2', terminationMessagePolicy: 'File',"
                        + " volumeMounts: [{name: 'kube-api-access-x',"
                        + " mountPath: '/var/run/secrets/kubernetes.io/serviceaccount'}]}],"
                        + " volumes: [{name: 'kube-api-access-x', projected: {}}]}";
        assertThat(remedy(root("Deployment", "{containers: [{name: 'a', image: 'x:1'}]}"), before, after)
                        .command()
                        .orElseThrow()
                        .block())
                .endsWith("\"containers\":[{\"name\":\"b\",\"image\":\"x:2\"}]}}}}'");
    }

    @Test
    void saysThatPodsOfADeploymentRestart() {
        var remedy = remedy(
                root("Deployment", "{containers: []}"),
                "{containers: [], restartPolicy: 'Always'}",
                "{containers: [], restartPolicy: 'Never'}");
        assertThat(remedy.command()).isEmpty();
        assertThat(remedy.advice()).isEqualTo("The Pod template of a Deployment takes no restartPolicy but Always");
    }

    @Test
    void saysThatAPausedDeploymentHasToBeResumed() {
        var paused = workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'},"
                + " spec: {paused: true, template: {spec: {containers: [{name: 'a', image: 'x:1'}]}}}}");
        assertThat(remedy(Owners.root(paused)).notes())
                .containsExactly("Its roll-outs are paused. To let the change reach the Pods:\n"
                        + "  kubectl -n shop rollout resume deployment/web");
    }

    @Test
    void givesNoCommandForAnOwnerThatWasNotFoundInTime() {
        var reference = new OwnerReference("apps/v1", "ReplicaSet", "web-5d4", "uid");
        assertThat(remedy(ResolvedOwner.notFound(new Owner.Unresolved(reference)))
                        .denial())
                .isEqualTo("""
                        Pod web-5d4-x2k belongs to ReplicaSet web-5d4: a change made here is lost when the Pod is replaced.

                        Change ReplicaSet web-5d4, or what owns it, instead.""");
    }

    @Test
    void showsNoControlCharacterOfAHostileReference() {
        var reference = new OwnerReference("v1", "Thi\u001b[2Jng", "na\nme", "uid");
        var remedy = remedy(ResolvedOwner.notFound(new Owner.Unresolved(reference)));
        assertThat(remedy.problem()).contains("Thi\uFFFD[2Jng na\uFFFDme");
        assertThat(remedy.warning()).doesNotContainPattern("\\p{Cc}");
    }

    @Test
    void doesNotPretendThatASidecarIsTheTemplates() {
        var deployment = root("Deployment", "{containers: [{name: 'other', image: 'x:1'}]}");
        assertThat(remedy(deployment).denial()).isEqualTo("""
                Pod web-5d4-x2k belongs to Deployment web: a change made here is lost when the Pod is replaced.

                Container a is not in the Pod template of Deployment web: a sidecar injector or the like adds it to each Pod, \
                or the template has changed since.""");
    }

    @Test
    void givesTheCommandForTheOwnContainerBesideAnInjectedOne() {
        var remedy = remedy(
                root("Deployment", "{containers: [{name: 'a', image: 'x:1'}]}"),
                "{containers: [{name: 'a', image: 'x:1'}, {name: 'proxy', image: 'p:1'}]}",
                "{containers: [{name: 'a', image: 'x:2'}, {name: 'proxy', image: 'p:2'}]}");
        assertThat(remedy.command().orElseThrow().block())
                .isEqualTo("  kubectl -n shop set image deployment/web a=x:2");
        assertThat(remedy.notes())
                .containsExactly("Container proxy is not in the Pod template of Deployment web: a sidecar injector or"
                        + " the like adds it to each Pod, or the template has changed since.");
    }

    @Test
    void doesNotPretendThatWhatIsInjectedCouldBeTakenAway() {
        var remedy = remedy(
                root("Deployment", "{containers: [{name: 'a'}]}"),
                "{containers: [{name: 'a'}, {name: 'proxy', image: 'p:1'}]}",
                "{containers: [{name: 'a'}]}");
        assertThat(remedy.command()).isEmpty();
        assertThat(remedy.advice())
                .isEqualTo(
                        "containers[proxy] is not in the Pod template of Deployment web: something else adds it to each"
                                + " Pod, and has to be changed instead");
    }

    @Test
    void saysWhereThePodAndTheTemplateDiffer() {
        var remedy = remedy(
                root("Deployment", "{containers: [{name: 'a', args: ['--a']}]}"),
                "{containers: [{name: 'a', args: ['--a', '--injected']}]}",
                "{containers: [{name: 'a', args: ['--b', '--injected']}]}");
        assertThat(remedy.command().orElseThrow().block()).isEqualTo("  kubectl -n shop edit deployment/web");
        assertThat(remedy.notes())
                .containsExactly("Not the same in the Pod and in the template, so look twice: containers[a].args.");
    }

    @Test
    void tellsWhatIsLeftOut() {
        var remedy = remedy(
                root("Deployment", "{containers: [{name: 'a', image: 'x:1'}]}"),
                "{containers: [{name: 'a', image: 'x:1'}]}",
                "{containers: [{name: 'a', image: 'x:2'}], activeDeadlineSeconds: 60}");
        assertThat(remedy.notes())
                .containsExactly("The Pod template of a Deployment takes no activeDeadlineSeconds: that is left out.");
    }

    @Test
    void runsAJobAgainWithItsNewDeadline() {
        var remedy = remedy(
                root("Job", "{containers: [{name: 'a', image: 'x:1'}], restartPolicy: 'Never'}"),
                "{containers: [{name: 'a', image: 'x:1'}], restartPolicy: 'Never'}",
                "{containers: [{name: 'a', image: 'x:2'}], restartPolicy: 'Never', activeDeadlineSeconds: 60}");
        assertThat(remedy.denial()).isEqualTo("""
                        Pod web-5d4-x2k belongs to Job web: a change made here is for this one Pod alone.

                        The Pod template of a Job cannot be changed. To delete the Job and run it again with the change:

                        kubectl -n shop replace --force -f - <<'EOF'
                        apiVersion: batch/v1
                        kind: Job
                        metadata:
                          name: web
                          namespace: shop
                        spec:
                          template:
                            spec:
                              containers:
                              - name: a
                                image: x:2
                              restartPolicy: Never
                          activeDeadlineSeconds: 60
                        EOF""");
    }

    @Test
    void neverCutsACommandToFitAWarning() {
        var value = "x".repeat(4000);
        var remedy = remedy(
                root("Deployment", "{containers: [{name: 'a'}]}"),
                "{containers: [{name: 'a'}]}",
                "{containers: [{name: 'a', args: ['" + value + "']}]}");
        assertThat(remedy.warning()).endsWith("Change the Deployment instead.");
        assertThat(remedy.denial()).contains(value);
        assertThat(remedy.command().orElseThrow().recorded())
                .hasSizeLessThan(3100)
                .endsWith("… (cut)");
    }

    @Test
    void saysThatTheTemplateIsAsWishedAlready() {
        var deployment = root("Deployment", "{containers: [{name: 'a', image: 'x:2'}]}");
        assertThat(remedy(deployment).denial()).isEqualTo("""
                Pod web-5d4-x2k belongs to Deployment web: a change made here is lost when the Pod is replaced.

                The Pod template of Deployment web says so already: only this Pod differs. To have it replaced:
                  kubectl -n shop delete pod web-5d4-x2k""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec: {paused: true, %s}                                             | but its roll-outs are paused. To let it reach the Pods | resume
            spec: {%s}, status: {replicas: 3, updatedReplicas: 1}                | and is being rolled out. To follow that               | status
            spec: {paused: true, %s}, status: {replicas: 3, updatedReplicas: 1} | but its roll-outs are paused. To let it reach the Pods | resume
            """)
    void saysWhatKeepsTheTemplateFromThePods(String fields, String why, String verb) {
        var deployment =
                workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}, "
                        + fields.formatted("template: {spec: {containers: [{name: 'a', image: 'x:2'}]}}") + "}");
        assertThat(remedy(Owners.root(deployment)).denial()).isEqualTo("""
                        Pod web-5d4-x2k belongs to Deployment web: a change made here is lost when the Pod is replaced.

                        The Pod template of Deployment web says so already, %s:
                          kubectl -n shop rollout %s deployment/web""".formatted(why, verb));
    }

    @Test
    void movesADeadlineToTheJobItself() {
        assertThat(commandFor("Job", "{containers: []}", "{containers: [], activeDeadlineSeconds: 60}"))
                .isEqualTo("kubectl -n shop patch job/web -p '{\"spec\":{\"activeDeadlineSeconds\":60}}'");
    }

    @Test
    void saysThatPodsOfADeploymentHaveNoDeadline() {
        var remedy = remedy(
                root("Deployment", "{containers: []}"),
                "{containers: []}",
                "{containers: [], activeDeadlineSeconds: 60}");
        assertThat(remedy.command()).isEmpty();
        assertThat(remedy.advice()).isEqualTo("The Pod template of a Deployment takes no activeDeadlineSeconds");
    }

    private static String commandFor(String kind, String before, String after) {
        return remedy(root(kind, before), before, after)
                .command()
                .orElseThrow()
                .block()
                .strip();
    }

    private static Remedy remedy(ResolvedOwner owner) {
        return remedy(owner, "{containers: [{name: 'a', image: 'x:1'}]}", "{containers: [{name: 'a', image: 'x:2'}]}");
    }

    private static Remedy remedy(ResolvedOwner owner, String before, String after) {
        return PodEditRemedy.of(
                "shop", pod(before), PodUpdate.of(pod(before), pod(after), Target.POD), owner.owner(), owner.root());
    }

    private static ResolvedOwner root(String kind, String templateSpec) {
        var apiVersion = switch (kind) {
            case "CronJob", "Job" -> "batch/v1";
            case "Pod", "ReplicationController" -> "v1";
            case "Rollout" -> "argoproj.io/v1alpha1";
            default -> "apps/v1";
        };
        var template = "template: {spec: " + templateSpec + "}";
        var spec = kind.equals("CronJob") ? "jobTemplate: {spec: {" + template + "}}" : template;
        return Owners.root(workload("{apiVersion: '" + apiVersion + "', kind: '" + kind
                + "', metadata: {name: 'web', namespace: 'shop'}, spec: {" + spec + "}}"));
    }

    private static Workload workload(String json) {
        return new Workload(tree(json));
    }
}
