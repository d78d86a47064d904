package io.podward.remedy;

import static io.podward.remedy.Attempts.delete;
import static io.podward.remedy.Attempts.update;
import static io.podward.remedy.Attempts.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.Workload;
import io.podward.policy.Purpose;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods that go, by themselves or by somebody's hand. */
final class PodDebugRemedyTest {
    private static final String DENIED = "\n\nThe policy of this cluster does not allow that.";

    @ParameterizedTest
    @CsvSource({"3600, 60 minutes", "60, 1 minute", "90, 90 seconds", "1, 1 second"})
    void saysWhenAPodEnds(long seconds, String duration) {
        var remedy = Attempts.create("{metadata: {name: 'shell'}, spec: {}}")
                .madeFor(new Purpose.Leased(seconds))
                .remedy(Rule.POD_DEBUG);
        var problem =
                "Pod shell is temporary: it is stopped after " + duration + " at most, and nothing brings it back.";
        assertThat(remedy.denial()).isEqualTo(problem + DENIED);
        assertThat(remedy.warning())
                .isEqualTo(problem + " Delete it when you are done: kubectl -n shop delete pod shell");
    }

    @Test
    void saysThatTheDebuggerOfANodeStays() {
        var remedy = Attempts.create("{metadata: {name: 'node-debugger-n1-x2k'}, spec: {nodeName: 'n1'}}")
                .madeFor(new Purpose.NodeDebugger())
                .remedy(Rule.POD_DEBUG);
        var problem = "Pod node-debugger-n1-x2k is a debugger on Node n1, and stays there when you leave it.";
        assertThat(remedy.denial()).isEqualTo(problem + DENIED);
        assertThat(remedy.warning())
                .isEqualTo(problem + " Delete it when you are done: kubectl -n shop delete pod node-debugger-n1-x2k");
    }

    @Test
    void aPodWithoutANameYetCannotBeDeletedByName() {
        assertThat(Attempts.create("{metadata: {generateName: 'shell-'}, spec: {}}")
                        .madeFor(new Purpose.Leased(60))
                        .remedy(Rule.POD_DEBUG)
                        .warning())
                .isEqualTo("Pod shell-* is temporary: it is stopped after 1 minute at most, and nothing brings it back."
                        + " Delete it when you are done.");
    }

    @Test
    void saysThatAnEphemeralContainerStays() {
        var web = workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}}");
        var pod = "{metadata: {name: 'web-5d4-x2k'}, spec: {ephemeralContainers: [{name: 'old'}%s]}}";
        var remedy = update(
                        Target.POD_EPHEMERAL_CONTAINERS,
                        pod.formatted(""),
                        pod.formatted(", {name: 'look'}, {name: 'again'}"))
                .ownedBy(web, web)
                .remedy(Rule.POD_DEBUG);
        var problem = "Ephemeral containers look, again stay in Pod web-5d4-x2k until that is replaced,"
                + " and are no part of Deployment web.";
        assertThat(remedy.denial()).isEqualTo(problem + DENIED);
        assertThat(remedy.warning()).isEqualTo(problem + " What should be in every Pod belongs in the Pod template.");
    }

    @ParameterizedTest
    @MethodSource
    void saysHowToRestartWhatComesBack(Workload root, String warning) {
        assertThat(delete("{metadata: {name: 'web-x2k'}}")
                        .ownedBy(root, root)
                        .remedy(Rule.POD_DELETE)
                        .warning())
                .isEqualTo(warning);
    }

    static Stream<Arguments> saysHowToRestartWhatComesBack() {
        return Stream.of(
                argumentSet(
                        "Deployment",
                        owner("apps/v1", "Deployment", ""),
                        "Pod web-x2k belongs to Deployment web, which makes another in its place. To restart all its Pods,"
                                + " as its update strategy says: kubectl -n shop rollout restart deployment/web"),
                argumentSet(
                        "a paused Deployment, which refuses to",
                        owner("apps/v1", "Deployment", "paused: true"),
                        "Pod web-x2k belongs to Deployment web, which makes another in its place."
                                + " To have no such Pod, change what owns it."),
                argumentSet(
                        "StatefulSet",
                        owner("apps/v1", "StatefulSet", ""),
                        "Pod web-x2k belongs to StatefulSet web, which makes another in its place. To restart all its Pods,"
                                + " as its update strategy says: kubectl -n shop rollout restart statefulset/web"),
                argumentSet(
                        "Argo Rollout",
                        owner("argoproj.io/v1alpha1", "Rollout", ""),
                        "Pod web-x2k belongs to Rollout web, which makes another in its place. To restart all its Pods,"
                                + " with kubectl's plugin for Argo Rollouts:"
                                + " kubectl argo rollouts -n shop restart web"),
                argumentSet(
                        "Job",
                        owner("batch/v1", "Job", ""),
                        "Pod web-x2k belongs to Job web, which makes another in its place."
                                + " To have no such Pod, change what owns it."),
                argumentSet(
                        "a Deployment of another group",
                        owner("apps.example.com/v1", "Deployment", ""),
                        "Pod web-x2k belongs to Deployment web, which makes another in its place."
                                + " To have no such Pod, change what owns it."));
    }

    private static Workload owner(String apiVersion, String kind, String spec) {
        return workload("{apiVersion: '" + apiVersion + "', kind: '" + kind + "', metadata: {name: 'web'}, spec: {"
                + spec + "}}");
    }
}
