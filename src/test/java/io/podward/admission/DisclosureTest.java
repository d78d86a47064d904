package io.podward.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.manifest.ClusterFacts;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DisclosureTest {
    private static final String ALICE = "alice";
    private static final String RUNNER = "system:serviceaccount:ci:runner";
    private static final String ASKS = "annotations: {'podward.io/explain': 'true'}";
    private static final String SET =
            "ownerReferences: [{apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'r', controller: true}]";
    private static final String NOTHING = "";

    @ParameterizedTest
    @MethodSource
    void isOneLineForWhoeverAsksInADryRun(Mode mode, JsonNode review, String expected) {
        assertThat(String.join("\n", answer(mode, review).warnings())).isEqualTo(expected);
    }

    static Stream<Arguments> isOneLineForWhoeverAsksInADryRun() {
        return Stream.of(
                argumentSet(
                        "a rule in audit mode",
                        Mode.AUDIT,
                        creation(ALICE, ASKS, true, ""),
                        line("phase=validate rule=bare-pod action=deny mode=audit requester=person")),
                argumentSet(
                        "a denial says it too",
                        Mode.ENFORCE,
                        creation(ALICE, ASKS, true, ""),
                        line("phase=validate rule=bare-pod action=deny mode=enforce requester=person")),
                argumentSet(
                        "no rule",
                        Mode.AUDIT,
                        update(ALICE, ASKS),
                        line("phase=validate rule=none reason=no-controller mode=audit requester=person")),
                argumentSet(
                        "an exemption",
                        Mode.AUDIT,
                        creation(RUNNER, ASKS, true, ""),
                        line("phase=validate rule=bare-pod exemption=runners mode=audit requester=program")),
                argumentSet(
                        "a program's Pod with a controller, which is read to its end for once",
                        Mode.AUDIT,
                        creation(RUNNER, ASKS + ", " + SET, true, ""),
                        line("phase=validate rule=none reason=has-controller mode=audit requester=program")),
                argumentSet(
                        "by the field manager",
                        Mode.AUDIT,
                        creation(ALICE, "annotations: {}", true, "podward-explain"),
                        line("phase=validate rule=bare-pod action=deny mode=audit requester=person")),
                argumentSet("not for a request that is meant", Mode.AUDIT, creation(ALICE, ASKS, false, ""), NOTHING),
                argumentSet(
                        "not for another value",
                        Mode.AUDIT,
                        creation(ALICE, ASKS.replace("true", "yes"), true, ""),
                        NOTHING),
                argumentSet(
                        "not unless it is asked for",
                        Mode.AUDIT,
                        creation(ALICE, "annotations: {}", true, "kubectl-run"),
                        NOTHING),
                argumentSet(
                        "not to a trusted requester, who is answered before the object is read",
                        Mode.AUDIT,
                        creation("system:kube-scheduler", ASKS, true, "podward-explain"),
                        NOTHING));
    }

    @Test
    void comesAfterTheWarning() {
        var policy = policy(Mode.ENFORCE, Optional.of(new BreakGlass(Optional.of(ALICE), Optional.empty())));
        var answer = answer(new Reviewer(policy), creation(ALICE, ASKS, true, ""));
        assertThat(answer.warnings())
                .containsExactly(
                        answer.warning().orElseThrow(),
                        line("phase=validate rule=bare-pod action=deny mode=enforce reason=break-glass"
                                + " requester=person"));
        assertThat(Trees.tree(new String(answer.toJson(), UTF_8)).at("/response/warnings"))
                .hasSize(2);
    }

    @Test
    void saysThatTheLabelsOfANamespaceWereLookedAt() {
        var review = creation(ALICE, ASKS, true, "");
        ((ObjectNode) review.at("/request/resource")).put("resource", "namespaces");
        var step = new NamespaceReviewer(Policies.of(Mode.AUDIT, Map.of()))
                .review(asked(ReviewReader.readWhole(bytes(review))));
        assertThat(step)
                .isInstanceOfSatisfying(
                        NamespaceStep.Answered.class,
                        answered -> assertThat(
                                        Trees.tree(new String(answered.answer().toJson(), UTF_8))
                                                .at("/response/warnings/0")
                                                .asText())
                                .isEqualTo(line("phase=validate rule=none reason=namespace-labels requester=person")));
    }

    private static String line(String words) {
        return "podward.io/explain: " + words + " version=" + Version.current();
    }

    private static JsonNode creation(String user, String metadata, boolean dryRun, String manager) {
        return Trees.tree("""
                {apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: {uid: 'u-1',
                 resource: {group: '', version: 'v1', resource: 'pods'}, namespace: 'shop', operation: 'CREATE',
                 userInfo: {username: '%s'}, object: {metadata: {name: 'web', %s}, spec: {containers: []}},
                 dryRun: %s, options: {fieldManager: '%s'}}}""".formatted(user, metadata, dryRun, manager));
    }

    private static JsonNode update(String user, String metadata) {
        var review = creation(user, metadata, true, "");
        ((ObjectNode) review.path("request"))
                .put("operation", "UPDATE")
                .set("oldObject", Trees.tree("{metadata: {name: 'web'}, spec: {containers: []}}"));
        return review;
    }

    private static Policy policy(Mode mode, Optional<BreakGlass> breakGlass) {
        var runners = new Exemption(
                "runners",
                Set.of(Rule.BARE_POD),
                List.of(),
                List.of(),
                List.of(new Glob("ci/*")),
                List.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
        return new Policy(
                mode,
                Map.of(Rule.BARE_POD, Action.DENY),
                Map.of(Rule.BARE_POD, Action.DENY),
                NamespaceLabelUse.TIGHTEN,
                3600,
                "",
                List.of(runners),
                breakGlass);
    }

    private static Answer answer(Mode mode, JsonNode review) {
        return answer(new Reviewer(policy(mode, Optional.empty())), review);
    }

    private static Answer answer(Reviewer reviewer, JsonNode review) {
        return switch (reviewer.review(asked(ReviewReader.read(bytes(review))), Phase.VALIDATE)) {
            case Step.Answered(var answer) -> answer;
            case Step.Ask(var inquiry, var then) -> then.apply(ClusterFacts.unknown(inquiry));
        };
    }

    private static byte[] bytes(JsonNode review) {
        return review.toString().getBytes(UTF_8);
    }

    private static ReviewRequest asked(Review review) {
        return switch (review) {
            case Review.Asked(var request) -> request;
            case Review.Malformed(var problem) -> throw new AssertionError(problem);
        };
    }
}
