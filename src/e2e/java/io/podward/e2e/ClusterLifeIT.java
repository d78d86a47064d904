package io.podward.e2e;

/** The life of a cluster in which each controller has a service account of its own, as in most. */
@OnControlPlane(policy = ClusterLife.POLICY)
final class ClusterLifeIT extends ClusterLife {
    ClusterLifeIT(ControlPlane plane) {
        super(plane, "system:serviceaccount:kube-system:horizontal-pod-autoscaler");
    }
}
