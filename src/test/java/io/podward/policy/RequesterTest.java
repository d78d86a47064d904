package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Requester.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequesterTest {
    private static final List<String> SERVICE_ACCOUNTS_OF_KUBE_SYSTEM =
            List.of("system:serviceaccounts", "system:serviceaccounts:kube-system", "system:authenticated");

    @ParameterizedTest
    @MethodSource
    void trustsNodesAndBuiltInControllersAlone(Requester requester, boolean trusted) {
        assertThat(requester.trusted()).isEqualTo(trusted);
    }

    static Stream<Arguments> trustsNodesAndBuiltInControllersAlone() {
        return Stream.of(
                argumentSet(
                        "a built-in controller with credentials of its own", kubeSystem("job-controller", false), true),
                argumentSet(
                        "all built-in controllers without such credentials",
                        new Requester("system:kube-controller-manager", List.of("system:authenticated"), false),
                        true),
                argumentSet(
                        "the scheduler",
                        new Requester("system:kube-scheduler", List.of("system:authenticated"), false),
                        true),
                argumentSet(
                        "a Pod that runs with a controller's service account",
                        kubeSystem("job-controller", true),
                        false),
                argumentSet("an add-on in kube-system", kubeSystem("coredns", false), false),
                argumentSet(
                        "a service account of the same name elsewhere",
                        new Requester(
                                "system:serviceaccount:shop:job-controller",
                                List.of("system:serviceaccounts", "system:serviceaccounts:shop"),
                                false),
                        false),
                argumentSet("a longer name", kubeSystem("job-controller-2", false), false),
                argumentSet("a node", new Requester("system:node:node-1", List.of("system:nodes"), false), true),
                argumentSet(
                        "a user with a node's name but not its group",
                        new Requester("system:node:node-1", List.of("system:authenticated"), false),
                        false),
                argumentSet(
                        "a user with a node's group but not its name",
                        new Requester("alice", List.of("system:nodes"), false),
                        false),
                argumentSet(
                        "a cluster administrator", new Requester("admin", List.of("system:masters"), false), false));
    }

    @ParameterizedTest
    @MethodSource
    void isOfOneOfThreeKinds(Requester requester, Kind kind, Optional<String> serviceAccount) {
        assertThat(requester.kind()).isEqualTo(kind);
        assertThat(requester.serviceAccount()).isEqualTo(serviceAccount);
    }

    static Stream<Arguments> isOfOneOfThreeKinds() {
        return Stream.of(
                argumentSet(
                        "a built-in controller",
                        kubeSystem("job-controller", false),
                        Kind.TRUSTED,
                        Optional.of("kube-system/job-controller")),
                argumentSet(
                        "the same from a Pod",
                        kubeSystem("job-controller", true),
                        Kind.PROGRAM,
                        Optional.of("kube-system/job-controller")),
                argumentSet(
                        "a node",
                        new Requester("system:node:node-1", List.of("system:nodes"), false),
                        Kind.TRUSTED,
                        Optional.empty()),
                argumentSet(
                        "the controller manager's name from a Pod",
                        new Requester("system:kube-controller-manager", List.of(), true),
                        Kind.PERSON,
                        Optional.empty()),
                argumentSet(
                        "an operator",
                        new Requester("system:serviceaccount:db:operator", List.of("system:serviceaccounts"), true),
                        Kind.PROGRAM,
                        Optional.of("db/operator")),
                argumentSet(
                        "an administrator",
                        new Requester("admin", List.of("system:masters"), false),
                        Kind.PERSON,
                        Optional.empty()),
                argumentSet(
                        "a user in the group of service accounts",
                        new Requester("alice", List.of("system:serviceaccounts"), false),
                        Kind.PERSON,
                        Optional.empty()),
                argumentSet(
                        "somebody who is not known at all",
                        new Requester("system:anonymous", List.of("system:unauthenticated"), false),
                        Kind.PERSON,
                        Optional.empty()));
    }

    private static Requester kubeSystem(String name, boolean fromPod) {
        return new Requester("system:serviceaccount:kube-system:" + name, SERVICE_ACCOUNTS_OF_KUBE_SYSTEM, fromPod);
    }
}
