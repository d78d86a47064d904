package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.stream.Collectors;

/** Podward in a container, instead of the plane's own: restricted as the shipped Deployment says, and with no writable path at all. */
final class Container implements AutoCloseable {
    /** Debian's other runtime, crun, does not run everywhere, and a container's own limits may be more than a user may have. */
    private static final String RUN = "podman --runtime runc run --ulimit nofile=1024:1024 --ulimit nproc=2000:2000";

    private static final String RESTRICTED =
            "{allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}, readOnlyRootFilesystem: true}";

    /** What podman calls these restrictions. Its read-only containers have writable folders, unless told otherwise. */
    private static final String RESTRICTIONS =
            "--read-only --read-only-tmpfs=false --cap-drop=all --security-opt=no-new-privileges";

    private final ControlPlane plane;
    private final String image;
    private final String name = "podward-" + ProcessHandle.current().pid();

    private Container(ControlPlane plane, String image) {
        this.plane = plane;
        this.image = image;
    }

    /** Runs a command of an image, with all restrictions but nothing to work with. */
    static Outcome runs(User user, String image, String command) {
        return user.tries("%s --rm %s --network none '%s' %s".formatted(RUN, RESTRICTIONS, image, command));
    }

    /** Starts a container, on the ports of the plane's own Podward, and waits until it is asked. */
    static Container start(ControlPlane plane, String image) {
        var container = new Container(plane, image);
        container.start();
        eventually(() -> assertThat(plane.readiness().path("status").asText()).isEqualTo("UP"));
        plane.awaitFirstCall();
        return container;
    }

    private void start() {
        var pod = plane.admin()
                .gets("-n podward-system deployment/podward")
                .path("spec")
                .path("template")
                .path("spec");
        var podward = pod.path("containers").path(0);
        assertThat(podward.path("securityContext")).isEqualTo(Json.parse(RESTRICTED));
        var user = pod.path("securityContext").path("runAsUser").asInt();
        // What a node gives a Pod: the files of its volumes, readable for it alone, and where the API server is.
        plane.admin().does("""
                rm -rf pod && mkdir pod pod/policy pod/account
                cp '%s' pod/policy/policy.yaml
                kubectl config view --raw -o jsonpath='{.clusters[0].cluster.certificate-authority-data}' | base64 -d >pod/account/ca.crt
                kubectl -n podward-system create token podward >pod/account/token
                printf podward-system >pod/account/namespace
                chown -R %d pod && chmod -R u=rX,go= pod""".formatted(plane.address("POLICY"), user));
        plane.admin()
                .does(String.join(
                        " ",
                        RUN,
                        "--detach --name " + name,
                        RESTRICTIONS,
                        "--user %d:%d".formatted(user, user),
                        memory(podward),
                        "--volume \"$PWD/pod/policy:/etc/podward/policy:ro\"",
                        "--volume \"$PWD/pod/account:/var/run/secrets/kubernetes.io/serviceaccount:ro\"",
                        variables(podward),
                        "--network host",
                        addresses(),
                        "'" + image + "'",
                        podward.path("args").path(0).asText()));
    }

    /** The limit, in the units of the manifest and in those of podman. */
    private static String memory(JsonNode podward) {
        var limit = podward.path("resources").path("limits").path("memory").asText();
        assertThat(limit).matches("[0-9]+Mi");
        var memory = limit.replace("Mi", "m");
        return "--memory=%s --memory-swap=%s".formatted(memory, memory);
    }

    private static String variables(JsonNode podward) {
        return podward.path("env")
                .valueStream()
                .map(variable -> "--env '%s=%s'"
                        .formatted(
                                variable.path("name").asText(),
                                variable.path("value").asText()))
                .collect(Collectors.joining(" "));
    }

    private String addresses() {
        var apiServer = URI.create(plane.address("API_SERVER"));
        return """
                --env KUBERNETES_SERVICE_HOST=%s --env KUBERNETES_SERVICE_PORT=%d \
                --env QUARKUS_HTTP_HOST=127.0.0.1 --env QUARKUS_HTTP_SSL_PORT=%d \
                --env QUARKUS_MANAGEMENT_HOST=127.0.0.1 --env QUARKUS_MANAGEMENT_PORT=%d""".formatted(
                        apiServer.getHost(),
                        apiServer.getPort(),
                        URI.create(plane.address("WEBHOOK_URL")).getPort(),
                        URI.create(plane.address("MANAGEMENT_URL")).getPort());
    }

    /** Tries to run a program in it. */
    Outcome runs(String program) {
        return plane.admin().tries("podman --runtime runc exec %s %s".formatted(name, program));
    }

    /** Tells it to stop as a node does, and waits until it has; the exit code. */
    int stops() {
        plane.admin().does("podman --runtime runc stop --time 30 " + name);
        return Integer.parseInt(plane.admin()
                .does("podman inspect --format '{{.State.ExitCode}}' " + name)
                .strip());
    }

    /** What it has written. */
    String log() {
        return plane.admin().does("podman logs %s 2>&1".formatted(name));
    }

    @Override
    public void close() {
        plane.admin().tries("podman --runtime runc rm --force " + name);
    }
}
