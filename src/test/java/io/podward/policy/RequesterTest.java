package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
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

    private static Requester kubeSystem(String name, boolean fromPod) {
        return new Requester("system:serviceaccount:kube-system:" + name, SERVICE_ACCOUNTS_OF_KUBE_SYSTEM, fromPod);
    }
}
