package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Manifests for the tests, for {@code kubectl create -f -}. */
final class Workloads {
    /** What every Pod in the tests is like: one of each thing that people change. */
    private static final String TEMPLATE = """
            metadata:
              labels:
                app: NAME
              annotations:
                # Else the fake kubelet lets the Pods of Jobs complete at once.
                podward.io/keep-running: "true"
            spec:
              RESTART
              initContainers:
                - name: schema
                  image: registry.example.com/schema:v1
              containers:
                - name: blog
                  image: registry.example.com/blog-api:v1
                  command: [blog, --listen, ":80"]
                  ports:
                    - name: http
                      containerPort: 80
                    - name: dns
                      containerPort: 53
                      protocol: UDP
                  env:
                    - name: COLOR
                      value: green
                    - name: LEVEL
                      value: info
                  resources:
                    requests:
                      cpu: 100m
                      memory: 64Mi
                    limits:
                      cpu: "1"
                      memory: 128Mi
                  readinessProbe:
                    httpGet:
                      path: /ready
                      port: http
                  volumeMounts:
                    - name: cache
                      mountPath: /cache
                - name: proxy
                  image: registry.example.com/proxy:v1
              volumes:
                - name: cache
                  emptyDir:
                    sizeLimit: 1Gi
            """;

    private Workloads() {}

    static String deployment(String name) {
        return running("apps/v1", "Deployment", name, "replicas: 2");
    }

    /** A Deployment whose Pods do not go before somebody takes their finalizer off. */
    static String heldDeployment(String name) {
        return deployment(name)
                .replace("      annotations:", "      finalizers: [example.com/backup]\n      annotations:");
    }

    /** A Pod by itself, with one more line in its metadata. */
    static String pod(String name, String metadata) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  %s
                spec:
                  restartPolicy: Never
                  containers:
                    - name: main
                      image: registry.example.com/main:v1
                    - name: sidecar
                      image: registry.example.com/sidecar:v1""".formatted(name, metadata);
    }

    static String statefulSet(String name) {
        return running("apps/v1", "StatefulSet", name, "serviceName: " + name);
    }

    static String daemonSet(String name) {
        return running("apps/v1", "DaemonSet", name, "minReadySeconds: 0");
    }

    static String replicaSet(String name) {
        return running("apps/v1", "ReplicaSet", name, "replicas: 2");
    }

    static String replicationController(String name) {
        return running("v1", "ReplicationController", name, "replicas: 1")
                .replace("matchLabels: {app: %s}".formatted(name), "app: " + name);
    }

    static String job(String name) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: %s
                spec:
                  backoffLimit: 2
                  template:
                %s""".formatted(name, template(name, "restartPolicy: Never").indent(4));
    }

    /** A Job that the fake kubelet completes, and that is removed after that. */
    static String completingJob(String name) {
        return job(name)
                .replace("podward.io/keep-running: \"true\"", "example.com/completes: soon")
                .replace("backoffLimit: 2", "ttlSecondsAfterFinished: 0");
    }

    static String cronJob(String name) {
        return """
                apiVersion: batch/v1
                kind: CronJob
                metadata:
                  name: %s
                spec:
                  schedule: "0 3 * * *"
                  jobTemplate:
                    spec:
                      template:
                %s""".formatted(name, template(name, "restartPolicy: OnFailure").indent(8));
    }

    private static String running(String apiVersion, String kind, String name, String setting) {
        return """
                apiVersion: %s
                kind: %s
                metadata:
                  name: %s
                spec:
                  %s
                  selector:
                    matchLabels: {app: %s}
                  template:
                %s""".formatted(
                        apiVersion,
                        kind,
                        name,
                        setting,
                        name,
                        template(name, "restartPolicy: Always").indent(4));
    }

    private static String template(String name, String restart) {
        return TEMPLATE.replace("NAME", name).replace("RESTART", restart);
    }

    /** Makes a CronJob late, so that its controller starts a Job without anybody waiting for the clock; that Job's name. */
    static String runNow(User admin, String namespace, String cronJob) {
        var twoMinutesAgo = Instant.now().minus(2, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);
        admin.does("""
                kubectl -n %1$s patch cronjob %2$s -p '{"spec": {"schedule": "* * * * *"}}'
                kubectl -n %1$s patch cronjob %2$s --subresource=status -p '{"status": {"lastScheduleTime": "%3$s"}}'""".formatted(namespace, cronJob, twoMinutesAgo));
        var active = "-n " + namespace + " cronjob " + cronJob;
        eventually(
                () -> assertThat(admin.reads(active, ".status.active[0].name")).isNotEmpty());
        // Once is enough.
        admin.does("kubectl -n %s patch cronjob %s -p '{\"spec\": {\"suspend\": true}}'".formatted(namespace, cronJob));
        return admin.reads(active, ".status.active[0].name");
    }
}
