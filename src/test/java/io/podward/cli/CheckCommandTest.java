package io.podward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.Golden;
import io.podward.manifest.Trees;
import io.podward.policy.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
    private static final String REVIEWS = "src/test/resources/reviews";
    private static final String CLUSTER = REVIEWS + "/cluster";
    private static final String EDIT = REVIEWS + "/alice-sets-env-of-a-deployment-pod.mutate.json";
    private static final String BARE = REVIEWS + "/alice-runs-a-bare-pod.validate.json";
    private static final String HARMLESS = REVIEWS + "/alice-labels-a-deployment-pod.validate.json";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysWhatUsersSeeOfEveryRecordedReview() throws IOException {
        var run = Run.of("check", "--cluster", CLUSTER, REVIEWS);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        Golden.assertMatches(Path.of("src/test/resources/check/enforce.txt"), run.out());
    }

    @Test
    void warnsOnOneLineEach() throws IOException {
        var policy = policy("mode: enforce\nrules: {forged-owner: warn, pod-adoption: warn, pod-edit: warn,"
                + " workload-edit: warn, bare-pod: warn, pod-delete: warn}");
        var run = Run.of("check", "--cluster", CLUSTER, "--policy", policy, REVIEWS);
        assertThat(run.exitCode()).isZero();
        Golden.assertMatches(Path.of("src/test/resources/check/warn.txt"), run.out());
        // As text, a newline would only begin another line.
        assertThat(Run.of("check", "--cluster", CLUSTER, "--policy", policy, "-o", "json", REVIEWS)
                        .out()
                        .lines()
                        .map(Trees::tree)
                        .flatMap(tree -> tree.path("response").path("warnings").valueStream())
                        .map(JsonNode::asText))
                .hasSizeGreaterThan(20)
                .allMatch(Printable::isPrintable);
    }

    @Test
    void auditModeSaysNothingAndRecordsWithMaskedValues() throws IOException {
        var run = Run.of("check", "--cluster", CLUSTER, "--mode", "audit", REVIEWS);
        assertThat(run.exitCode()).isZero();
        Golden.assertMatches(Path.of("src/test/resources/check/audit.txt"), run.out());
        assertThat(run.out()).doesNotContain("green", "it's me", "LOG_LEVEL=debug");
    }

    @Test
    void withoutAFolderNoOwnerIsKnown() {
        var run = Run.of("check", EDIT);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("belongs to ReplicaSet blog-api-")
                .contains("\n(without --cluster, no owner can be looked up)\n")
                .doesNotContain("kubectl");
    }

    @Test
    void allAllowedIsExitCodeZero() {
        assertThat(Run.of("check", HARMLESS).exitCode()).isZero();
    }

    @Test
    void aRuleMayBeOff() throws IOException {
        var run = Run.of("check", "--policy", policy("mode: enforce\nrules: {bare-pod: off}"), BARE);
        assertThat(run).matches(r -> r.exitCode() == 0 && r.out().contains("allowed: the rule bare-pod is off"));
    }

    @Test
    void theModeOfAPolicyCounts() throws IOException {
        assertThat(Run.of("check", "--policy", policy("mode: audit"), BARE).exitCode())
                .isZero();
    }

    @Test
    void theModeOfTheCommandLineWins() throws IOException {
        assertThat(Run.of("check", "--policy", policy("mode: audit"), "--mode", "enforce", BARE)
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void jsonIsOneResponseALineInOrder() throws IOException {
        var run = Run.of("check", "-o", "json", HARMLESS, BARE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()
                        .lines()
                        .map(Trees::tree)
                        .map(tree -> tree.path("response").path("allowed").asBoolean()))
                .containsExactly(true, false);
        assertThat(run.out()
                        .lines()
                        .map(Trees::tree)
                        .map(tree -> tree.path("response").path("uid")))
                .containsExactly(uid(HARMLESS), uid(BARE));
    }

    @Test
    void standardInputIsRead() throws IOException {
        var run = Run.withInput(Files.readString(Path.of(BARE)), "check", "-");
        assertThat(run)
                .matches(r ->
                        r.exitCode() == 1 && r.out().startsWith("# standard input\n# alice: CREATE pods shop/web\n"));
    }

    @Test
    void badInputIsNamedAndNothingIsPrinted() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.json"), "{\"apiVersion\": \"v1\"}")
                .toString();
        assertThat(Run.of("check", BARE, broken, "no-such-file.json"))
                .isEqualTo(new Run(
                        2,
                        "",
                        broken + ": apiVersion: expected admission.k8s.io/v1, found \"v1\"\n"
                                + "no-such-file.json: no such file\n"));
    }

    @Test
    void aFolderWithoutReviewsIsBadInput() {
        assertThat(Run.of("check", folder.toString()))
                .isEqualTo(new Run(2, "", folder + ": there is no *.json in this folder\n"));
    }

    @Test
    void aBadPolicyIsNamedByFileLineAndField() throws IOException {
        var policy = policy("mode: enfroce\nrules:\n  bare-pot: deny\n  pod-edit: block");
        assertThat(Run.of("check", "--policy", policy, BARE))
                .isEqualTo(new Run(
                        2,
                        "",
                        String.join(
                                "\n",
                                policy + ":3: mode: expected audit or enforce; found enfroce, did you mean enforce?",
                                policy + ":5: rules.bare-pot: there is no such rule; did you mean bare-pod?",
                                policy + ":6: rules.pod-edit: expected off, audit, warn or deny; found block",
                                "")));
    }

    @Test
    void anExemptionThatHasExpiredAppliesNoMore() throws IOException {
        var expired = policy("mode: enforce\nexemptions: [{name: a, reason: a, users: [alice], expires: 2020-01-01}]");
        assertThat(Run.of("check", "--policy", expired, BARE).exitCode()).isEqualTo(1);
        var valid = policy("mode: enforce\nexemptions: [{name: a, reason: a, users: [alice], expires: 2999-01-01}]");
        assertThat(Run.of("check", "--policy", valid, BARE))
                .matches(run -> run.exitCode() == 0
                        && run.out().contains("allowed: the exemption a lets it break the rule bare-pod"));
    }

    @Test
    void aPolicyIsInAuditModeUnlessItSaysOtherwise() throws IOException {
        assertThat(Run.of("check", "--policy", policy(""), BARE).exitCode()).isZero();
    }

    @Test
    void aServerHasItsOwnPolicy() {
        var run = Run.of("check", "--server", "https://127.0.0.1:1", "--mode", "audit", BARE);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("--server answers by its own settings: leave out --policy, --mode and --cluster");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        var run = Run.of("check", "--server", "https://127.0.0.1:1", BARE);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(BARE + ": https://127.0.0.1:1/validate did not answer: nothing listens there\n");
    }

    private String policy(String fields) throws IOException {
        return Files.writeString(
                        folder.resolve("policy.yaml"), "apiVersion: podward.io/v1\nkind: Policy\n" + fields + "\n")
                .toString();
    }

    private static JsonNode uid(String review) throws IOException {
        return Trees.tree(Files.readString(Path.of(review))).path("request").path("uid");
    }
}
