package io.podward.policy;

import static io.podward.policy.Ask.CUSTOM;
import static io.podward.policy.Ask.OPERATOR;
import static io.podward.policy.Ask.SET;
import static io.podward.policy.Operation.CREATE;
import static io.podward.policy.Operation.UPDATE;
import static io.podward.policy.Target.POD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not asked, because it would not matter. What is asked is in {@link PolicyTest}. */
final class QuestionsTest {
    private static final Optional<LabelSelector> TEAM = Optional.of(new LabelSelector(Map.of("team", "a"), List.of()));

    @ParameterizedTest
    @MethodSource
    void asks(Policy policy, Ask ask, Optional<Inquiry> inquiry) {
        assertThat(policy.question(ask.request())).isEqualTo(inquiry);
    }

    static Stream<Arguments> asks() {
        return Stream.of(
                argumentSet(
                        "not for a rule that is off, where a namespace has no say",
                        policy(Action.OFF, NamespaceLabelUse.IGNORE),
                        edit(),
                        Optional.empty()),
                argumentSet(
                        "for a rule that is off, where a namespace may say otherwise",
                        policy(Action.OFF, NamespaceLabelUse.TIGHTEN),
                        edit(),
                        inquiry(Optional.of(SET), Optional.empty(), true)),
                argumentSet(
                        "not for labels that are known",
                        policy(Action.DENY, NamespaceLabelUse.TIGHTEN),
                        edit().inNamespaceWith(Map.of("team", "a")),
                        inquiry(Optional.of(SET), Optional.empty(), false)),
                argumentSet(
                        "not for labels of which an exemption makes nothing",
                        policy(Action.DENY, NamespaceLabelUse.IGNORE, exemption("alice", Optional.empty(), "Database")),
                        edit(),
                        inquiry(Optional.of(SET), Optional.empty(), false)),
                argumentSet(
                        "not for the labels of somebody else's exemption",
                        policy(Action.DENY, NamespaceLabelUse.IGNORE, exemption("bob", TEAM)),
                        edit(),
                        inquiry(Optional.of(SET), Optional.empty(), false)),
                argumentSet(
                        "for the labels of one's own",
                        policy(Action.DENY, NamespaceLabelUse.IGNORE, exemption("alice", TEAM)),
                        edit(),
                        inquiry(Optional.of(SET), Optional.empty(), true)),
                argumentSet(
                        "not for the owner that a Pod has, if the one that it is given is the matter",
                        policy(Action.DENY, NamespaceLabelUse.IGNORE),
                        Ask.to(UPDATE, POD).ofOwner(SET).writing(CUSTOM),
                        inquiry(Optional.empty(), Optional.of(CUSTOM), false)),
                argumentSet(
                        "nothing of what a program does to owners of its own sort",
                        programs(Action.DENY),
                        edit().by(OPERATOR).ofOwner(CUSTOM),
                        Optional.empty()),
                argumentSet(
                        "for the owner of what a program edits, and for no autoscaler that nobody is told of",
                        programs(Action.AUDIT),
                        Ask.to(UPDATE, Target.REPLICA_SET)
                                .by(OPERATOR)
                                .ofOwner(SET)
                                .changing("replicas"),
                        inquiry(Optional.of(SET), Optional.empty(), false)),
                argumentSet(
                        "nothing of a Pod that matches no selector",
                        policy(Action.DENY, NamespaceLabelUse.IGNORE),
                        Ask.to(CREATE, POD),
                        Optional.empty()),
                argumentSet(
                        "nothing of an object that is being deleted",
                        policy(Action.DENY, NamespaceLabelUse.TIGHTEN),
                        edit().terminating(),
                        Optional.empty()));
    }

    private static Ask edit() {
        return Ask.to(UPDATE, POD).ofOwner(SET).changing("containers[web].image");
    }

    private static Policy policy(Action action, NamespaceLabelUse use, Exemption... exemptions) {
        var actions = Map.of(
                Rule.POD_EDIT, action,
                Rule.FORGED_OWNER, action,
                Rule.BARE_POD, action);
        return new Policy(Mode.ENFORCE, actions, Map.of(), use, 3600, "", Arrays.asList(exemptions), Optional.empty());
    }

    private static Policy programs(Action action) {
        return new Policy(
                Mode.ENFORCE,
                Map.of(),
                Map.of(Rule.POD_EDIT, action, Rule.WORKLOAD_EDIT, action),
                NamespaceLabelUse.IGNORE,
                3600,
                "",
                List.of(),
                Optional.empty());
    }

    private static Exemption exemption(String user, Optional<LabelSelector> labels, String... ownerKinds) {
        return new Exemption(
                "some",
                Set.of(),
                List.of(new Glob(user)),
                List.of(),
                List.of(),
                List.of(),
                labels,
                Set.of(ownerKinds),
                Optional.empty());
    }

    private static Optional<Inquiry> inquiry(
            Optional<OwnerReference> owner, Optional<OwnerReference> written, boolean labels) {
        return Optional.of(new Inquiry("shop", owner, written, Optional.empty(), labels, false));
    }
}
