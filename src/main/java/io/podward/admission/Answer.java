package io.podward.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.policy.Decision;
import io.podward.policy.Owner;
import io.podward.policy.Phase;
import io.podward.policy.Rule;
import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Exempt;
import io.podward.policy.Verdict.Violation;
import io.podward.remedy.Command;
import io.podward.remedy.Remedy;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer to a request, rendered whole when it is sent.
 *
 * @param asked the request
 * @param phase the phase it came in
 * @param decision what was decided
 * @param remedy what to say about it; empty if no rule is broken, or its rule is off
 */
public record Answer(ReviewRequest asked, Phase phase, Decision decision, Optional<Remedy> remedy) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The rule that is broken, also where that is allowed. */
    public Optional<Rule> rule() {
        return switch (decision.verdict()) {
            case Compliant _ -> Optional.empty();
            case Exempt(var rule, var _) -> Optional.of(rule);
            case Violation(var rule, var _, var _) -> Optional.of(rule);
        };
    }

    /** The exemption that allows it. */
    public Optional<String> exemption() {
        return decision.verdict() instanceof Exempt(var _, var exemption) ? Optional.of(exemption) : Optional.empty();
    }

    /** The root of the owner chain as {@code apps/v1 Deployment shop/blog-api}, where it was found. */
    public Optional<String> root() {
        return decision.verdict() instanceof Violation(var _, Owner.Root(var _, var object), var _)
                ? Optional.of(object.toString())
                : Optional.empty();
    }

    /** The controller that the Pod names, in the same form, where the root was not found. */
    public Optional<String> owner() {
        return decision.verdict() instanceof Violation(var _, Owner.Unresolved(var reference, var _), var _)
                ? Optional.of(reference.in(asked.namespace()).toString())
                : Optional.empty();
    }

    /** The command for logs, audit annotations and causes: one line, environment values masked. */
    public Optional<String> recordedCommand() {
        return remedy.flatMap(decision.warns() ? Remedy::commandOfWarning : Remedy::command)
                .map(Command::recorded);
    }

    /** The reason for breaking the glass, where that was done. */
    public Optional<String> breakGlass() {
        var reason = asked.requester().reason();
        return decision.breaksGlass() ? Optional.of(reason.isEmpty() ? "no reason given" : reason) : Optional.empty();
    }

    /** Whether the request is allowed. */
    public boolean allowed() {
        return !decision.denies();
    }

    /** The denial, if the request is denied. */
    public Optional<String> denial() {
        return decision.denies() ? remedy.map(Remedy::denial) : Optional.empty();
    }

    /** The warning, if the user is warned. */
    public Optional<String> warning() {
        if (!decision.warns()) {
            return Optional.empty();
        }
        return remedy.map(decision.breaksGlass() ? Remedy::emergency : Remedy::warning);
    }

    /** All that the user is told without being denied, one line each. */
    public List<String> warnings() {
        return Stream.of(warning(), Disclosure.of(this))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * What the API server is to keep in its audit log, where it puts the webhook's name before each key. Empty if no rule is
     * broken. The keys are public.
     */
    public Map<String, String> auditAnnotations() {
        var annotations = new LinkedHashMap<String, String>();
        if (decision.recorded() || exemption().isPresent()) {
            rule().ifPresent(rule -> annotations.put("rule", rule.id()));
            annotations.put("action", decision.action().label());
            annotations.put("mode", decision.mode().label());
            annotations.put("requester", asked.requester().kind().label());
            exemption().ifPresent(exemption -> annotations.put("exemption", exemption));
            breakGlass().ifPresent(reason -> annotations.put("break-glass", reason));
            root().ifPresent(root -> annotations.put("root", root));
            recordedCommand().ifPresent(command -> annotations.put("command", command));
        }
        return annotations;
    }

    /** The AdmissionReview with the response, as UTF-8 JSON. */
    public byte[] toJson() {
        var response = response(asked.uid(), allowed());
        denial().ifPresent(message -> response.set("status", status(message)));
        var warnings = warnings();
        if (!warnings.isEmpty()) {
            var lines = response.putArray("warnings");
            warnings.forEach(lines::add);
        }
        var annotations = auditAnnotations();
        if (!annotations.isEmpty()) {
            var node = response.putObject("auditAnnotations");
            annotations.forEach(node::put);
        }
        return bytes(response);
    }

    /**
     * The answer to a request that could not be judged because of an error of ours.
     *
     * @param uid the request's UID
     * @param allowed whether such requests pass
     */
    public static byte[] ofError(String uid, boolean allowed) {
        var response = response(uid, allowed);
        if (!allowed) {
            response.set(
                    "status",
                    forbidden("Podward could not judge this request because of an error of its own, and is set to deny"
                            + " in that case (podward.on-error). Its log says more."));
        }
        return bytes(response);
    }

    private ObjectNode status(String message) {
        var status = forbidden(message);
        var details = status.putObject("details");
        details.put("name", asked.displayName());
        details.put("kind", asked.resource());
        var causes = details.putArray("causes");
        rule().ifPresent(rule ->
                causes.addObject().put("reason", "podward.io/rule").put("message", rule.id()));
        root().ifPresent(root ->
                causes.addObject().put("reason", "podward.io/root").put("message", root));
        recordedCommand()
                .ifPresent(command ->
                        causes.addObject().put("reason", "podward.io/command").put("message", command));
        return status;
    }

    /**
     * Code and reason that kubectl prints best: with 422 it drops the message, with 409 it tries again, and an HTTP status
     * other than 200 would be a failed call, which a failure policy may turn into an admission.
     */
    private static ObjectNode forbidden(String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", "Failure")
                .put("message", message)
                .put("reason", "Forbidden")
                .put("code", 403);
    }

    static ObjectNode response(String uid, boolean allowed) {
        return JsonNodeFactory.instance.objectNode().put("uid", uid).put("allowed", allowed);
    }

    static byte[] bytes(ObjectNode response) {
        var review = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", ReviewFields.API_VERSION)
                .put("kind", ReviewFields.KIND);
        review.set("response", response);
        try {
            return MAPPER.writeValueAsBytes(review);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
