package io.podward.remedy;

import static io.podward.remedy.Attempts.reference;
import static io.podward.remedy.Attempts.update;
import static io.podward.remedy.Attempts.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Membership;
import io.podward.policy.Owner;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PodDetachRemedyTest {
    private static final Workload WEB =
            workload("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}}");

    @ParameterizedTest
    @MethodSource
    void saysWhatFollows(Attempts attempt, String denial, String warning) {
        var remedy = attempt.remedy(Rule.POD_DETACH);
        assertThat(remedy.denial()).isEqualTo(denial.stripTrailing());
        assertThat(remedy.warning()).isEqualTo(warning);
    }

    static Stream<Arguments> saysWhatFollows() {
        return Stream.of(
                argumentSet(
                        "a Pod leaves a Deployment",
                        change("web-5d4-x2k", "{app: 'debug'}")
                                .ownedBy(controller("apps/v1", "ReplicaSet", "web-5d4"), WEB)
                                .andThePod(Membership.LEAVES),
                        """
                        Pod web-5d4-x2k leaves Deployment web, which starts another in its place: \
                        nothing brings this Pod back any more, and nothing deletes it.

                        To look into the Pod where it is:
                          kubectl -n shop debug -it web-5d4-x2k --image=busybox --target=a
                        """,
                        "Pod web-5d4-x2k leaves Deployment web, which starts another in its place: nothing brings this Pod"
                                + " back any more, and nothing deletes it. Delete it when you are done:"
                                + " kubectl -n shop delete pod web-5d4-x2k"),
                argumentSet(
                        "a Pod leaves a StatefulSet, which needs its name",
                        change("db-0", "{app: 'debug'}")
                                .ownedBy(
                                        controller("apps/v1", "StatefulSet", "db"),
                                        controller("apps/v1", "StatefulSet", "db"))
                                .andThePod(Membership.LEAVES),
                        """
                        Pod db-0 leaves StatefulSet db, which cannot start another in its place as long as it keeps the name: \
                        nothing brings this Pod back any more, and nothing deletes it.

                        To look into the Pod where it is:
                          kubectl -n shop debug -it db-0 --image=busybox --target=a
                        """,
                        "Pod db-0 leaves StatefulSet db, which cannot start another in its place as long as it keeps the name:"
                                + " nothing brings this Pod back any more, and nothing deletes it. Delete it when you are done:"
                                + " kubectl -n shop delete pod db-0"),
                argumentSet(
                        "a Pod leaves a custom controller, of which nobody knows what it does then",
                        change("web-x2k", "{app: 'debug'}")
                                .ownedBy(
                                        controller("apps.kruise.io/v1alpha1", "CloneSet", "web"),
                                        controller("apps.kruise.io/v1alpha1", "CloneSet", "web"))
                                .andThePod(Membership.LEAVES),
                        """
                        Pod web-x2k leaves CloneSet web, which may start another in its place: \
                        nothing brings this Pod back any more, and nothing deletes it.

                        To look into the Pod where it is:
                          kubectl -n shop debug -it web-x2k --image=busybox --target=a
                        """,
                        "Pod web-x2k leaves CloneSet web, which may start another in its place: nothing brings this Pod back"
                                + " any more, and nothing deletes it. Delete it when you are done:"
                                + " kubectl -n shop delete pod web-x2k"),
                argumentSet(
                        "the reference alone is taken away",
                        change("web-5d4-x2k", "{app: 'web'}")
                                .ownedBy(controller("apps/v1", "ReplicaSet", "web-5d4"), WEB)
                                .andThePod(Membership.STAYS),
                        """
                        Pod web-5d4-x2k loses the reference to its controller, and its labels match still: \
                        Deployment web takes it back within seconds.

                        Leave its owner references as they are.
                        """,
                        "Pod web-5d4-x2k loses the reference to its controller, and its labels match still: Deployment web"
                                + " takes it back within seconds. Leave its owner references as they are."),
                argumentSet(
                        "the reference to a custom controller alone is taken away",
                        change("web-x2k", "{app: 'web'}")
                                .ownedBy(
                                        controller("apps.kruise.io/v1alpha1", "CloneSet", "web"),
                                        controller("apps.kruise.io/v1alpha1", "CloneSet", "web"))
                                .andThePod(Membership.STAYS),
                        """
                        Pod web-x2k loses the reference to its controller, and its labels match still: \
                        CloneSet web may take it back, or replace it.

                        Leave its owner references as they are.
                        """,
                        "Pod web-x2k loses the reference to its controller, and its labels match still: CloneSet web may take"
                                + " it back, or replace it. Leave its owner references as they are."),
                argumentSet(
                        "the controller could not be looked up",
                        change("web-5d4-x2k", "{app: 'web'}")
                                .ownedBy(ResolvedOwner.notFound(
                                        new Owner.Unresolved(reference("apps/v1", "ReplicaSet", "web-5d4"))))
                                .andThePod(Membership.UNKNOWN),
                        """
                        Pod web-5d4-x2k loses the reference to its controller, ReplicaSet web-5d4, \
                        which may take it back, or replace it.

                        Leave its owner references as they are.
                        """,
                        "Pod web-5d4-x2k loses the reference to its controller, ReplicaSet web-5d4, which may take it back,"
                                + " or replace it. Leave its owner references as they are."));
    }

    private static Attempts change(String name, String labels) {
        var pod = "{metadata: {name: '" + name + "', labels: %s}, spec: {containers: [{name: 'a'}, {name: 'b'}]}}";
        return update(Target.POD, pod.formatted("{app: 'web'}"), pod.formatted(labels));
    }

    private static Workload controller(String apiVersion, String kind, String name) {
        return workload("{apiVersion: '" + apiVersion + "', kind: '" + kind + "', metadata: {name: '" + name + "'}}");
    }
}
