package io.podward.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Phase;
import io.podward.policy.Printable;
import io.podward.policy.Rule;
import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Exempt;
import io.podward.policy.Verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was decided, in one line, for whoever asks for it in a dry run; in any mode, and whoever they are. It changes nothing of
 * the decision, and of a request that is meant nobody is told more than usual.
 *
 * <p>There are two ways to ask, because neither is always there: the API server drops the annotations of what goes to some
 * subresources, and some kubectl commands have no flag for the field manager.
 */
public final class Disclosure {
    /** The annotation, and the first word of the line. */
    public static final String KEY = "podward.io/explain";

    /** The field manager: kubectl's {@code --field-manager}. */
    public static final String FIELD_MANAGER = "podward-explain";

    private Disclosure() {}

    /** The line; empty unless it is asked for. */
    static Optional<String> of(Answer answer) {
        var asked = answer.asked();
        if (!isAskedFor(asked)) {
            return Optional.empty();
        }
        var words = new ArrayList<>(List.of("phase=" + answer.phase().label()));
        words.add("rule=" + answer.rule().map(Rule::id).orElse("none"));
        words.addAll(decision(answer));
        return Optional.of(line(asked, words));
    }

    /** The line about the labels of a namespace, of which no rule is. */
    static Optional<String> of(NamespaceAnswer answer) {
        return isAskedFor(answer.asked())
                ? Optional.of(line(
                        answer.asked(),
                        List.of("phase=" + Phase.VALIDATE.label(), "rule=none", "reason=namespace-labels")))
                : Optional.empty();
    }

    private static boolean isAskedFor(ReviewRequest asked) {
        var asks = isAskedFor(asked.object().metadata())
                || asked.options().path("fieldManager").asText("").equals(FIELD_MANAGER);
        return asks && asked.dryRun().orElse(false);
    }

    /** Whether an object asks for it, if it comes in a dry run. */
    static boolean isAskedFor(JsonNode metadata) {
        return metadata.path("annotations").path(KEY).asText("").equals("true");
    }

    private static List<String> decision(Answer answer) {
        var decision = answer.decision();
        var action = "action=" + decision.action().label();
        var mode = "mode=" + decision.mode().label();
        return switch (decision.verdict()) {
            case Compliant(var because) -> List.of("reason=" + because.label(), mode);
            case Exempt(var _, var exemption) -> List.of("exemption=" + exemption, mode);
            case Violation _ when decision.breaksGlass() -> List.of(action, mode, "reason=break-glass");
            case Violation _ -> List.of(action, mode);
        };
    }

    private static String line(ReviewRequest asked, List<String> words) {
        return Printable.of(KEY + ": " + String.join(" ", words) + " requester="
                + asked.requester().kind().label() + " version=" + Version.current());
    }
}
