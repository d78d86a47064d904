package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Purpose;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Pods that kubectl really makes are in {@code FactsTest}. */
final class PodPurposeTest {
    private static final Purpose LASTING = new Purpose.Lasting();

    /** What every node debugger has, whatever its profile. */
    private static final String NAME = "node-debugger-node-1-x2k4z";

    private static final String DEBUGGER =
            "{nodeName: 'node-1', restartPolicy: 'Never', containers: [{name: 'debugger'}],"
                    + " tolerations: [{operator: 'Exists'}]}";

    @ParameterizedTest
    @MethodSource
    void isLeasedIfItEndsForGood(String spec, Purpose purpose) {
        assertThat(purpose("web", spec)).isEqualTo(purpose);
    }

    static Stream<Arguments> isLeasedIfItEndsForGood() {
        return Stream.of(
                argumentSet(
                        "a deadline, and no restart",
                        "{restartPolicy: 'Never', activeDeadlineSeconds: 3600}",
                        new Purpose.Leased(3600)),
                argumentSet(
                        "a deadline of any length: what is too long is the policy's business",
                        "{restartPolicy: 'Never', activeDeadlineSeconds: 9223372036854775807}",
                        new Purpose.Leased(Long.MAX_VALUE)),
                argumentSet(
                        "a deadline, and restarts on failure",
                        "{restartPolicy: 'OnFailure', activeDeadlineSeconds: 3600}",
                        LASTING),
                argumentSet(
                        "a deadline, and restarts", "{restartPolicy: 'Always', activeDeadlineSeconds: 3600}", LASTING),
                argumentSet("a deadline, and the default", "{activeDeadlineSeconds: 3600}", LASTING),
                argumentSet("no deadline", "{restartPolicy: 'Never'}", LASTING),
                argumentSet("an empty one", "{restartPolicy: 'Never', activeDeadlineSeconds: null}", LASTING),
                argumentSet(
                        "one that is no whole number",
                        "{restartPolicy: 'Never', activeDeadlineSeconds: 3600.5}",
                        LASTING),
                argumentSet("one that is a text", "{restartPolicy: 'Never', activeDeadlineSeconds: '60'}", LASTING),
                argumentSet(
                        "one that no number can hold",
                        "{restartPolicy: 'Never', activeDeadlineSeconds: 18446744073709551617}",
                        LASTING),
                argumentSet("nothing", "{}", LASTING));
    }

    @ParameterizedTest
    @MethodSource
    void isANodeDebuggerByItsWholeShape(String name, String spec, Purpose purpose) {
        assertThat(purpose(name, spec)).isEqualTo(purpose);
    }

    static Stream<Arguments> isANodeDebuggerByItsWholeShape() {
        return Stream.of(
                argumentSet("the whole shape", NAME, DEBUGGER, new Purpose.NodeDebugger()),
                argumentSet(
                        "a container of another name (kubectl debug --container)",
                        NAME,
                        DEBUGGER.replace("'debugger'", "'look'"),
                        new Purpose.NodeDebugger()),
                argumentSet(
                        "tolerations that somebody adds",
                        NAME,
                        DEBUGGER.replace("[{operator", "[{key: 'gpu', operator: 'Exists'}, {operator"),
                        new Purpose.NodeDebugger()),
                argumentSet("another name", "node-shell-node-1-x2k4z", DEBUGGER, LASTING),
                argumentSet("a name without an ending", "node-debugger-node-1-", DEBUGGER, LASTING),
                argumentSet("a name with a longer one", NAME + "z", DEBUGGER, LASTING),
                argumentSet("the name of another node", "node-debugger-node-2-x2k4z", DEBUGGER, LASTING),
                argumentSet(
                        "a node whose name only begins like that", "node-debugger-node-1-2-x2k4z", DEBUGGER, LASTING),
                argumentSet("no node", NAME, DEBUGGER.replace("nodeName: 'node-1', ", ""), LASTING),
                argumentSet(
                        "no node, in neither place",
                        "node-debugger--x2k4z",
                        DEBUGGER.replace("nodeName: 'node-1', ", ""),
                        LASTING),
                argumentSet("restarts", NAME, DEBUGGER.replace("Never", "Always"), LASTING),
                argumentSet("two containers", NAME, DEBUGGER.replace("[{name", "[{name: 'miner'}, {name"), LASTING),
                argumentSet("no container", NAME, DEBUGGER.replace("{name: 'debugger'}", ""), LASTING),
                argumentSet(
                        "init containers",
                        NAME,
                        DEBUGGER.replace("{nodeName", "{initContainers: [{name: 'miner'}], nodeName"),
                        LASTING),
                argumentSet("a stop at taints", NAME, DEBUGGER.replace("{operator: 'Exists'}", ""), LASTING),
                argumentSet(
                        "a stop at some taints",
                        NAME,
                        DEBUGGER.replace("{operator: 'Exists'}", "{key: 'gpu', operator: 'Exists'}"),
                        LASTING),
                argumentSet("a toleration of one value", NAME, DEBUGGER.replace("'Exists'", "'Equal'"), LASTING),
                argumentSet(
                        "a deadline is all the better for it",
                        NAME,
                        DEBUGGER.replace("{nodeName", "{activeDeadlineSeconds: 60, nodeName"),
                        new Purpose.NodeDebugger()));
    }

    /** Anybody can write the label. */
    @ParameterizedTest
    @MethodSource
    void theLabelOfKubectlProvesNothing(String spec) {
        var pod = new PodManifest(
                tree("{metadata: {name: 'miner', labels: {'app.kubernetes.io/managed-by': 'kubectl-debug'}}, spec: "
                        + spec + "}"));
        assertThat(PodPurpose.of(pod)).isEqualTo(LASTING);
    }

    static Stream<String> theLabelOfKubectlProvesNothing() {
        return Stream.of("{}", DEBUGGER);
    }

    private static Purpose purpose(String name, String spec) {
        return PodPurpose.of(new PodManifest(tree("{metadata: {name: '" + name + "'}, spec: " + spec + "}")));
    }
}
