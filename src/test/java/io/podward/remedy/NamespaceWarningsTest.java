package io.podward.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.NamespacePods;
import io.podward.manifest.PodManifest;
import io.podward.manifest.Trees;
import io.podward.policy.Action;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceChange;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.ObjectRef;
import io.podward.policy.OwnerReference;
import io.podward.policy.Policy;
import io.podward.policy.Printable;
import io.podward.policy.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NamespaceWarningsTest {
    private static final Map<Rule, Action> AS_SHIPPED =
            Arrays.stream(Rule.values()).collect(Collectors.toMap(rule -> rule, Rule::byDefault));
    private static final PodManifest BUILDER = pod("builder", "", "containers: []");
    private static final PodManifest LEASED = pod("shell", "", "restartPolicy: 'Never', activeDeadlineSeconds: 3600");
    private static final PodManifest LEASED_TOO_LONG =
            pod("nightly", "", "restartPolicy: 'Never', activeDeadlineSeconds: 3601");
    private static final OwnerReference SET = new OwnerReference("apps/v1", "ReplicaSet", "web-5d4", "uid-web-5d4");
    private static final PodManifest REPLICA = controlled("web-5d4-x2k", "apps/v1", "ReplicaSet", "web-5d4");
    private static final PodManifest FORGED = controlled("sly", "v1", "ConfigMap", "settings");
    private static final Map<String, String> ENFORCE = Map.of("podward.io/mode", "enforce");

    @ParameterizedTest
    @MethodSource
    void warns(Map<String, String> labels, NamespacePods pods, List<String> warnings) {
        assertThat(warnings(Mode.AUDIT, NamespaceLabelUse.TIGHTEN, labels, pods))
                .isEqualTo(warnings);
    }

    static Stream<Arguments> warns() {
        return Stream.of(
                argumentSet("an empty namespace", ENFORCE, pods(), List.of()),
                argumentSet("nothing gets stricter", Map.of("team", "shop"), pods(BUILDER), List.of()),
                argumentSet(
                        "a Pod of each sort",
                        ENFORCE,
                        pods(BUILDER, LEASED, LEASED_TOO_LONG, REPLICA, FORGED),
                        List.of(
                                "Rule forged-owner (deny) will apply when 1 Pod with a controller of a kind that controls no"
                                        + " Pods in namespace shop is created again: 1 of ConfigMap settings",
                                "Rules pod-detach (warn), pod-edit (deny), pod-label (warn) will apply when 1 Pod in"
                                        + " namespace shop is changed: 1 of Deployment web",
                                "Rule pod-debug (warn) will apply when 1 Pod of limited life in namespace shop is"
                                        + " created again: shell",
                                "Rule bare-pod (deny) will apply when 2 Pods without a controller in namespace shop are"
                                        + " created again: builder, nightly")),
                argumentSet(
                        "Pods that are on their way out, and a static Pod",
                        ENFORCE,
                        pods(
                                pod("going", "deletionTimestamp: '2026-11-22T12:00:00Z'", ""),
                                new PodManifest(Trees.tree("{metadata: {name: 'done'}, status: {phase: 'Succeeded'}}")),
                                pod(
                                        "etcd-node-1",
                                        "annotations: {'kubernetes.io/config.mirror': 'x'}, "
                                                + owner("v1", "Node", "node-1"),
                                        "")),
                        List.of()),
                argumentSet(
                        "a Pod of a node that is only said to be static",
                        ENFORCE,
                        pods(controlled("sly", "v1", "Node", "node-1")),
                        List.of(
                                "Rule forged-owner (deny) will apply when 1 Pod with a controller of a kind that controls no"
                                        + " Pods in namespace shop is created again: 1 of Node node-1")),
                argumentSet(
                        "owners by the number of their Pods, and no more than five",
                        ENFORCE,
                        pods(IntStream.rangeClosed(1, 7)
                                .boxed()
                                .flatMap(i -> IntStream.range(0, i)
                                        .mapToObj(j ->
                                                controlled("db" + i + "-" + j, "apps/v1", "StatefulSet", "db" + i)))
                                .toArray(PodManifest[]::new)),
                        List.of("Rules pod-detach (warn), pod-edit (deny), pod-label (warn) will apply when 28 Pods in"
                                + " namespace shop are changed: 7 of StatefulSet db7, 6 of StatefulSet db6,"
                                + " 5 of StatefulSet db5 and 10 more")),
                argumentSet(
                        "more Pods than a page",
                        ENFORCE,
                        new NamespacePods.Listed(List.of(BUILDER), Map.of(), false),
                        List.of(
                                "Rule bare-pod (deny) will apply when at least 1 Pod without a controller in namespace shop is"
                                        + " created again: builder")),
                argumentSet(
                        "the Pods could not be listed",
                        ENFORCE,
                        new NamespacePods.Unknown(),
                        List.of(
                                "The Pods of namespace shop could not be listed, or not in time: how many of them the new"
                                        + " labels are about is not known.")),
                argumentSet(
                        "deletions",
                        Map.of("podward.io/mode", "enforce", "podward.io/pod-delete", "warn"),
                        pods(REPLICA),
                        List.of(
                                "Rules pod-detach (warn), pod-edit (deny), pod-label (warn), pod-delete (warn) will apply when"
                                        + " 1 Pod in namespace shop is changed or deleted: 1 of Deployment web")));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatIsWrongWithLabels(NamespaceLabelUse use, Map<String, String> labels, List<String> warnings) {
        assertThat(warnings(Mode.ENFORCE, use, labels, new NamespacePods.Unknown()))
                .isEqualTo(warnings);
    }

    static Stream<Arguments> saysWhatIsWrongWithLabels() {
        var tighten = NamespaceLabelUse.TIGHTEN;
        return Stream.of(
                argumentSet(
                        "a misspelt rule",
                        tighten,
                        Map.of("podward.io/barepod", "deny"),
                        List.of(
                                "Label podward.io/barepod=deny means nothing to Podward: did you mean podward.io/bare-pod?")),
                argumentSet(
                        "a misspelt mode",
                        tighten,
                        Map.of("podward.io/mode", "enforced"),
                        List.of("Label podward.io/mode=enforced means nothing to Podward: did you mean enforce?")),
                argumentSet(
                        "another action",
                        tighten,
                        Map.of("podward.io/pod-delete", "forbid"),
                        List.of(
                                "Label podward.io/pod-delete=forbid means nothing to Podward: its value can be off, audit,"
                                        + " warn.")),
                argumentSet(
                        "something else",
                        tighten,
                        Map.of("podward.io/x-owner", "me"),
                        List.of(
                                "Label podward.io/x-owner=me means nothing to Podward: after the slash there can be mode,"
                                        + " forged-owner, pod-adoption, pod-detach, pod-edit, pod-label, workload-edit, pod-debug,"
                                        + " bare-pod, pod-delete.")),
                argumentSet(
                        "many mistakes",
                        tighten,
                        Map.of("podward.io/bare-pods", "x", "podward.io/mod", "x", "podward.io/pod-edits", "x"),
                        List.of(
                                "Label podward.io/bare-pods=x means nothing to Podward: did you mean podward.io/bare-pod?",
                                "Label podward.io/mod=x means nothing to Podward: did you mean podward.io/mode?")),
                argumentSet(
                        "a milder action",
                        tighten,
                        Map.of("podward.io/bare-pod", "warn"),
                        List.of(
                                "Label podward.io/bare-pod=warn has no effect: the policy says bare-pod=deny, and lets the"
                                        + " labels of a namespace only make that stricter.")),
                argumentSet(
                        "labels that are not heeded",
                        NamespaceLabelUse.IGNORE,
                        Map.of("podward.io/pod-label", "deny", "podward.io/mode", "audit"),
                        List.of(
                                "Labels podward.io/mode=audit, podward.io/pod-label=deny have no effect: the policy says"
                                        + " mode=enforce, pod-label=warn, and does not heed the labels of a namespace.")));
    }

    @Test
    void areShortAndPrintableWhateverOwnersAreCalled() {
        var long1 = "x".repeat(300);
        var pods = pods(
                controlled("a", "example.com/v1", "Thing\u001b[31m", long1),
                controlled("b", "example.com/v1", "Thing", long1 + "y"),
                controlled("c", "v1", "ConfigMap\nx", "\u202e"));
        assertThat(warnings(Mode.AUDIT, NamespaceLabelUse.TIGHTEN, ENFORCE, pods))
                .hasSize(2)
                .allMatch(Printable::isPrintable)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(256));
    }

    private static List<String> warnings(
            Mode mode, NamespaceLabelUse use, Map<String, String> labels, NamespacePods pods) {
        var policy = new Policy(mode, AS_SHIPPED, Map.of(), use, 3600, "", List.of(), Optional.empty());
        return NamespaceWarnings.of(policy, "shop", NamespaceChange.of(policy, Map.of(), labels), pods);
    }

    private static NamespacePods pods(PodManifest... pods) {
        return new NamespacePods.Listed(
                List.of(pods), Map.of(SET, new ObjectRef("apps/v1", "Deployment", "shop", "web")), true);
    }

    private static PodManifest controlled(String name, String apiVersion, String kind, String owner) {
        return pod(name, owner(apiVersion, kind, owner), "");
    }

    private static String owner(String apiVersion, String kind, String name) {
        return "ownerReferences: [{apiVersion: '%s', kind: \"%s\", name: \"%s\", uid: 'uid-%s', controller: true}]"
                .formatted(apiVersion, kind.replace("\u001b", "\\u001b").replace("\n", "\\n"), name, name);
    }

    private static PodManifest pod(String name, String metadata, String spec) {
        return new PodManifest(Trees.tree("{metadata: {name: '%s'%s}, spec: {%s}}"
                .formatted(name, metadata.isEmpty() ? "" : ", " + metadata, spec)));
    }
}
