package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class GoldenFileTest {
    @Test
    void eachFolderIsNamedAfterTheTestsThatUseIt() throws IOException {
        try (var folders = Files.list(Path.of("src/e2e/golden"))) {
            assertThat(folders)
                    .allSatisfy(folder -> Class.forName(getClass().getPackageName() + "." + folder.getFileName()));
        }
    }

    @Test
    void aFileIsNamedAfterItsTest() {
        assertThat(GoldenFile.fileName("deniesARunOfAPod(GoldenFile)")).isEqualTo("denies-a-run-of-a-pod.txt");
        assertThat(GoldenFile.fileName("kubectl apply, server-side")).isEqualTo("kubectl-apply-server-side.txt");
    }

    @Test
    void generatedNamesAreTheSameInEachRun() {
        assertThat(GoldenFile.normalised(
                        "Pod blog-api-6c9f7d5b4-x2kqv of ReplicaSet blog-api-6c9f7d5b4, Pod nightly-x2kqv, Pod orders-db-0, You can run"
                                + " `kubectl replace -f /tmp/kubectl-edit-1742.yaml`"))
                .isEqualTo(
                        "Pod blog-api-<hash>-<id> of ReplicaSet blog-api-<hash>, Pod nightly-<id>, Pod orders-db-0, You can run"
                                + " `kubectl replace -f /tmp/kubectl-edit-<number>.yaml`");
    }

    @Test
    void aCommandIsCopiedFromBelowTheLineThatLeadsToIt() {
        assertThat(Suggestion.in("""
                        error: denied: Pod web belongs to Deployment web: a change is lost.

                        Change the Deployment instead:
                          kubectl -n shop set image deployment/web web=web:v2

                        Its roll-outs are paused. To let the change reach the Pods:
                          kubectl -n shop rollout resume deployment/web
                        """)).isEqualTo("kubectl -n shop set image deployment/web web=web:v2");
    }

    @Test
    void aCommandWithAManifestIsCopiedUpToItsEnd() {
        assertThat(Suggestion.in("""
                        Error from server (Forbidden): Pod web has no controller.

                        Create a Deployment instead:

                        kubectl -n shop create -f - <<'EOF'
                        kind: Deployment
                        EOF
                        """)).isEqualTo("kubectl -n shop create -f - <<'EOF'\nkind: Deployment\nEOF");
    }

    @Test
    void aCommandIsCopiedOutOfAWarning() {
        assertThat(Suggestion.in(
                        "Warning: Pod web has no controller: it is lost. Create a Deployment instead: printf %s"
                                + " '{}' | kubectl -n shop create -f -\npod/web created\n"))
                .isEqualTo("printf %s '{}' | kubectl -n shop create -f -");
    }

    @Test
    void whereNoCommandIsThereNoneIsFound() {
        assertThatThrownBy(
                        () -> Suggestion.in("Pod web belongs to Deployment web. Change it, or what owns it, instead."))
                .isInstanceOf(AssertionError.class);
    }
}
