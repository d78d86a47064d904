package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectRefTest {
    @ParameterizedTest
    @CsvSource({
        "v1, Pod, '', false",
        "apps/v1, ReplicaSet, apps, false",
        "batch/v1, Job, batch, false",
        "resource.k8s.io/v1, ResourceClaim, resource.k8s.io, false",
        "extensions/v1beta1, ReplicaSet, extensions, false",
        "db.example.com/v1, Database, db.example.com, true",
        "jobset.x-k8s.io/v1alpha2, JobSet, jobset.x-k8s.io, true",
        "apps.kruise.io/v1alpha1, CloneSet, apps.kruise.io, true",
        "argoproj.io/v1alpha1, Rollout, argoproj.io, true"
    })
    void isCustomByItsGroup(String apiVersion, String kind, String group, boolean custom) {
        var object = new ObjectRef(apiVersion, kind, "shop", "web");
        assertThat(object.group()).isEqualTo(group);
        assertThat(object.isCustom()).isEqualTo(custom);
        assertThat(object.is(group, kind)).isTrue();
        assertThat(object.is(group + ".io", kind)).isFalse();
        assertThat(object.is(group, kind + "List")).isFalse();
    }

    /** Who may be the controller of a Pod, and whose Pods programs may do with as they like. */
    @ParameterizedTest
    @CsvSource({
        "v1, Pod, true, true",
        "v1, ReplicationController, true, false",
        "apps/v1, DaemonSet, true, false",
        "apps/v1, ReplicaSet, true, false",
        "apps/v1, StatefulSet, true, false",
        "batch/v1, Job, true, false",
        "db.example.com/v1, Database, true, true",
        "example.com/v1, ConfigMap, true, true",
        "apps/v1, Deployment, false, false",
        "batch/v1, CronJob, false, false",
        "v1, ConfigMap, false, false",
        "v1, Node, false, false",
        "v1, Secret, false, false",
        "v1, Service, false, false",
        "v1, ServiceAccount, false, false",
        "v1, ReplicaSet, false, false",
        "apps/v1, Pod, false, false"
    })
    void someKindsControlPods(String apiVersion, String kind, boolean controls, boolean ofPrograms) {
        var reference = new OwnerReference(apiVersion, kind, "web", "u-1");
        assertThat(reference.canControlPods()).isEqualTo(controls);
        assertThat(reference.isOfPrograms()).isEqualTo(ofPrograms);
        assertThat(reference.in("shop").isOfPrograms()).isEqualTo(ofPrograms);
    }

    @Test
    void anOwnerIsInTheNamespaceOfWhatItOwns() {
        assertThat(new OwnerReference("apps/v1", "ReplicaSet", "web-5d4", "u-1").in("shop"))
                .isEqualTo(new ObjectRef("apps/v1", "ReplicaSet", "shop", "web-5d4"));
    }

    @Test
    void isShownWithItsNamespaceIfItHasOne() {
        assertThat(new ObjectRef("apps/v1", "Deployment", "shop", "web")).hasToString("apps/v1 Deployment shop/web");
        assertThat(new ObjectRef("v1", "Node", "", "node-1")).hasToString("v1 Node node-1");
    }
}
