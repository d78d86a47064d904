package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podward.admission.Answer;
import io.podward.admission.Review;
import io.podward.admission.ReviewReader;
import io.podward.admission.ReviewRequest;
import io.podward.admission.Reviewer;
import io.podward.admission.Step;
import io.podward.cluster.Inquiries;
import io.podward.manifest.Trees;
import io.podward.policy.Action;
import io.podward.policy.BreakGlass;
import io.podward.policy.Exemption;
import io.podward.policy.Glob;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.Phase;
import io.podward.policy.Policies;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RecorderTest {
    private static final Policy POLICY =
            Policies.of(Mode.AUDIT, Map.of(Rule.POD_EDIT, Action.DENY, Rule.BARE_POD, Action.OFF));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:30:00.5Z"), ZoneOffset.UTC);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Recorder recorder = new Recorder(metrics, new Rehearsal(), CLOCK);
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        Logger.getLogger("podward.decisions").addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("podward.decisions").removeHandler(lines);
    }

    @Test
    void countsAViolationAndWritesALineAboutIt() {
        recorder.record(answer(Reviews.EDIT));
        assertThat(count("pod-edit", "deny", "none", "update", "false")).isEqualTo(1);
        assertThat(lines.written).singleElement().isEqualTo("""
                {"time":"2026-11-22T09:30:00.500Z",\
                "uid":"2222a31e-4506-4e38-a9a9-9d919dcca0a3",\
                "phase":"mutate",\
                "mode":"audit",\
                "rule":"pod-edit",\
                "action":"deny",\
                "reason":"none",\
                "operation":"update",\
                "target":"pods",\
                "namespace":"shop",\
                "name":"blog-api-f85cbdc7d-28zg4",\
                "user":"alice",\
                "requester":"person",\
                "dryRun":false,\
                "root":"apps/v1 Deployment shop/blog-api",\
                "command":"kubectl -n shop set image deployment/blog-api blog=registry.example.com/blog-api:v2"}""");
    }

    @Test
    void masksEnvironmentValues() {
        recorder.record(answer("alice-sets-env-of-a-deployment-pod.mutate.json"));
        assertThat(Trees.tree(lines.written.getFirst()).path("command").asText())
                .isEqualTo("kubectl -n shop set env deployment/blog-api -c blog LOG_LEVEL=\"${NEW_LOG_LEVEL:?}\"");
    }

    @Test
    void onlyCountsWhatBreaksNoRule() {
        recorder.record(answer("alice-replaces-a-deployment-pod-without-its-default-tolerations.mutate.json"));
        assertThat(count("none", "allow", "no-effective-change", "update", "false"))
                .isEqualTo(1);
        assertThat(lines.written).isEmpty();
    }

    @Test
    void onlyCountsWhatBreaksARuleThatIsOff() {
        recorder.record(answer(Phase.VALIDATE, "alice-runs-a-bare-pod.validate.json"));
        assertThat(count("bare-pod", "allow", "none", "create", "false")).isEqualTo(1);
        assertThat(lines.written).isEmpty();
    }

    @Test
    void countsDryRunsByThemselves() {
        recorder.record(answer(Phase.VALIDATE, "alice-tries-a-bare-pod-with-a-dry-run.validate.json"));
        assertThat(count("bare-pod", "allow", "none", "create", "true")).isEqualTo(1);
    }

    @Test
    void countsADecisionOnceAndWritesALineInEachPhase() {
        recorder.record(answer(Phase.MUTATE, Reviews.EDIT));
        recorder.record(answer(Phase.VALIDATE, Reviews.EDIT));
        assertThat(count("pod-edit", "deny", "none", "update", "false")).isEqualTo(1);
        assertThat(lines.written)
                .extracting(line -> Trees.tree(line).path("phase").asText())
                .containsExactly("mutate", "validate");
    }

    @Test
    void countsWhatAnExemptionLetsPass() {
        var exemption = new Exemption(
                "developers",
                Set.of(),
                List.of(new Glob("alice")),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
        var policy = new Policy(
                Mode.ENFORCE,
                Map.of(Rule.BARE_POD, Action.DENY),
                Map.of(),
                NamespaceLabelUse.IGNORE,
                3600,
                "",
                List.of(exemption),
                Optional.empty());
        var answer = answer(policy, Phase.VALIDATE, "alice-runs-a-bare-pod.validate.json");
        recorder.record(answer);
        assertThat(metrics.get("podward.exempted")
                        .tags("exemption", "developers", "rule", "bare-pod", "requester", "person")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(answer.auditAnnotations())
                .containsEntry("rule", "bare-pod")
                .containsEntry("exemption", "developers");
    }

    @Test
    void countsWhatBreaksTheGlassByThat() {
        var policy = new Policy(
                Mode.ENFORCE,
                Map.of(Rule.BARE_POD, Action.DENY),
                Map.of(),
                NamespaceLabelUse.IGNORE,
                3600,
                "",
                List.of(),
                Optional.of(new BreakGlass(Optional.of("podward:break-glass"), Optional.empty())));
        recorder.record(answer(policy, Phase.VALIDATE, "alice-breaks-the-glass-to-run-a-bare-pod.validate.json"));
        assertThat(metrics.get("podward.decisions").counter().getId().getTag("reason"))
                .isEqualTo("break-glass");
    }

    @Test
    void countsWhereTheRequestComesFirst() {
        recorder.record(answer(Phase.VALIDATE, "alice-labels-a-deployment-pod-through-its-status.validate.json"));
        assertThat(metrics.get("podward.decisions").counter().getId().getTag("target"))
                .isEqualTo("pods/status");
    }

    @Test
    void doesNotFailWithTheClock() {
        var broken = new Recorder(metrics, new Rehearsal(), new BrokenClock());
        broken.record(answer(Reviews.EDIT));
        assertThat(count("pod-edit", "deny", "none", "update", "false")).isEqualTo(1);
        assertThat(lines.written).isEmpty();
    }

    @Test
    void countsErrorsFromTheStart() {
        assertThat(metrics.get("podward.errors").counter().count()).isZero();
        recorder.record(asked(Reviews.EDIT), new IllegalStateException("a test"));
        assertThat(metrics.get("podward.errors").counter().count()).isEqualTo(1);
    }

    private double count(String rule, String action, String reason, String operation, String dryRun) {
        var tags = Tags.of("rule", rule, "action", action, "mode", "audit", "reason", reason)
                .and("operation", operation, "requester", "person", "dry_run", dryRun);
        return metrics.get("podward.decisions").tags(tags).counter().count();
    }

    private static Answer answer(String file) {
        return answer(Phase.MUTATE, file);
    }

    private static Answer answer(Phase phase, String file) {
        return answer(POLICY, phase, file);
    }

    private static Answer answer(Policy policy, Phase phase, String file) {
        return switch (new Reviewer(policy).review(asked(file), phase)) {
            case Step.Answered(var answer) -> answer;
            case Step.Ask(var inquiry, var then) -> then.apply(new Inquiries(Reviews.cluster()).answer(inquiry));
        };
    }

    private static ReviewRequest asked(String file) {
        return switch (ReviewReader.read(Reviews.bytes(file))) {
            case Review.Asked(var request) -> request;
            case Review.Malformed(var problem) -> throw new AssertionError(problem);
        };
    }

    private static final class BrokenClock extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new IllegalStateException("a broken clock");
        }
    }

    /** A log handler that keeps what it gets. */
    private static final class Lines extends Handler {
        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            written.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
