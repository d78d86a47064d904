package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.manifest.Yaml;
import io.podward.manifest.YamlDocument;
import io.podward.policy.Phase;
import io.podward.policy.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The dry runs that break each rule, in one namespace.
 *
 * @param namespace where
 */
public record Trials(String namespace) {
    private static final Set<Phase> VALIDATING = EnumSet.of(Phase.VALIDATE);
    private static final Set<Phase> BOTH = EnumSet.allOf(Phase.class);

    /** What is no name of anything real. */
    private static final String NAME = "podward-selftest";

    /** A Pod that the strictest Pod Security level lets pass: it is asked before Podward. */
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: podward-selftest
              annotations: {podward.io/explain: "true"}
            spec:
              automountServiceAccountToken: false
              securityContext: {runAsNonRoot: true, runAsUser: 65532, seccompProfile: {type: RuntimeDefault}}
              containers:
                - name: main
                  image: podward.invalid/selftest
                  resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {cpu: 1m, memory: 1Mi}}
                  securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            """;

    private static final String LEASE = "  restartPolicy: Never\n  activeDeadlineSeconds: 60\n";

    private static final String FORGED = """
            metadata:
              ownerReferences:
                - {apiVersion: apps/v1, kind: ReplicaSet, name: podward-selftest, uid: podward-selftest, controller: true}
            """;

    /** What needs nothing that is there already. */
    public List<Trial> creations() {
        return List.of(
                create(Rule.BARE_POD, tree(POD)),
                create(Rule.POD_DEBUG, tree(POD + LEASE)),
                create(Rule.FORGED_OWNER, merged(tree(POD), tree(FORGED))),
                new Trial(
                        "labels of namespaces",
                        "CREATE namespaces",
                        Optional.empty(),
                        VALIDATING,
                        "POST",
                        "/api/v1/namespaces",
                        tree("{apiVersion: v1, kind: Namespace, metadata: {name: " + NAME
                                + ", labels: {podward.io/mode: audit}}}")));
    }

    /** What needs a Pod of a Deployment. */
    public List<Trial> changes(Sample sample) {
        var pod = "pods/" + sample.podName();
        var set = "replicasets/" + sample.replicaSetName();
        var replicas = sample.replicaSet().path("spec").path("replicas").asInt() + 1;
        return List.of(
                adopted(sample),
                patch(Rule.POD_EDIT, "", pod, containers(sample, "image: podward.invalid/selftest")),
                patch(
                        Rule.POD_EDIT,
                        "resize",
                        pod,
                        containers(sample, "resources: {requests: {cpu: 1m}, limits: {cpu: 1m}}")),
                patch(Rule.POD_LABEL, "", pod, "{metadata: {labels: {podward-selftest: tried}}}"),
                patch(Rule.POD_LABEL, "status", pod, "{metadata: {labels: {podward-selftest: tried}}}"),
                patch(Rule.POD_DETACH, "", pod, "{metadata: {labels: {pod-template-hash: podward-selftest}}}"),
                patch(
                        Rule.POD_DEBUG,
                        "ephemeralcontainers",
                        pod,
                        "{spec: {ephemeralContainers: [{name: podward-selftest, image: podward.invalid/selftest}]}}"),
                patch(
                        Rule.WORKLOAD_EDIT,
                        "",
                        set,
                        "{metadata: {labels: {podward-selftest: tried}}, spec: {minReadySeconds: 86399}}"),
                patch(Rule.WORKLOAD_EDIT, "scale", set, "{spec: {replicas: " + replicas + "}}"));
    }

    /** A change of a Job that means nothing: few Jobs are of a CronJob, but all of them are asked about. */
    public Trial ofJob(String job) {
        return new Trial(
                "Jobs",
                "UPDATE jobs",
                Optional.empty(),
                BOTH,
                "PATCH",
                "/apis/batch/v1/namespaces/" + namespace + "/jobs/" + job,
                tree("{metadata: {annotations: {podward.io/explain: \"true\"}}}"));
    }

    private Trial adopted(Sample sample) {
        var pod = tree(POD);
        ((ObjectNode) pod.path("metadata")).set("labels", sample.labels());
        return create(Rule.POD_ADOPTION, pod);
    }

    private Trial create(Rule rule, JsonNode pod) {
        return new Trial(
                "rule " + rule.id(), "CREATE pods", Optional.of(rule), VALIDATING, "POST", core() + "pods", pod);
    }

    private Trial patch(Rule rule, String subresource, String object, String body) {
        var sub = subresource.isEmpty() ? "" : "/" + subresource;
        var resource = object.substring(0, object.indexOf('/'));
        var once = Set.of("status", "ephemeralcontainers").contains(subresource);
        return new Trial(
                "rule " + rule.id(),
                "UPDATE " + resource + sub,
                Optional.of(rule),
                once ? VALIDATING : BOTH,
                "PATCH",
                (resource.equals("pods") ? core() : "/apis/apps/v1/namespaces/" + namespace + "/") + object + sub,
                tree(body));
    }

    private static String containers(Sample sample, String field) {
        return "{spec: {containers: [{name: " + sample.container() + ", " + field + "}]}}";
    }

    private String core() {
        return "/api/v1/namespaces/" + namespace + "/";
    }

    private static JsonNode merged(JsonNode pod, JsonNode more) {
        ObjectNode both = pod.deepCopy();
        ((ObjectNode) both.path("metadata")).setAll((ObjectNode) more.path("metadata"));
        return both;
    }

    private static JsonNode tree(String yaml) {
        return switch (Yaml.read(yaml)) {
            case Yaml.Documents(var documents) ->
                documents.stream().map(YamlDocument::tree).findFirst().orElseGet(JsonNodeFactory.instance::missingNode);
            case Yaml.Malformed(var _, var _, var problem) -> throw new IllegalStateException(problem + ": " + yaml);
        };
    }
}
