package io.podward.manifest;

import static io.podward.manifest.Trees.tree;
import static io.podward.policy.Deletion.FORCED;
import static io.podward.policy.Deletion.OF_A_FAILING_POD;
import static io.podward.policy.Deletion.ORDINARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Deletion;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PodDeletionTest {
    private static final String RUNNING = "{phase: 'Running', containerStatuses: [{state: {running: {}}}]}";

    @ParameterizedTest
    @MethodSource
    void isToldByOptionsAndStatus(String options, String status, Deletion deletion) {
        var pod = new PodManifest(tree("{metadata: {name: 'web-1'}, status: " + status + "}"));
        assertThat(PodDeletion.of(pod, tree(options))).isEqualTo(deletion);
    }

    static Stream<Arguments> isToldByOptionsAndStatus() {
        return Stream.of(
                argumentSet("kubectl delete", "{gracePeriodSeconds: 30}", RUNNING, ORDINARY),
                argumentSet("kubectl delete --now", "{gracePeriodSeconds: 1}", RUNNING, ORDINARY),
                argumentSet("kubectl delete --force", "{gracePeriodSeconds: 0}", RUNNING, FORCED),
                argumentSet("without options", "{}", RUNNING, ORDINARY),
                argumentSet("with an empty option", "{gracePeriodSeconds: null}", RUNNING, ORDINARY),
                argumentSet("of a Pod that waits for its node", "{}", "{phase: 'Pending'}", ORDINARY),
                argumentSet("of a Pod without a status", "{}", "{}", ORDINARY),
                argumentSet("of a Pod that has failed", "{}", "{phase: 'Failed'}", OF_A_FAILING_POD),
                argumentSet("of a Pod that has finished", "{}", "{phase: 'Succeeded'}", OF_A_FAILING_POD),
                argumentSet("by force, whatever its state", "{gracePeriodSeconds: 0}", "{phase: 'Failed'}", FORCED),
                argumentSet(
                        "of a Pod that has just crashed",
                        "{}",
                        "{phase: 'Running', containerStatuses: [{state: {terminated: {exitCode: 137}}}]}",
                        OF_A_FAILING_POD),
                argumentSet(
                        "of a Pod whose init container is done",
                        "{}",
                        "{phase: 'Running', initContainerStatuses: [{state: {terminated: {exitCode: 0}}}],"
                                + " containerStatuses: [{state: {running: {}}}]}",
                        ORDINARY),
                argumentSet(
                        "of a Pod whose second container crashes",
                        "{}",
                        "{containerStatuses: [{state: {running: {}}}, {state: {waiting: {reason: 'CrashLoopBackOff'}}}]}",
                        OF_A_FAILING_POD),
                argumentSet(
                        "of a Pod whose init container crashes",
                        "{}",
                        "{initContainerStatuses: [{state: {waiting: {reason: 'CrashLoopBackOff'}}}]}",
                        OF_A_FAILING_POD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CrashLoopBackOff",
                "CreateContainerConfigError",
                "CreateContainerError",
                "ErrImageNeverPull",
                "ErrImagePull",
                "ImagePullBackOff",
                "InvalidImageName",
                "RunContainerError"
            })
    void aContainerThatCannotStartIsAReason(String reason) {
        assertThat(waiting(reason)).isEqualTo(OF_A_FAILING_POD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ContainerCreating", "PodInitializing", ""})
    void oneThatIsAboutToStartIsNone(String reason) {
        assertThat(waiting(reason)).isEqualTo(ORDINARY);
    }

    private static Deletion waiting(String reason) {
        var pod = "{status: {phase: 'Pending', containerStatuses: [{state: {waiting: {reason: '" + reason + "'}}}]}}";
        return PodDeletion.of(new PodManifest(tree(pod)), tree("{}"));
    }
}
