package io.podward.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.podward.admission.Answer;
import io.podward.admission.Review;
import io.podward.admission.ReviewRequest;
import io.podward.manifest.CompactJson;
import io.podward.policy.Action;
import io.podward.policy.Decision;
import io.podward.policy.Operation;
import io.podward.policy.Phase;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import io.podward.policy.Verdict;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * What the platform team sees: a counter of every answer, and a line of JSON for each that broke a rule. Nothing that
 * goes wrong here may cost anyone an answer.
 */
@Singleton
final class Recorder {
    private static final Logger LOG = Logger.getLogger(Recorder.class);
    private static final Logger DECISIONS = Logger.getLogger("podward.decisions");
    private static final String NONE = "none";

    private final MeterRegistry metrics;
    private final Counter errors;
    private final Counter rejected;
    private final Rehearsal rehearsal;
    private final Clock clock;

    Recorder(MeterRegistry metrics, Rehearsal rehearsal, Clock clock) {
        this.metrics = metrics;
        this.errors = Counter.builder("podward.errors")
                .description("Requests that were answered without a judgement, because of an error in Podward")
                .register(metrics);
        this.rejected = Counter.builder("podward.rejected")
                .description("Bodies that could not be read, and so were not judged")
                .register(metrics);
        this.rehearsal = rehearsal;
        this.clock = clock;
    }

    /** Records a body that could not be read: to the API server that is a failed call, which may let the request pass. */
    void record(Review.Malformed malformed) {
        rejected.increment();
        LOG.warnf("A body was rejected: %s", malformed.problem());
    }

    /** Records an answer, unless it is part of the warm-up. */
    void record(Answer answer) {
        try {
            if (rehearsal.includes(answer.asked().uid())) {
                var _ = CompactJson.of(line(answer));
                return;
            }
            if (counts(answer)) {
                count(answer);
            }
            log(answer);
        } catch (RuntimeException e) {
            LOG.error("A decision could not be recorded", e);
        }
    }

    /** Records that a request could not be judged. */
    void record(ReviewRequest request, Throwable failure) {
        errors.increment();
        LOG.errorf(
                failure,
                "The request with the UID %s could not be judged",
                CompactJson.of(JsonNodeFactory.instance.textNode(request.uid())));
    }

    /** Where a request comes in both phases, the first is the one that counts. */
    private static boolean counts(Answer answer) {
        var asked = answer.asked();
        var comesTwice = asked.operation() == Operation.UPDATE
                && asked.target() != Target.POD_STATUS
                && asked.target() != Target.POD_EPHEMERAL_CONTAINERS;
        return answer.phase() == (comesTwice ? Phase.MUTATE : Phase.VALIDATE);
    }

    // Every label has few values, and none that a requester could make up.
    private void count(Answer answer) {
        var decision = answer.decision();
        var asked = answer.asked();
        var tags = Tags.of("rule", rule(answer))
                .and("action", action(decision))
                .and("mode", decision.mode().label())
                .and("reason", reason(decision))
                .and("operation", asked.operation().name().toLowerCase(Locale.ROOT))
                .and("target", asked.target().label())
                .and("requester", asked.requester().kind().label())
                .and("dry_run", asked.dryRun().map(String::valueOf).orElse("unread"));
        Counter.builder("podward.decisions")
                .description("Answers, by what the policy says about the request")
                .tags(tags)
                .register(metrics)
                .increment();
        answer.exemption().ifPresent(exemption -> countExempt(answer, exemption));
    }

    /** The policy names the exemptions, so there are few. One that nobody uses, or many do, is worth a look. */
    private void countExempt(Answer answer, String exemption) {
        Counter.builder("podward.exempted")
                .description("Requests that break a rule, and may by an exemption of the policy")
                .tags("exemption", exemption, "rule", rule(answer))
                .tags("requester", answer.asked().requester().kind().label())
                .register(metrics)
                .increment();
    }

    private void log(Answer answer) {
        if (answer.decision().recorded()) {
            DECISIONS.info(CompactJson.of(line(answer)));
        } else if (DECISIONS.isDebugEnabled()) {
            DECISIONS.debug(CompactJson.of(line(answer)));
        }
    }

    private ObjectNode line(Answer answer) {
        var decision = answer.decision();
        var asked = answer.asked();
        var line = JsonNodeFactory.instance
                .objectNode()
                .put("time", clock.instant().toString())
                .put("uid", asked.uid())
                .put("phase", answer.phase().label())
                .put("mode", decision.mode().label())
                .put("rule", rule(answer))
                .put("action", action(decision))
                .put("reason", reason(decision))
                .put("operation", asked.operation().name().toLowerCase(Locale.ROOT))
                .put("target", asked.target().label())
                .put("namespace", asked.namespace())
                .put("name", asked.displayName())
                .put("user", asked.requester().username())
                .put("requester", asked.requester().kind().label());
        asked.dryRun().ifPresent(dryRun -> line.put("dryRun", dryRun));
        answer.breakGlass().ifPresent(why -> line.put("breakGlass", why));
        answer.exemption().ifPresent(exemption -> line.put("exemption", exemption));
        answer.owner().ifPresent(owner -> line.put("owner", owner));
        answer.root().ifPresent(root -> line.put("root", root));
        answer.recordedCommand().ifPresent(command -> line.put("command", command));
        return line;
    }

    private static String rule(Answer answer) {
        return answer.rule().map(Rule::id).orElse(NONE);
    }

    private static String action(Decision decision) {
        return decision.action() == Action.OFF ? "allow" : decision.action().label();
    }

    private static String reason(Decision decision) {
        return switch (decision.verdict()) {
            case Verdict.Compliant(var because) -> because.label();
            case Verdict.Exempt _ -> "exempt";
            case Verdict.Violation _ -> decision.breaksGlass() ? "break-glass" : NONE;
        };
    }
}
