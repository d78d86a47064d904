package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.podward.e2e.ControlPlane.Podward;
import io.podward.e2e.Runbook.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The runbook's commands do what the runbook says. What stands in for a real cluster here is said at its end. */
@OnControlPlane
final class RunbookIT {
    private static final String POLICY = "-n podward-system configmap podward-policy";

    /**
     * What a real cluster would do otherwise: it has no {@code logs} here, and the API server calls an address instead of the Service,
     * also after what ships was applied.
     */
    private static final String PRELUDE = """
            set -e
            kubectl() {
                case "$*" in
                    "apply -k "*)
                        mkdir -p stand-in
                        { echo "resources: [../$3]"; sed -n '/^patches:/,$p' 'PLANE/registration/kustomization.yaml'; } \\
                            >stand-in/kustomization.yaml
                        shift 3
                        command kubectl apply -k stand-in "$@"
                        ;;
                    *" logs "*) tail -n 20 'PLANE/logs/podward.log' ;;
                    *) command kubectl "$@" ;;
                esac
            }
            podward() {
                'LAUNCHER' "$@"
            }
            """;

    private final ControlPlane plane;
    private final User admin;

    RunbookIT(ControlPlane plane) {
        this.plane = plane;
        this.admin = plane.admin();
    }

    @BeforeAll
    static void standInTheFolderOfTheRelease(ControlPlane plane) throws IOException {
        for (var folder : new String[] {"deploy", "certs"}) {
            var link = plane.admin().file(folder);
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, Path.of(folder).toAbsolutePath());
            }
        }
    }

    /** Nothing of this is what other tests expect to find. */
    @AfterAll
    static void startAfresh(ControlPlane plane) {
        plane.stopPodward();
    }

    @ParameterizedTest
    @MethodSource("headings")
    void aProcedureDoesWhatItSays(String heading) {
        prepare(heading);
        Runbook.read().procedure(heading).blocks().forEach(this::follow);
    }

    static Stream<String> headings() {
        return Runbook.read().procedures().stream().map(Runbook.Procedure::heading);
    }

    /** Makes the trouble. */
    private void prepare(String heading) {
        switch (heading) {
            case "Install" -> {
                admin.does("kubectl -n podward-system delete deployment podward");
                removes();
            }
            case "Roll out", "Slow or overloaded" -> applies("audit");
            case "Upgrade", "It denies what it should not", "Certificates", "Remove it at once" -> applies("enforce");
            case "Roll back" ->
                admin.does("kubectl -n podward-system set image deployment/podward podward=podward:does-not-start");
            case "The webhook is down" -> goesDown();
            case "Policy refused" -> {
                applies("enforce");
                admin.does("kubectl patch %s --type=merge -p '{\"data\": {\"policy.yaml\": \"mode: strict\"}}'"
                        .formatted(POLICY));
                bringThePolicy();
            }
            case "Put it back" -> removes();
            default -> throw new AssertionError("what is the trouble of: " + heading);
        }
    }

    private void removes() {
        admin.does(
                "kubectl delete validatingwebhookconfiguration,mutatingwebhookconfiguration podward --ignore-not-found");
    }

    private void applies(String overlay) {
        follow(new Block("", "kubectl apply -k deploy/overlays/" + overlay + "\n"));
    }

    private void goesDown() {
        applies("enforce");
        admin.does("kubectl patch validatingwebhookconfiguration podward --type=json -p "
                + "'[{\"op\": \"replace\", \"path\": \"/webhooks/0/failurePolicy\", \"value\": \"Fail\"}]'");
        plane.stopPodward();
        eventually(() -> assertThat(
                        admin.tries("kubectl -n default run podward-check --image=podward-check --dry-run=server")
                                .stderr())
                .contains("failed calling webhook"));
    }

    private void follow(Block block) {
        if (block.commands().contains("podward-check")
                && block.commands().lines().count() == 1) {
            // A look, which changes nothing: things take their time.
            eventually(() -> carryOut(block));
        } else {
            carryOut(block);
        }
        if (block.commands().contains("apply -k")) {
            bringThePolicy();
        }
        if (block.commands().contains("rollout restart")) {
            plane.run(Podward.with("mode: enforce"));
        }
    }

    private void carryOut(Block block) {
        var prelude = PRELUDE.replace("PLANE", plane.file("").toString())
                .replace("LAUNCHER", Path.of("target/podward").toAbsolutePath().toString());
        var outcome = admin.tries(prelude + block.commands());
        var expected = switch (block.outcome()) {
            case "" -> outcome.exitCode() == 0;
            case "warned" -> outcome.exitCode() == 0 && outcome.stderr().contains("Warning: ");
            case "denied" -> outcome.exitCode() == 1 && outcome.stderr().contains("denied the request");
            case "refused" -> outcome.exitCode() == 2;
            default -> throw new AssertionError("no such outcome: " + block.outcome());
        };
        assertThat(expected)
                .as("%s: $ %s%s%s", block.outcome(), block.commands(), outcome.stderr(), outcome.stdout())
                .isTrue();
    }

    /** What a kubelet does with a ConfigMap. */
    private void bringThePolicy() {
        var text = admin.reads(POLICY, ".data.policy\\.yaml");
        if (!text.equals(plane.policyFile().text())) {
            var looks = looks();
            plane.policyFile().becomes(text);
            eventually(() -> assertThat(looks()).isGreaterThan(looks));
        }
    }

    private int looks() {
        return plane.podwardMetrics().sum("podward_policy_reloads_total", Map.of());
    }
}
