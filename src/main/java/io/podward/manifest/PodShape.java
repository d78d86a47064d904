package io.podward.manifest;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.podward.manifest.Shape.Fields;
import io.podward.manifest.Shape.ListOf;
import io.podward.manifest.Shape.MapOf;
import io.podward.manifest.Shape.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must be true of a Pod for it to be converted: known fields have the right type, and those are there without which no Pod
 * starts. The names are those of {@code k8s.io/api/core/v1}.
 */
final class PodShape {
    private static final Shape TEXT = new Scalar(JsonNodeType.STRING, "a string");
    private static final Shape NUMBER = new Scalar(JsonNodeType.NUMBER, "a number");
    private static final Shape BOOLEAN = new Scalar(JsonNodeType.BOOLEAN, "true or false");
    private static final Shape TEXTS = new ListOf(TEXT);
    private static final Shape TEXT_BY_KEY = new MapOf(TEXT);
    private static final Shape OBJECT = new Fields(Map.of(), List.of());
    private static final Shape OBJECTS = new ListOf(OBJECT);

    private static final Shape ENV =
            new ListOf(new Fields(Map.of("name", TEXT, "value", TEXT, "valueFrom", OBJECT), List.of("name")));
    private static final Shape PORTS =
            new ListOf(new Fields(Map.of("containerPort", NUMBER, "name", TEXT), List.of("containerPort")));
    private static final Shape MOUNTS =
            new ListOf(new Fields(Map.of("name", TEXT, "mountPath", TEXT), List.of("name", "mountPath")));
    private static final Shape VOLUMES = new ListOf(new Fields(Map.of("name", TEXT), List.of("name")));

    private static final Shape CONTAINERS = new ListOf(new Fields(
            Map.ofEntries(
                    entry("name", TEXT),
                    entry("image", TEXT),
                    entry("imagePullPolicy", TEXT),
                    entry("command", TEXTS),
                    entry("args", TEXTS),
                    entry("workingDir", TEXT),
                    entry("env", ENV),
                    entry("envFrom", OBJECTS),
                    entry("ports", PORTS),
                    entry("resources", OBJECT),
                    entry("volumeMounts", MOUNTS),
                    entry("livenessProbe", OBJECT),
                    entry("readinessProbe", OBJECT),
                    entry("startupProbe", OBJECT),
                    entry("lifecycle", OBJECT),
                    entry("securityContext", OBJECT),
                    entry("stdin", BOOLEAN),
                    entry("tty", BOOLEAN)),
            List.of("name", "image")));

    private static final Shape METADATA = new Fields(
            Map.of(
                    "name",
                    TEXT,
                    "generateName",
                    TEXT,
                    "namespace",
                    TEXT,
                    "labels",
                    TEXT_BY_KEY,
                    "annotations",
                    TEXT_BY_KEY),
            List.of());

    private static final Shape SPEC = new Fields(
            Map.ofEntries(
                    entry("containers", CONTAINERS),
                    entry("initContainers", CONTAINERS),
                    entry("volumes", VOLUMES),
                    entry("restartPolicy", TEXT),
                    entry("activeDeadlineSeconds", NUMBER),
                    entry("terminationGracePeriodSeconds", NUMBER),
                    entry("serviceAccountName", TEXT),
                    entry("serviceAccount", TEXT),
                    entry("nodeName", TEXT),
                    entry("nodeSelector", TEXT_BY_KEY),
                    entry("affinity", OBJECT),
                    entry("tolerations", OBJECTS),
                    entry("imagePullSecrets", OBJECTS),
                    entry("securityContext", OBJECT),
                    entry("hostname", TEXT),
                    entry("hostNetwork", BOOLEAN)),
            List.of("containers"));

    private static final Shape POD =
            new Fields(Map.of("metadata", METADATA, "spec", SPEC), List.of("metadata", "spec"));

    private static final Set<String> RESTART_POLICIES = Set.of("", "Always", "OnFailure", "Never");

    /** A DNS-1123 subdomain ({@code NameIsDNSSubdomain}, apimachinery {@code pkg/api/validation}). */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private PodShape() {}

    /** All that is wrong with a Pod; types first, since the rest has no meaning without them. */
    static List<FieldProblem> problems(PodManifest pod) {
        var wrong = POD.problems(FieldPath.ROOT, pod.tree()).toList();
        return wrong.isEmpty()
                ? Stream.of(name(pod), containers(pod), restartPolicy(pod))
                        .flatMap(s -> s)
                        .toList()
                : wrong;
    }

    private static Stream<FieldProblem> name(PodManifest pod) {
        var field = FieldPath.of("metadata", pod.name().isEmpty() ? "generateName" : "name");
        if (pod.name().isEmpty() && pod.generateName().isEmpty()) {
            return Stream.of(
                    new FieldProblem(FieldPath.of("metadata", "name"), "required, or else metadata.generateName"));
        }
        var name = WorkloadName.of(pod).name();
        return NAME.matcher(name).matches()
                ? Stream.empty()
                : Stream.of(new FieldProblem(
                        field,
                        YamlString.inline(pod.displayName())
                                + " is no name: only lower-case letters, digits, '-' and '.', at most 253"));
    }

    private static Stream<FieldProblem> containers(PodManifest pod) {
        return pod.spec().path("containers").isEmpty()
                ? Stream.of(new FieldProblem(FieldPath.of("spec", "containers"), "at least one container is required"))
                : Stream.empty();
    }

    private static Stream<FieldProblem> restartPolicy(PodManifest pod) {
        var policy = pod.spec().path("restartPolicy").asText("");
        return RESTART_POLICIES.contains(policy)
                ? Stream.empty()
                : Stream.of(new FieldProblem(
                        FieldPath.of("spec", "restartPolicy"),
                        "expected Always, OnFailure or Never, found " + YamlString.inline(policy)));
    }
}
