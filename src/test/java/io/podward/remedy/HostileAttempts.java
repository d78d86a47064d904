package io.podward.remedy;

import static io.podward.manifest.Trees.tree;
import static io.podward.remedy.Attempts.reference;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Membership;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Purpose;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import io.podward.remedy.HostileValuesTest.Form;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Rows for {@link HostileValuesTest}, of attempts at anything but a Pod of a Deployment or one without a controller. */
final class HostileAttempts {
    private static final String POD =
            "{metadata: {name: 'web-5d4-x2k', labels: {app: 'web'}}, spec: {containers: [%s]}}";
    private static final String CONTAINER = "{name: 'a', image: 'x:1'}";
    private static final String SCALE = "{metadata: {name: 'web-5d4'}, spec: {replicas: %s}}";
    private static final String TEMPLATE =
            "{metadata: {labels: {app: 'web'%s}, annotations: {team: 'a'%s}}, spec: {containers: [%s]}}";
    private static final String PATCH = "{spec: {template: {spec: {containers: [{name: 'a', image: '☠'}]}}}}";

    private HostileAttempts() {}

    static Stream<Arguments> replicasThatAreCopied() {
        return Stream.of(
                row(
                        "a copy of a replica, with another image",
                        Rule.FORGED_OWNER,
                        hostile -> create(hostile, POD.formatted("{name: 'a', image: '☠'}"))
                                .writes(set(hostile, "7", CONTAINER), deployment(hostile, "web", CONTAINER)),
                        new Form("-n shop set image deployment/web a=☠", ""),
                        new Form("-n shop patch deployment/web -p …", PATCH)),
                row(
                        "a copy of a replica of a Deployment of that name",
                        Rule.FORGED_OWNER,
                        hostile -> create(hostile, POD.formatted("{name: 'b', image: 'x:2'}"))
                                .writes(set(hostile, "7", CONTAINER), deployment(hostile, "☠", CONTAINER)),
                        new Form("-n shop edit deployment/☡", "")),
                row(
                        "a copy of a Pod of a custom resource",
                        Rule.FORGED_OWNER,
                        hostile -> create(hostile, POD.formatted(CONTAINER))
                                .writes(rollout(hostile, "☠", CONTAINER), rollout(hostile, "☠", CONTAINER)),
                        new Form("-n shop edit rollout.v1alpha1.argoproj.io/☡", "")),
                row(
                        "a controller that cannot be one, and an image",
                        Rule.FORGED_OWNER,
                        hostile -> create(
                                        hostile,
                                        "{metadata: {name: 'web'}, spec: {containers: [{name: 'web', image: '☠'}]}}")
                                .writes(ResolvedOwner.notFound(
                                        new Owner.Gone(reference("v1", "ConfigMap", hostile), false))),
                        new Form("-n shop create deployment web --image=☠", ""),
                        new Form(
                                "-n shop create -f -",
                                "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {app: 'web'}},"
                                        + " spec: {replicas: 1, selector: {matchLabels: {app: 'web'}}, template: {metadata:"
                                        + " {labels: {app: 'web'}}, spec: {containers: [{name: 'web', image: '☠'}]}}}}")));
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                row(
                        "the value of a label",
                        Rule.POD_LABEL,
                        hostile -> relabel(hostile, "app: 'web', tier: 'a'", "app: 'web', tier: '☠'", "web"),
                        new Form("-n shop patch deployment/web -p …", ofTemplate("{tier: '☠'}"))),
                row(
                        "the name of a label",
                        Rule.POD_LABEL,
                        hostile -> relabel(hostile, "app: 'web'", "app: 'web', '☠': 'a'", "web"),
                        new Form("-n shop patch deployment/web -p …", ofTemplate("{'☠': 'a'}"))),
                row(
                        "a label, and the name of the Deployment",
                        Rule.POD_LABEL,
                        hostile -> relabel(hostile, "app: 'web'", "app: 'web', tier: '☠'", "☠"),
                        new Form("-n shop patch deployment/☡ -p …", ofTemplate("{tier: '☠'}"))));
    }

    static Stream<Arguments> workloads() {
        return Stream.of(
                row(
                        "a Deployment to scale",
                        Rule.WORKLOAD_EDIT,
                        hostile -> scale(hostile, "3", "5", "7").scaledBy(hostile),
                        new Form("-n shop scale deployment/☡ --replicas=5", "")),
                row(
                        "a Deployment to go back to an older revision of",
                        Rule.WORKLOAD_EDIT,
                        hostile -> scale(hostile, "0", "3", "6"),
                        new Form("-n shop rollout undo deployment/☡ --to-revision=6", "")),
                row(
                        "a Deployment that is being rolled out",
                        Rule.WORKLOAD_EDIT,
                        hostile -> scale(hostile, "3", "0", "6"),
                        new Form("-n shop rollout status deployment/☡", "")),
                row(
                        "the image of a ReplicaSet",
                        Rule.WORKLOAD_EDIT,
                        hostile -> template(hostile, TEMPLATE.formatted("", "", "{name: 'a', image: '☠'}")),
                        new Form("-n shop set image deployment/web a=☠", ""),
                        new Form("-n shop patch deployment/web -p …", PATCH)),
                row(
                        "a label and an annotation of the template of a ReplicaSet",
                        Rule.WORKLOAD_EDIT,
                        hostile -> template(hostile, TEMPLATE.formatted(", '☠': '☠'", ", '☠': '☠'", CONTAINER)),
                        new Form(
                                "-n shop patch deployment/web -p …",
                                "{spec: {template: {metadata: {labels: {'☠': '☠'}, annotations: {'☠': '☠'}}}}}")),
                row(
                        "the image of a Job of a CronJob",
                        Rule.WORKLOAD_EDIT,
                        hostile -> {
                            var cronJob = cronJob(hostile);
                            return update(Target.JOB, hostile, job(CONTAINER), job("{name: 'a', image: '☠'}"))
                                    .ownedBy(cronJob, cronJob);
                        },
                        new Form("-n shop set image cronjob/☡ a=☠", ""),
                        new Form(
                                "-n shop patch cronjob/☡ -p …",
                                "{spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: 'a', image: '☠'}]}}}}}}")));
    }

    static Stream<Arguments> customResources() {
        return Stream.of(
                row(
                        "the image of a Rollout",
                        Rule.POD_EDIT,
                        hostile -> ofRollout(hostile, "web", CONTAINER, "{name: 'a', image: '☠'}"),
                        new Form("argo rollouts -n shop set image web a=☠", ""),
                        new Form("-n shop edit rollout.v1alpha1.argoproj.io/web", "")),
                row(
                        "the name of a Rollout, of its container, and of its namespace",
                        Rule.POD_EDIT,
                        hostile -> ofRollout(hostile, "☠", "{name: '☠', image: 'x:1'}", "{name: '☠', image: 'x:2'}")
                                .in(hostile),
                        new Form("argo rollouts -n ☡ set image ☡ ☡=x:2", "")),
                row(
                        "the name of a Rollout to edit",
                        Rule.POD_EDIT,
                        hostile -> ofRollout(hostile, "☠", CONTAINER, "{name: 'a', image: 'x:1', args: ['☠']}"),
                        new Form("-n shop edit rollout.v1alpha1.argoproj.io/☡", "")));
    }

    static Stream<Arguments> pods() {
        var pod = "{metadata: {name: '☠', labels: {app: '%s'}}, spec: {containers: [{name: '☠', image: 'x:1'}]}}";
        return Stream.of(
                row(
                        "a Pod that leaves its controller",
                        Rule.POD_DETACH,
                        hostile -> update(Target.POD, hostile, pod.formatted("web"), pod.formatted("☠"))
                                .ownedBy(set(hostile, "7", CONTAINER), deployment(hostile, "☠", CONTAINER))
                                .andThePod(Membership.LEAVES)
                                .in(hostile),
                        new Form("-n ☡ debug -it ☡ --image=busybox --target=☡", ""),
                        new Form("-n ☡ delete pod ☡", "")),
                row(
                        "a Pod of a Deployment that is deleted",
                        Rule.POD_DELETE,
                        hostile -> delete(hostile, pod.formatted("web"))
                                .ownedBy(set(hostile, "7", CONTAINER), deployment(hostile, "☠", CONTAINER)),
                        new Form("-n shop rollout restart deployment/☡", "")),
                row(
                        "a Pod of a Rollout that is deleted",
                        Rule.POD_DELETE,
                        hostile -> delete(hostile, pod.formatted("web"))
                                .ownedBy(rollout(hostile, "☠", CONTAINER), rollout(hostile, "☠", CONTAINER))
                                .in(hostile),
                        new Form("argo rollouts -n ☡ restart ☡", "")),
                row(
                        "a Pod of limited life",
                        Rule.POD_DEBUG,
                        hostile -> create(hostile, pod.formatted("web")).madeFor(new Purpose.Leased(60)),
                        new Form("-n shop delete pod ☡", "")),
                row(
                        "a debugger on a node",
                        Rule.POD_DEBUG,
                        hostile -> create(hostile, "{metadata: {name: '☠'}, spec: {nodeName: '☠'}}")
                                .madeFor(new Purpose.NodeDebugger()),
                        new Form("-n shop delete pod ☡", "")));
    }

    static Stream<Arguments> notes() {
        return Stream.of(
                argumentSet(
                        "a Deployment to restart, instead of scaling it to nothing",
                        of(Rule.WORKLOAD_EDIT, hostile -> scale(hostile, "3", "0", "7")),
                        "-n shop rollout restart deployment/☡"),
                argumentSet(
                        "a Deployment to go back to an older revision of",
                        of(Rule.WORKLOAD_EDIT, hostile -> scale(hostile, "3", "0", "6")),
                        "-n shop rollout undo deployment/☡ --to-revision=6"),
                argumentSet(
                        "a Rollout to edit without the plugin",
                        of(Rule.POD_EDIT, hostile -> ofRollout(hostile, "☠", CONTAINER, "{name: 'a', image: 'x:2'}")),
                        "-n shop edit rollout.v1alpha1.argoproj.io/☡"));
    }

    static Stream<Arguments> charts() {
        return Stream.of(
                argumentSet("a Helm release", managed("annotations: {'meta.helm.sh/release-name': '☠'}")),
                argumentSet(
                        "a Helm release in another namespace",
                        managed(
                                "annotations: {'meta.helm.sh/release-name': '☠', 'meta.helm.sh/release-namespace': '☠'}")));
    }

    static Stream<Arguments> withoutCommand() {
        var container = "{metadata: {name: '☠'}, spec: {ephemeralContainers: [%s]}}";
        return Stream.of(
                argumentSet(
                        "an Argo CD application",
                        managed("annotations: {'argocd.argoproj.io/tracking-id': '☠:apps/Deployment:shop/web'}")),
                argumentSet("an Argo CD instance", managed("labels: {'argocd.argoproj.io/instance': '☠'}")),
                argumentSet(
                        "a Flux Kustomization",
                        managed("labels: {'kustomize.toolkit.fluxcd.io/name': '☠',"
                                + " 'kustomize.toolkit.fluxcd.io/namespace': '☠'}")),
                argumentSet("another tool", managed("labels: {'app.kubernetes.io/managed-by': '☠'}")),
                argumentSet("a revision", of(Rule.WORKLOAD_EDIT, hostile -> scale(hostile, "3", "5", hostile))),
                argumentSet(
                        "an owner that does not exist",
                        of(
                                Rule.FORGED_OWNER,
                                hostile -> create(hostile, POD.formatted(CONTAINER))
                                        .writes(ResolvedOwner.notFound(new Owner.Claimed(
                                                new OwnerReference(hostile, hostile, hostile, hostile)))))),
                argumentSet(
                        "a Pod that its controller takes back",
                        of(
                                Rule.POD_DETACH,
                                hostile -> update(
                                                Target.POD, hostile, POD.formatted(CONTAINER), POD.formatted(CONTAINER))
                                        .ownedBy(ResolvedOwner.notFound(new Owner.Unresolved(
                                                new OwnerReference("apps/v1", hostile, hostile, hostile))))
                                        .andThePod(Membership.STAYS))),
                argumentSet(
                        "a label that the cluster sets",
                        of(
                                Rule.POD_LABEL,
                                hostile ->
                                        relabel(hostile, "app: 'web'", "app: 'web', 'pod-template-hash': '☠'", "☠"))),
                argumentSet(
                        "an ephemeral container",
                        of(
                                Rule.POD_DEBUG,
                                hostile -> update(
                                                Target.POD_EPHEMERAL_CONTAINERS,
                                                hostile,
                                                container.formatted(""),
                                                container.formatted("{name: '☠', image: '☠'}"))
                                        .ownedBy(set(hostile, "7", CONTAINER), deployment(hostile, "☠", CONTAINER)))));
    }

    private static Arguments row(String name, Rule rule, Function<String, Attempts> attempt, Form... forms) {
        return argumentSet(name, of(rule, attempt), List.of(forms));
    }

    private static Function<String, Remedy> of(Rule rule, Function<String, Attempts> attempt) {
        return hostile -> attempt.apply(hostile).remedy(rule);
    }

    private static Attempts create(String hostile, String pod) {
        return Attempts.create(put(hostile, pod));
    }

    private static Attempts update(Target target, String hostile, String before, String after) {
        return Attempts.update(target, put(hostile, before), put(hostile, after));
    }

    private static Attempts delete(String hostile, String pod) {
        return Attempts.delete(put(hostile, pod));
    }

    private static JsonNode put(String hostile, String json) {
        return HostileValuesTest.put(hostile, tree(json));
    }

    private static Attempts relabel(String hostile, String before, String after, String owner) {
        var pod = "{metadata: {name: 'web-5d4-x2k', labels: {%s}}}";
        return update(Target.POD, hostile, pod.formatted(before), pod.formatted(after))
                .ownedBy(set(hostile, "7", CONTAINER), deployment(hostile, owner, CONTAINER));
    }

    /** Of a ReplicaSet of this revision; that of the Deployment is 7. */
    private static Attempts scale(String hostile, String from, String to, String revision) {
        return update(Target.REPLICA_SET_SCALE, hostile, SCALE.formatted(from), SCALE.formatted(to))
                .ownedBy(set(hostile, revision, CONTAINER), deployment(hostile, "☠", CONTAINER));
    }

    private static Attempts template(String hostile, String template) {
        var set =
                "{apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {name: 'web-5d4', annotations: {'deployment.kubernetes.io/revision': '7'}}, spec: {replicas: 3,"
                        + " template: %s}}";
        return update(
                        Target.REPLICA_SET,
                        hostile,
                        set.formatted(TEMPLATE.formatted("", "", CONTAINER)),
                        set.formatted(template))
                .ownedBy(deployment(hostile, "web", CONTAINER), deployment(hostile, "web", CONTAINER));
    }

    private static Attempts ofRollout(String hostile, String name, String before, String after) {
        var rollout = rollout(hostile, name, before);
        return update(Target.POD, hostile, POD.formatted(before), POD.formatted(after))
                .ownedBy(rollout, rollout);
    }

    private static Function<String, Remedy> managed(String metadata) {
        return of(Rule.POD_EDIT, hostile -> {
            var owner = new Workload(put(
                    hostile,
                    "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop', " + metadata
                            + "}, spec: {template: {spec: {containers: [" + CONTAINER + "]}}}}"));
            return update(Target.POD, hostile, POD.formatted(CONTAINER), POD.formatted("{name: 'a', image: 'x:2'}"))
                    .ownedBy(owner, owner);
        });
    }

    private static Workload set(String hostile, String revision, String container) {
        return workload(
                hostile, "apps/v1", "ReplicaSet", "web-5d4", revision.equals(hostile) ? "☠" : revision, container);
    }

    private static Workload deployment(String hostile, String name, String container) {
        return workload(hostile, "apps/v1", "Deployment", name, "7", container);
    }

    private static Workload rollout(String hostile, String name, String container) {
        return workload(hostile, "argoproj.io/v1alpha1", "Rollout", name, "7", container);
    }

    private static Workload workload(
            String hostile, String apiVersion, String kind, String name, String revision, String container) {
        return new Workload(put(
                hostile,
                "{apiVersion: '%s', kind: '%s', metadata: {name: '%s', namespace: 'shop', uid: 'uid-web', annotations:"
                                .formatted(apiVersion, kind, name)
                        + " {'deployment.kubernetes.io/revision': '" + revision + "'}}, spec: {replicas: 3, selector:"
                        + " {matchLabels: {app: 'web'}}, template: " + TEMPLATE.formatted("", "", container) + "}}"));
    }

    private static Workload cronJob(String hostile) {
        return new Workload(put(
                hostile,
                "{apiVersion: 'batch/v1', kind: 'CronJob', metadata: {name: '☠', namespace: 'shop', uid: 'uid-web'}, spec:"
                        + " {jobTemplate: {spec: {template: {spec: {containers: [" + CONTAINER + "]}}}}}}"));
    }

    private static String job(String container) {
        return "{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: '☠'}, spec: {template: {spec: {containers: ["
                + container + "]}}}}";
    }

    private static String ofTemplate(String labels) {
        return "{spec: {template: {metadata: {labels: " + labels + "}}}}";
    }
}
