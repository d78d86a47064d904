package io.podward.e2e;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code deploy/} gives a cluster. */
@OnControlPlane
final class InstallationIT {
    private final User admin;

    InstallationIT(ControlPlane plane) {
        this.admin = plane.admin();
    }

    @Test
    void theApiServerTakesAllOfItAsItIs() {
        var applied = admin.tries("kubectl apply --dry-run=server --validate=strict -k '%s'"
                .formatted(Path.of("deploy/base").toAbsolutePath()));

        assertThat(applied.stderr()).isEmpty();
        assertThat(applied.exitCode()).isZero();
        assertThat(applied.stdout().lines()).isNotEmpty().allMatch(line -> line.endsWith("(server dry run)"));
    }

    @Test
    void podwardMayReadTheOwnersOfPodsOneByOneAndNothingElse() {
        assertThat(permissions())
                .isEqualTo(Set.of(
                        "get pods",
                        "get replicationcontrollers",
                        "get daemonsets.apps",
                        "get deployments.apps",
                        "get replicasets.apps",
                        "get statefulsets.apps",
                        "get cronjobs.batch",
                        "get jobs.batch"));
    }

    /** What the API server grants to Podward's ServiceAccount in the namespace, less what it grants to everyone. */
    private Set<String> permissions() {
        var review = Json.parse(admin.does("""
                kubectl create --as=system:serviceaccount:podward-system:podward --validate=false -o json -f - <<'EOF'
                apiVersion: authorization.k8s.io/v1
                kind: SelfSubjectRulesReview
                spec:
                  namespace: shop
                EOF"""));
        var granted = new TreeSet<String>();
        for (var rule : review.path("status").path("resourceRules")) {
            for (var group : rule.path("apiGroups")) {
                var suffix = group.asText().isEmpty() ? "" : "." + group.asText();
                for (var resource : rule.path("resources")) {
                    rule.path("verbs").forEach(verb -> granted.add(verb.asText() + " " + resource.asText() + suffix));
                }
            }
        }
        return granted.stream()
                .filter(permission -> !permission.matches("create self.*\\.(authentication|authorization)\\.k8s\\.io"))
                .collect(toCollection(TreeSet::new));
    }
}
