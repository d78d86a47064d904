package io.podward.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who asks: the {@code userInfo} of an admission request. Under impersonation that is the impersonated user alone.
 *
 * @param username the authenticated user name
 * @param groups the groups of the user
 * @param fromPod whether the token was mounted into a Pod ({@value #POD_NAME} is among the extra fields)
 * @param reason why, in the requester's own words ({@value #REASON} among the extra fields); empty if nothing is said
 */
public record Requester(String username, List<String> groups, boolean fromPod, String reason) {
    /** The extra field that a token bound to a Pod carries (apiserver, {@code pkg/authentication/serviceaccount}). */
    public static final String POD_NAME = "authentication.kubernetes.io/pod-name";

    /** The extra field for a reason: kubectl's {@code --as-user-extra=reason=…}. */
    public static final String REASON = "reason";

    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    /**
     * The users that are the control plane. Without {@code --use-service-account-credentials} every built-in controller is
     * {@code system:kube-controller-manager}, and has no group that tells it from others.
     */
    private static final Set<String> CONTROL_PLANE =
            Set.of("system:apiserver", "system:kube-controller-manager", "system:kube-scheduler");

    /**
     * The service accounts in kube-system of the built-in controllers that write Pods, or objects that own Pods. Exact names:
     * membership in the group of all service accounts of kube-system would trust every add-on there.
     */
    private static final Set<String> BUILT_IN_CONTROLLERS = Set.of(
            "cronjob-controller",
            "daemon-set-controller",
            "deployment-controller",
            "device-taint-eviction-controller",
            "disruption-controller",
            "generic-garbage-collector",
            "horizontal-pod-autoscaler",
            "job-controller",
            "namespace-controller",
            "node-controller",
            "persistent-volume-binder",
            "pod-garbage-collector",
            "replicaset-controller",
            "replication-controller",
            "resource-claim-controller",
            "statefulset-controller",
            "storage-version-migrator-controller",
            "ttl-after-finished-controller");

    /** Both, as user names. */
    private static final Set<String> BUILT_IN = Stream.concat(
                    CONTROL_PLANE.stream(),
                    BUILT_IN_CONTROLLERS.stream().map((SERVICE_ACCOUNT + "kube-system:")::concat))
            .collect(Collectors.toUnmodifiableSet());

    /** Somebody who gives no reason. */
    public Requester(String username, List<String> groups, boolean fromPod) {
        this(username, groups, fromPod, "");
    }

    /** The three kinds of requester. The labels are metric labels: never rename one. */
    public enum Kind {
        /** A node or a built-in controller: the cluster lives on what they do. */
        TRUSTED,
        /** Any other service account: an operator, a runner, a pipeline. */
        PROGRAM,
        /** Everybody else, a pipeline with a person's credentials included. */
        PERSON;

        /** The kind as metrics and logs spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Requester {
        groups = List.copyOf(groups);
    }

    /**
     * Whether the requester is a node or a built-in controller: those pass whatever the rules say. A token that was mounted
     * into a Pod is never one of theirs: the controller manager's are not bound to a Pod, and nodes have certificates.
     */
    public boolean trusted() {
        return !fromPod && (isNode() || BUILT_IN.contains(username));
    }

    /** What sort of requester this is. */
    public Kind kind() {
        if (trusted()) {
            return Kind.TRUSTED;
        }
        return username.startsWith(SERVICE_ACCOUNT) ? Kind.PROGRAM : Kind.PERSON;
    }

    /** The service account as {@code NAMESPACE/NAME}; empty if the requester is none. */
    public Optional<String> serviceAccount() {
        return username.startsWith(SERVICE_ACCOUNT)
                ? Optional.of(username.substring(SERVICE_ACCOUNT.length()).replaceFirst(":", "/"))
                : Optional.empty();
    }

    private boolean isNode() {
        return username.startsWith("system:node:") && groups.contains("system:nodes");
    }

    /** The user names of the control plane, in either form that its controllers may take. */
    static Set<String> builtIn() {
        return BUILT_IN;
    }
}
