package io.podward.cluster;

import io.podward.cluster.Lookup.Found;
import io.podward.cluster.Lookup.NotFound;
import io.podward.cluster.Lookup.Unavailable;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.Set;

/**
 * Follows controller references from a Pod's direct controller to the root: ReplicaSet, then Deployment, for example.
 */
public final class OwnerChain {
    /** More than any known chain has; also the end of a chain that leads in a circle. */
    private static final int LONGEST = 5;

    /**
     * The kinds of the core group that control Pods. Anything else there is never asked for: a Pod may name a Secret
     * or a ConfigMap as its controller, which are nobody's business, or the Node, as a mirror Pod does.
     */
    private static final Set<String> CORE_CONTROLLERS = Set.of("Pod", "ReplicationController");

    private final Cluster cluster;

    public OwnerChain(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The root of the chain that begins with this reference. Each step is checked by UID: an object of that name that
     * is not the one that was meant is as good as none.
     *
     * <ol>
     *   <li>A direct controller that is not there is gone: nothing would undo a change.
     *   <li>One further up that is not there leaves the chain open: the direct controller is still at work.
     *   <li>So does every step that could not be looked up, and a chain that does not end.
     * </ol>
     *
     * @param direct the controller that the Pod names
     * @param namespace the Pod's namespace
     */
    public ResolvedOwner resolve(OwnerReference direct, String namespace) {
        return switch (look(direct, namespace)) {
            case Found(var workload) when isMeant(workload, direct) -> above(direct, workload, namespace);
            case Found(var another) -> gone(direct, !another.uid().isEmpty());
            case NotFound _ -> gone(direct, false);
            case Unavailable _ -> ResolvedOwner.notFound(new Owner.Unresolved(direct));
        };
    }

    /**
     * The root of the chain that begins with this controller.
     *
     * @param direct the reference to it
     * @param controller the controller, as it was found
     * @param namespace its namespace
     */
    ResolvedOwner above(OwnerReference direct, Workload controller, String namespace) {
        return new Climb(direct, namespace, controller).from(controller, direct, 1);
    }

    private static ResolvedOwner gone(OwnerReference direct, boolean replaced) {
        return ResolvedOwner.notFound(new Owner.Gone(direct, replaced));
    }

    /** The way up from a direct controller that is there. */
    private final class Climb {
        private final OwnerReference direct;
        private final String namespace;
        private final Workload first;

        private Climb(OwnerReference direct, String namespace, Workload first) {
            this.direct = direct;
            this.namespace = namespace;
            this.first = first;
        }

        private ResolvedOwner from(Workload reached, OwnerReference by, int length) {
            var next = reached.controller();
            if (next.isEmpty()) {
                return ResolvedOwner.root(direct, first, reached);
            }
            if (length == LONGEST) {
                return open(by);
            }
            return switch (look(next.get(), namespace)) {
                case Found(var owner) when isMeant(owner, next.get()) -> from(owner, next.get(), length + 1);
                case Found _, NotFound _ -> open(by);
                case Unavailable _ -> open(next.get());
            };
        }

        private ResolvedOwner open(OwnerReference farthest) {
            return ResolvedOwner.open(direct, first, farthest);
        }
    }

    private Lookup look(OwnerReference reference, String namespace) {
        if (!reference.apiVersion().contains("/") && !CORE_CONTROLLERS.contains(reference.kind())) {
            return new Unavailable("not a kind that controls Pods");
        }
        return cluster.find(reference, namespace);
    }

    private static boolean isMeant(Workload workload, OwnerReference reference) {
        return !workload.uid().isEmpty() && workload.uid().equals(reference.uid());
    }
}
