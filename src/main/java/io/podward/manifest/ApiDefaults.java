package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The values that the API server gives to fields that a Pod manifest leaves out. Source: {@code SetObjectDefaults_Pod} in
 * {@code pkg/apis/core/v1}, Kubernetes 1.36. Requests that were copied from limits are not among them: nothing tells them from
 * requests that were meant.
 */
final class ApiDefaults {
    /** Stands for every element where it is a list. */
    private static final ObjectNode POD_SPEC = parse("""
            restartPolicy: Always
            dnsPolicy: ClusterFirst
            schedulerName: default-scheduler
            terminationGracePeriodSeconds: 30
            enableServiceLinks: true
            preemptionPolicy: PreemptLowerPriority
            securityContext: {}
            containers: &containers
            - terminationMessagePath: /dev/termination-log
              terminationMessagePolicy: File
              resources: {}
              ports:
              - protocol: TCP
              env:
              - valueFrom:
                  fieldRef: &fieldRef {apiVersion: v1}
                  resourceFieldRef: &resourceFieldRef {divisor: "0"}
                  fileKeyRef: {optional: false}
              livenessProbe: &probe
                timeoutSeconds: 1
                periodSeconds: 10
                successThreshold: 1
                failureThreshold: 3
                httpGet: &httpGet {scheme: HTTP}
                grpc: {service: ""}
              readinessProbe: *probe
              startupProbe: *probe
              lifecycle:
                postStart: {httpGet: *httpGet}
                preStop: {httpGet: *httpGet}
            initContainers: *containers
            volumes:
            - hostPath: {type: ""}
              secret: {defaultMode: 420}
              configMap: {defaultMode: 420}
              downwardAPI: &downwardAPI
                defaultMode: 420
                items:
                - fieldRef: *fieldRef
                  resourceFieldRef: *resourceFieldRef
              projected:
                defaultMode: 420
                sources:
                - downwardAPI: *downwardAPI
                  serviceAccountToken: {expirationSeconds: 3600}
              ephemeral:
                volumeClaimTemplate: {metadata: {}, spec: {volumeMode: Filesystem}}
              iscsi: {iscsiInterface: default}
              rbd: {pool: rbd, user: admin, keyring: /etc/ceph/keyring}
              azureDisk: {cachingMode: ReadWrite, fsType: ext4, readOnly: false, kind: Shared}
              scaleIO: {storageMode: ThinProvisioned, fsType: xfs}
            """);

    /** A tag or digest at the end of an image reference, after the last path component's name. */
    private static final Pattern TAG = Pattern.compile("(?:^|/)[^/:@]+(?::(?<tag>[^/:@]+))?(?:@(?<digest>[^/@]+))?$");

    private ApiDefaults() {}

    /** Takes the defaults out of a Pod's spec. */
    static void removeFrom(ObjectNode spec) {
        removeConstants(spec, POD_SPEC);
        for (var list : List.of("containers", "initContainers")) {
            for (var container : spec.path(list)) {
                removePullPolicy(container, "image", "imagePullPolicy");
                if (spec.path("hostNetwork").asBoolean()) {
                    container.path("ports").forEach(ApiDefaults::removeHostPort);
                }
            }
        }
        for (var volume : spec.path("volumes")) {
            removePullPolicy(volume.path("image"), "reference", "pullPolicy");
        }
    }

    private static void removeConstants(ObjectNode object, ObjectNode defaults) {
        for (var field : defaults.properties()) {
            var value = object.path(field.getKey());
            switch (field.getValue()) {
                case ObjectNode nested
                when !nested.isEmpty() -> {
                    if (value instanceof ObjectNode part) {
                        removeConstants(part, nested);
                    }
                }
                case ArrayNode each -> removeFromEach(value, each.path(0));
                case JsonNode constant when value.equals(constant) -> object.remove(field.getKey());
                case JsonNode _ -> {}
            }
        }
    }

    private static void removeFromEach(JsonNode elements, JsonNode defaults) {
        for (var element : elements) {
            if (element instanceof ObjectNode part && defaults instanceof ObjectNode nested) {
                removeConstants(part, nested);
            }
        }
    }

    /** {@code Always} for the tag {@code latest}, which no tag and no digest mean too; else {@code IfNotPresent}. */
    private static void removePullPolicy(JsonNode owner, String image, String policy) {
        var reference = TAG.matcher(owner.path(image).asText());
        var latest = reference.find()
                && (reference.group("tag") == null
                        ? reference.group("digest") == null
                        : reference.group("tag").equals("latest"));
        if (owner.path(policy).asText().equals(latest ? "Always" : "IfNotPresent")) {
            ((ObjectNode) owner).remove(policy);
        }
    }

    /** On the host's network every port is the host's own. */
    private static void removeHostPort(JsonNode port) {
        if (port.has("hostPort") && port.path("hostPort").equals(port.path("containerPort"))) {
            ((ObjectNode) port).remove("hostPort");
        }
    }

    private static ObjectNode parse(String yaml) {
        return switch (Yaml.read(yaml)) {
            case Yaml.Documents(var documents)
            when documents.getFirst().tree() instanceof ObjectNode defaults -> defaults;
            case Yaml.Documents _, Yaml.Malformed _ -> throw new IllegalStateException(yaml);
        };
    }
}
