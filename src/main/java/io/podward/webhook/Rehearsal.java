package io.podward.webhook;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * What Podward asks itself before anyone else may: one review of each shape that the requests of people have, about objects that are
 * not there. They are known by their UID, which nobody can guess, and leave no trace in log and metrics.
 */
@Singleton
final class Rehearsal {
    private static final String NAME = "podward-warm-up";

    private static final String ENVELOPE = """
            {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "UID",
            "kind": {"group": "GROUP", "version": "v1", "kind": "KIND"},
            "resource": {"group": "GROUP", "version": "v1", "resource": "RESOURCE"}, "subResource": "SUBRESOURCE",
            "name": "NAME", "namespace": "default", "operation": "OPERATION",
            "userInfo": {"username": "NAME", "groups": ["system:authenticated"]},
            "object": OBJECT, "oldObject": OLD, "dryRun": true, "options": {"fieldManager": "NAME"}}}
            """;

    private static final String MANAGED_FIELDS = """
            "managedFields": [{"manager": "kubectl", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1",
            "fieldsV1": {"f:spec": {"f:containers": {"k:{\\"name\\":\\"main\\"}": {".": {}, "f:image": {}, "f:env": {}}}}}}]
            """;

    private static final String OWNER = """
            "ownerReferences": [{"apiVersion": "APIVERSION", "kind": "OWNER", "name": "NAME", "uid": "NAME",
            "controller": true, "blockOwnerDeletion": true}],
            """;

    private static final String SPEC = """
            {"containers": [{"name": "main", "image": "IMAGE", "command": ["run"], "ports": [{"containerPort": 80}],
            "env": [{"name": "LEVEL", "value": "info"}], "resources": {"requests": {"cpu": "100m", "memory": "64Mi"}},
            "volumeMounts": [{"name": "cache", "mountPath": "/cache"}]}], "volumes": [{"name": "cache", "emptyDir": {}}],
            "tolerations": [{"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute"}]}
            """;

    private static final String POD = """
            {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "NAME", "namespace": "default", OWNERREFERENCES
            "labels": {"app": "NAME", "pod-template-hash": "NAME"}, MANAGEDFIELDS}, "spec": SPEC, "status": {}}
            """;

    private static final String JOB = """
            {"kind": "Job", "apiVersion": "batch/v1", "metadata": {"name": "NAME", "namespace": "default", OWNERREFERENCES
            MANAGEDFIELDS}, "spec": {"parallelism": NUMBER, "template": {"spec": SPEC}}}
            """;

    private static final String SCALE = """
            {"kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": {"name": "NAME", "namespace": "default"},
            "spec": {"replicas": NUMBER}, "status": {"replicas": 1, "selector": "app=NAME"}}
            """;

    private static final String NAMESPACE = """
            {"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": "NAME", "labels": {"podward.io/bare-pod": "LEVEL"}}}
            """;

    private final String uid = UUID.randomUUID().toString();

    /**
     * A call to make.
     *
     * @param path where to
     * @param body what is asked
     */
    record Call(String path, String body) {}

    /** Whether a review is one of these. */
    boolean includes(String reviewed) {
        return uid.equals(reviewed);
    }

    /** All of them, in the order in which they should be gone through again and again. */
    List<Call> calls() {
        return List.of(
                call("/validate", "CREATE//Pod/pods/", POD.replace("OWNERREFERENCES", ""), "null"),
                edit("/mutate", "UPDATE//Pod/pods/", owned(POD, "apps/v1", "ReplicaSet")),
                edit("/validate", "UPDATE//Pod/pods/", owned(POD, "batch/v1", "Job")),
                edit("/mutate", "UPDATE/apps/ReplicaSet/replicasets/scale", SCALE),
                call("/validate", "CREATE//Pod/pods/", owned(POD, "apps/v1", "StatefulSet"), "null"),
                edit("/mutate", "UPDATE/batch/Job/jobs/", owned(JOB, "batch/v1", "CronJob")),
                edit("/mutate", "UPDATE//Pod/pods/", owned(POD, "apps/v1", "DaemonSet")),
                edit("/namespaces", "UPDATE//Namespace/namespaces/", NAMESPACE));
    }

    private static String owned(String object, String apiVersion, String kind) {
        return object.replace(
                "OWNERREFERENCES", OWNER.replace("APIVERSION", apiVersion).replace("OWNER", kind));
    }

    private Call edit(String path, String what, String object) {
        return call(path, what, changed(object, "new", "2", "deny"), changed(object, "old", "1", "audit"));
    }

    private static String changed(String object, String image, String number, String level) {
        return object.replace("SPEC", SPEC)
                .replace("IMAGE", image)
                .replace("NUMBER", number)
                .replace("LEVEL", level);
    }

    /** @param what operation, group, kind, resource and subresource */
    private Call call(String path, String what, String object, String old) {
        var parts = what.split("/", -1);
        var body = ENVELOPE.replace("SUBRESOURCE", parts[4])
                .replace("OPERATION", parts[0])
                .replace("GROUP", parts[1])
                .replace("\"KIND\"", '"' + parts[2] + '"')
                .replace("RESOURCE", parts[3])
                .replace("OBJECT", object)
                .replace("OLD", old)
                .replace("SPEC", SPEC)
                .replace("MANAGEDFIELDS", MANAGED_FIELDS)
                .replace("NAME", NAME)
                .replace("UID", uid);
        return new Call(path + "?timeout=2s", body);
    }
}
