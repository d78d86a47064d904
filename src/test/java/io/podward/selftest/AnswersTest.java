package io.podward.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.policy.Phase;
import io.podward.policy.Rule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AnswersTest {
    private static final String RULE = "rule=pod-edit action=deny mode=";
    private static final String ABOUT = "rule pod-edit";
    private static final Tried ANSWERED = tried(201, "", "phase=mutate rule=none", "phase=validate rule=none");

    @ParameterizedTest
    @MethodSource
    void saysWhatADryRunShows(Tried tried, Finding expected) {
        assertThat(new Answers(List.of(tried, ANSWERED), "1.0").findings()).contains(expected);
    }

    static Stream<Arguments> saysWhatADryRunShows() {
        return Stream.of(
                argumentSet(
                        "audit mode, both phases",
                        tried(200, "", "phase=mutate " + RULE + "audit", "phase=validate " + RULE + "audit"),
                        Finding.ok(ABOUT, "UPDATE pods: deny, which audit mode only records")),
                argumentSet(
                        "a denial ends it in the first phase",
                        tried(403, "denied the request: …", "phase=mutate " + RULE + "enforce"),
                        Finding.ok(ABOUT, "UPDATE pods: deny")),
                argumentSet(
                        "what the API server refuses itself has no second phase",
                        tried(422, "Forbidden: pod updates may not …", "phase=mutate " + RULE + "audit"),
                        Finding.ok(ABOUT, "UPDATE pods: deny, which audit mode only records")),
                argumentSet(
                        "a phase that is not asked",
                        tried(200, "", "phase=mutate " + RULE + "audit"),
                        Finding.wrong(ABOUT, "UPDATE pods: Podward was not asked in the validate phase")),
                argumentSet(
                        "a call that fails, and counts",
                        tried(500, "failed calling webhook \"pods.podward.io\": x509: expired"),
                        Finding.wrong(
                                ABOUT,
                                "UPDATE pods: Podward was not asked in the mutate and validate phase: failed calling"
                                        + " webhook \"pods.podward.io\": x509: expired")),
                argumentSet(
                        "somebody who is exempt",
                        tried(
                                200,
                                "",
                                words("exemption=vpa"),
                                words("exemption=vpa").replace("mutate", "validate")),
                        Finding.note(ABOUT, "UPDATE pods: exempt by vpa: somebody else is to run this")),
                argumentSet(
                        "another rule",
                        tried(
                                200,
                                "",
                                "phase=mutate rule=pod-detach action=warn mode=enforce",
                                "phase=validate rule=pod-detach action=warn mode=enforce"),
                        Finding.note(ABOUT, "UPDATE pods: warn, by the rule pod-detach")),
                argumentSet(
                        "a rule that is off",
                        tried(
                                200,
                                "",
                                words("action=off mode=audit"),
                                words("action=off").replace("mutate", "validate")),
                        Finding.ok(ABOUT, "UPDATE pods: off")),
                argumentSet(
                        "a right that is missing",
                        tried(403, "pods is forbidden: User \"bob\" cannot patch resource \"pods\""),
                        Finding.unknown(
                                ABOUT,
                                "UPDATE pods: not tried: pods is forbidden: User \"bob\" cannot patch resource \"pods\"")),
                argumentSet(
                        "an API server that does not answer",
                        tried(0, "no answer within 15000 ms"),
                        Finding.unknown(ABOUT, "UPDATE pods: not tried: no answer within 15000 ms")),
                argumentSet(
                        "somebody else who is asked before",
                        tried(403, "denied by Pod Security"),
                        Finding.unknown(
                                ABOUT, "UPDATE pods: refused before Podward was asked: denied by Pod Security")));
    }

    @Test
    void saysOnceThatNobodyAnswers() {
        assertThat(new Answers(List.of(tried(200, ""), tried(200, "")), "1.0").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).startsWith("none of 2 was answered by Podward"));
    }

    @Test
    void saysWhyTheApiServerCannotCall() {
        assertThat(new Answers(List.of(tried(500, "failed calling webhook \"w\": connection refused")), "1.0")
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .isEqualTo("the API server could not call Podward: failed calling webhook \"w\": connection"
                                + " refused"));
    }

    @Test
    void namesOtherVersions() {
        assertThat(new Answers(List.of(ANSWERED), "2.0").findings())
                .contains(Finding.note(
                        "versions", "Podward 1.0 answers, and this is 2.0: compare with the version that runs"));
    }

    private static String words(String words) {
        return "phase=mutate rule=pod-edit " + words;
    }

    private static Tried tried(int status, String message, String... said) {
        Set<Phase> both = EnumSet.allOf(Phase.class);
        var trial = new Trial(
                ABOUT,
                "UPDATE pods",
                Optional.of(Rule.POD_EDIT),
                both,
                "PATCH",
                "/",
                JsonNodeFactory.instance.objectNode());
        var warnings = Arrays.stream(said)
                .map(words -> "podward.io/explain: " + words + " version=1.0")
                .toList();
        return new Tried(trial, status, message, warnings);
    }
}
