package io.podward.remedy;

import static io.podward.remedy.Attempts.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.ObjectRef;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PodAdoptionRemedyTest {
    private static final OwnerReference SET = reference("apps/v1", "ReplicaSet", "web-5d4");
    private static final OwnerReference AGENT = reference("apps/v1", "DaemonSet", "agent");

    @ParameterizedTest
    @MethodSource
    void saysWhoTakesThePodOver(Attempts attempt, OwnerReference controller, ObjectRef root, String warning) {
        assertThat(attempt.remedy(Rule.POD_ADOPTION, new Owner.Root(controller, root))
                        .warning())
                .isEqualTo(warning);
    }

    static Stream<Arguments> saysWhoTakesThePodOver() {
        var web = new ObjectRef("apps/v1", "Deployment", "shop", "web");
        return Stream.of(
                argumentSet(
                        "a copy of a Deployment's Pod",
                        Attempts.create(pod("app: 'web', 'pod-template-hash': '5d4'")),
                        SET,
                        web,
                        "Pod copy has the labels of the Pods of ReplicaSet web-5d4 (Deployment web): that takes it over,"
                                + " and deletes one Pod too many, maybe a healthy one. Leave out label pod-template-hash;"
                                + " with labels of its own it gets none of their traffic either."),
                argumentSet(
                        "a Pod with the labels of a ReplicaSet of its own",
                        Attempts.create(pod("app: 'web'")),
                        SET,
                        SET.in("shop"),
                        "Pod copy has the labels of the Pods of ReplicaSet web-5d4: that takes it over,"
                                + " and deletes one Pod too many, maybe a healthy one. Give it labels of its own."),
                argumentSet(
                        "a Pod with the labels of a DaemonSet",
                        Attempts.create(pod("app: 'agent'")),
                        AGENT,
                        AGENT.in("shop"),
                        "Pod copy has the labels of the Pods of DaemonSet agent: that takes it over,"
                                + " and may delete it, or another one for it. Give it labels of its own."),
                argumentSet(
                        "a bare Pod that is relabelled",
                        Attempts.update(Target.POD, pod("a: '1'"), pod("a: '1', app: 'web', tier: 'x'")),
                        SET,
                        web,
                        "Pod copy has the labels of the Pods of ReplicaSet web-5d4 (Deployment web): that takes it over,"
                                + " and deletes one Pod too many, maybe a healthy one."
                                + " Leave its labels app, tier as before, or choose other values."));
    }

    private static String pod(String labels) {
        return "{metadata: {name: 'copy', labels: {" + labels + "}}, spec: {}}";
    }
}
