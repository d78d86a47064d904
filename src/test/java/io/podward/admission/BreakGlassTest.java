package io.podward.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.podward.manifest.ClusterFacts;
import io.podward.policy.Action;
import io.podward.policy.BreakGlass;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.Phase;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that were really sent with {@code --as}. */
final class BreakGlassTest {
    @ParameterizedTest
    @CsvSource({
        "alice-breaks-the-glass-to-run-a-bare-pod.validate, INC-42",
        "alice-breaks-the-glass-without-a-reason.validate, no reason given"
    })
    void isAllowedWithAWarningAndRecorded(String recording, String reason) throws IOException {
        var answer = answer(recording, Optional.of("podward:break-glass"));
        assertThat(answer.allowed()).isTrue();
        assertThat(answer.denial()).isEmpty();
        assertThat(answer.warning())
                .isEqualTo(Optional.of(answer.remedy().orElseThrow().emergency()));
        assertThat(answer.breakGlass()).contains(reason);
        assertThat(answer.auditAnnotations())
                .containsEntry("rule", "bare-pod")
                .containsEntry("action", "deny")
                .containsEntry("break-glass", reason);
    }

    @Test
    void isNobodyWhereItIsNotConfigured() throws IOException {
        var answer = answer("alice-breaks-the-glass-to-run-a-bare-pod.validate", Optional.empty());
        assertThat(answer.allowed()).isFalse();
        assertThat(answer.breakGlass()).isEmpty();
        assertThat(answer.auditAnnotations()).doesNotContainKey("break-glass");
    }

    private static Answer answer(String recording, Optional<String> user) throws IOException {
        var policy = new Policy(
                Mode.ENFORCE,
                Map.of(Rule.BARE_POD, Action.DENY),
                Map.of(),
                NamespaceLabelUse.IGNORE,
                3600,
                "",
                List.of(),
                user.map(name -> new BreakGlass(Optional.of(name), Optional.empty())));
        var body = Files.readAllBytes(Path.of("src/test/resources/reviews", recording + ".json"));
        return switch (ReviewReader.read(body)) {
            case Review.Malformed(var problem) -> throw new AssertionError(problem);
            case Review.Asked(var asked) ->
                switch (new Reviewer(policy).review(asked, Phase.VALIDATE)) {
                    case Step.Answered(var answer) -> answer;
                    case Step.Ask(var inquiry, var then) -> then.apply(ClusterFacts.unknown(inquiry));
                };
        };
    }
}
