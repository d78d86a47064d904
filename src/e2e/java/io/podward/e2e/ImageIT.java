package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image of the native executable, as a node would run it. Needs podman. */
@OnControlPlane
final class ImageIT {
    private static final String IMAGE = "podward-image-it";

    private final ControlPlane plane;
    private final User admin;
    private final User alice;

    ImageIT(ControlPlane plane) {
        this.plane = plane;
        this.admin = plane.admin();
        this.alice = plane.alice();
    }

    /** The last stage of the Dockerfile that ships, with what was built here in place of its first. */
    @BeforeAll
    static void anImageIsBuilt(ControlPlane plane) {
        plane.admin().does("""
                cd '%s'
                rm -rf target/image-it && mkdir -p target/image-it
                src/build/image-root target/podward target/image-it/image
                podman build --quiet --no-cache --file src/main/docker/Dockerfile.native --build-context build=target/image-it \
                    --build-arg VERSION=1.2.3 --tag %s target/image-it""".formatted(Path.of("").toAbsolutePath(), IMAGE));
    }

    @AfterAll
    static void theImageIsRemoved(ControlPlane plane) {
        plane.admin().tries("podman rmi --force " + IMAGE);
    }

    @Test
    void theApiServerCallsItUntilItIsToldToStop() {
        alice.creates(Workloads.deployment("contained"));
        var pod = alice.runningPodOf("deployment/contained");
        plane.stopPodward();
        try (var podward = Container.start(plane, IMAGE)) {
            var edit = alice.tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));
            assertThat(edit.stderr())
                    .contains("kubectl -n shop set image deployment/contained blog=registry.example.com/blog-api:v2");
            assertThat(alice.tries("kubectl run bare --image=registry.example.com/web:v1")
                            .stderr())
                    .contains("kubectl -n shop create deployment bare --image=registry.example.com/web:v1");
            assertThat(podward.runs("sh -c true").exitCode()).isNotZero();
            assertThat(podward.runs("/podward --version").stdout()).startsWith("podward ");

            // 128 and the number of the signal: it was told to, and did.
            assertThat(podward.stops()).isEqualTo(143);
            assertThat(podward.log()).contains("podward stopped in").doesNotContain("ERROR", "WARN");
        }
    }

    @Test
    void theCommandLineIsInIt() throws IOException {
        assertThat(Container.runs(admin, IMAGE, "policy schema").stdout())
                .isEqualTo(Files.readString(Path.of("deploy/policy.schema.json")));
    }

    @Test
    void itSaysWhatItIsAndThatItIsNobody() {
        var config = Json.parse(admin.does("podman inspect " + IMAGE)).path(0).path("Config");
        Json.assertContains(config, """
                {User: '65532:65532', Entrypoint: ['/podward'], Cmd: ['serve'], ExposedPorts: {'8443/tcp': {}, '9000/tcp': {}},
                 Labels: {'org.opencontainers.image.title': 'Podward', 'org.opencontainers.image.version': '1.2.3'}}""");
    }
}
