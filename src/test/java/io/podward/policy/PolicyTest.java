package io.podward.policy;

import static io.podward.policy.Action.AUDIT;
import static io.podward.policy.Action.DENY;
import static io.podward.policy.Action.OFF;
import static io.podward.policy.Action.WARN;
import static io.podward.policy.Ask.ALICE;
import static io.podward.policy.Ask.CUSTOM;
import static io.podward.policy.Ask.OPERATOR;
import static io.podward.policy.Ask.REPLICASET_CONTROLLER;
import static io.podward.policy.Ask.ROOT;
import static io.podward.policy.Ask.SET;
import static io.podward.policy.Ask.reference;
import static io.podward.policy.Operation.CREATE;
import static io.podward.policy.Operation.UPDATE;
import static io.podward.policy.Target.OTHER;
import static io.podward.policy.Target.POD;
import static io.podward.policy.Target.REPLICA_SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Inquiry.Adoptable;
import io.podward.policy.Verdict.Compliant;
import io.podward.policy.Verdict.Exempt;
import io.podward.policy.Verdict.Violation;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicyTest {
    private static final Adoption BY_WEB = new Adoption.By(SET, Ask.WEB);
    private static final Requester BREAK_GLASS = new Requester("podward:break-glass", List.of(), false, "INC-42");

    /** What people meet where nothing is configured. */
    private static final Map<Rule, Action> DEFAULTS = all(Rule::byDefault);

    private static final Map<Rule, Action> RECORDED = all(_ -> AUDIT);

    @Test
    void theStrictestActionAnswers() {
        var request = Ask.to(CREATE, POD).labelled(BY_WEB).request();
        var policy = policy(Map.of(Rule.POD_ADOPTION, WARN, Rule.BARE_POD, DENY), Map.of());
        assertThat(policy.decide(request)).isEqualTo(decision(new Violation(Rule.BARE_POD, new Owner.None()), DENY));
    }

    @Test
    void amongEqualsTheFirstRuleAnswers() {
        var request = Ask.to(CREATE, POD).labelled(BY_WEB).request();
        assertThat(policy(DEFAULTS, Map.of()).decide(request))
                .isEqualTo(decision(new Violation(Rule.POD_ADOPTION, ROOT), DENY));
    }

    @Test
    void theOrderIsThatOfTheReasonsGivenForIt() {
        assertThat(Rule.values())
                .extracting(Rule::id)
                .containsExactly(
                        "forged-owner",
                        "pod-adoption",
                        "pod-detach",
                        "pod-edit",
                        "pod-label",
                        "workload-edit",
                        "pod-debug",
                        "bare-pod",
                        "pod-delete");
    }

    @Test
    void whatIsOffDropsOut() {
        var request = Ask.to(CREATE, POD).labelled(BY_WEB).request();
        var policy = policy(Map.of(Rule.POD_ADOPTION, OFF, Rule.BARE_POD, AUDIT), Map.of());
        assertThat(policy.decide(request)).isEqualTo(decision(new Violation(Rule.BARE_POD, new Owner.None()), AUDIT));
    }

    @Test
    void anEditAndALabelAreAnsweredByTheEdit() {
        var request = Ask.to(UPDATE, POD)
                .ofOwner(ROOT)
                .changing("containers[web].image")
                .relabelling(Membership.STAYS)
                .request();
        assertThat(policy(all(_ -> WARN), Map.of()).decide(request))
                .isEqualTo(decision(new Violation(Rule.POD_EDIT, ROOT), WARN));
    }

    @Test
    void programsHaveActionsOfTheirOwn() {
        var request = Ask.to(CREATE, POD).by(OPERATOR).request();
        var policy = policy(Map.of(Rule.BARE_POD, DENY), Map.of(Rule.BARE_POD, WARN));
        assertThat(policy.decide(request)).isEqualTo(decision(new Violation(Rule.BARE_POD, new Owner.None()), WARN));
    }

    @Test
    void nothingStricterIsDoneThanTheRuleAllows() {
        var job = Ask.to(UPDATE, Target.JOB)
                .ofOwner(ROOT)
                .changing("backoffLimit")
                .request();
        assertThat(policy(DEFAULTS, Map.of()).decide(job).action()).isEqualTo(WARN);
    }

    @ParameterizedTest
    @MethodSource
    void passes(Ask ask, Reason reason) {
        assertThat(policy(DEFAULTS, RECORDED).decide(ask.request())).isEqualTo(decision(new Compliant(reason), OFF));
        assertThat(policy(DEFAULTS, RECORDED).question(ask.request())).isEmpty();
    }

    static Stream<Arguments> passes() {
        var gone = new Owner.Gone(SET, true);
        var unknown = new Owner.Unresolved(SET);
        var edit = "containers[web].image";
        return Stream.of(
                argumentSet("another resource", Ask.to(CREATE, OTHER), Reason.NOT_GUARDED),
                argumentSet("an update of one", Ask.to(UPDATE, OTHER), Reason.NOT_GUARDED),
                argumentSet(
                        "another resource, whoever asks",
                        Ask.to(UPDATE, OTHER).by(REPLICASET_CONTROLLER),
                        Reason.NOT_GUARDED),
                argumentSet(
                        "a built-in controller",
                        Ask.to(CREATE, POD).by(REPLICASET_CONTROLLER),
                        Reason.TRUSTED_REQUESTER),
                argumentSet(
                        "what is being deleted",
                        Ask.to(UPDATE, POD).ofOwner(SET).changing(edit).terminating(),
                        Reason.TERMINATING),
                argumentSet("the creation of a Job", Ask.to(CREATE, Target.JOB), Reason.NOT_GUARDED),
                argumentSet("kubectl exec", Ask.to(Operation.CONNECT, POD), Reason.NOT_GUARDED),
                argumentSet("no change", Ask.to(UPDATE, POD).ofOwner(SET), Reason.NO_EFFECTIVE_CHANGE),
                argumentSet("an annotation", Ask.to(UPDATE, POD).ofOwner(SET).annotating(), Reason.METADATA_ONLY),
                argumentSet("an edit of a bare Pod", Ask.to(UPDATE, POD).changing(edit), Reason.NO_CONTROLLER),
                argumentSet(
                        "an edit of a Pod whose owner is gone",
                        Ask.to(UPDATE, POD).ofOwner(gone).changing(edit),
                        Reason.OWNER_GONE),
                argumentSet(
                        "an operator's edit",
                        Ask.to(UPDATE, POD).by(OPERATOR).ofOwner(Ask.OPERATED).changing(edit),
                        Reason.PROGRAM_AT_WORK),
                argumentSet(
                        "an operator's Pod",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(new Owner.Root(CUSTOM, Ask.DATABASE)),
                        Reason.HAS_CONTROLLER),
                argumentSet(
                        "a deletion by force",
                        Ask.to(Operation.DELETE, POD).ofOwner(SET).deleting(Deletion.FORCED),
                        Reason.DELETION),
                argumentSet(
                        "a deletion of a Pod whose owner could not be looked up",
                        Ask.to(Operation.DELETE, POD).ofOwner(unknown).deleting(Deletion.ORDINARY),
                        Reason.OWNER_UNKNOWN),
                argumentSet(
                        "a scale of what could not be looked up",
                        Ask.to(UPDATE, Target.REPLICA_SET_SCALE)
                                .ofOwner(unknown)
                                .changing("replicas"),
                        Reason.OWNER_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource
    void asks(Ask ask, Map<Rule, Action> programs, Optional<Inquiry> inquiry) {
        assertThat(policy(DEFAULTS, programs).question(ask.request())).isEqualTo(inquiry);
    }

    static Stream<Arguments> asks() {
        var edit = "containers[web].image";
        var set = reference("apps/v1", "StatefulSet", "orders");
        var adoptable = Optional.of(new Adoptable("web-1", Map.of("app", "web")));
        return Stream.of(
                argumentSet(
                        "a person's edit: the owner, and what the namespace says",
                        Ask.to(UPDATE, POD).ofOwner(SET).changing(edit),
                        RECORDED,
                        Optional.of(inquiry(Optional.of(SET), Optional.empty(), Optional.empty(), true))),
                argumentSet(
                        "a person's reference",
                        Ask.to(CREATE, POD).writing(SET),
                        RECORDED,
                        Optional.of(inquiry(Optional.empty(), Optional.of(SET), Optional.empty(), true))),
                argumentSet(
                        "a person's labelled bare Pod",
                        Ask.to(CREATE, POD).labelled(new Adoption.NotAsked()),
                        RECORDED,
                        Optional.of(inquiry(Optional.empty(), Optional.empty(), adoptable, true))),
                argumentSet(
                        "a scaled ReplicaSet: the autoscaler too",
                        Ask.to(UPDATE, REPLICA_SET).ofOwner(SET).changing("replicas"),
                        RECORDED,
                        Optional.of(
                                new Inquiry("shop", Optional.of(SET), Optional.empty(), Optional.empty(), true, true))),
                argumentSet(
                        "a program's bare Pod that is only recorded: nothing",
                        Ask.to(CREATE, POD).by(OPERATOR).labelled(new Adoption.NotAsked()),
                        RECORDED,
                        Optional.empty()),
                argumentSet(
                        "one that is more than recorded",
                        Ask.to(CREATE, POD).by(OPERATOR).labelled(new Adoption.NotAsked()),
                        Map.of(Rule.POD_ADOPTION, WARN),
                        Optional.of(inquiry(Optional.empty(), Optional.empty(), adoptable, true))),
                argumentSet(
                        "a program's custom owner that is only recorded: nothing",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(CUSTOM),
                        RECORDED,
                        Optional.empty()),
                argumentSet(
                        "one that is more than recorded",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(CUSTOM),
                        Map.of(Rule.FORGED_OWNER, DENY),
                        Optional.of(inquiry(Optional.empty(), Optional.of(CUSTOM), Optional.empty(), true))),
                argumentSet(
                        "a program's edit under a StatefulSet, which an operator may own",
                        Ask.to(UPDATE, POD).by(OPERATOR).ofOwner(set).changing(edit),
                        RECORDED,
                        Optional.of(inquiry(Optional.of(set), Optional.empty(), Optional.empty(), false))),
                argumentSet(
                        "a program's edit of a Deployment's ReplicaSet",
                        Ask.to(UPDATE, REPLICA_SET)
                                .by(OPERATOR)
                                .ofOwner(reference("apps/v1", "Deployment", "web"))
                                .changing("minReadySeconds"),
                        RECORDED,
                        Optional.of(inquiry(
                                Optional.of(reference("apps/v1", "Deployment", "web")),
                                Optional.empty(),
                                Optional.empty(),
                                false))),
                argumentSet(
                        "a program's edit of a custom resource's ReplicaSet that is only recorded: nothing",
                        Ask.to(UPDATE, REPLICA_SET).by(OPERATOR).ofOwner(CUSTOM).changing("minReadySeconds"),
                        RECORDED,
                        Optional.empty()),
                argumentSet(
                        "a program's edit of what is off: nothing",
                        Ask.to(UPDATE, POD).by(OPERATOR).ofOwner(set).changing(edit),
                        Map.of(),
                        Optional.empty()),
                argumentSet(
                        "a program's reference to what controls no Pods: nothing",
                        Ask.to(CREATE, POD).by(OPERATOR).writing(reference("v1", "ConfigMap", "settings")),
                        RECORDED,
                        Optional.empty()));
    }

    @Test
    void asksNothingOfANamespaceWhoseLabelsAreIgnored() {
        var request = Ask.to(CREATE, POD).request();
        assertThat(policy(DEFAULTS, RECORDED, NamespaceLabelUse.IGNORE).question(request))
                .isEmpty();
        assertThat(policy(DEFAULTS, RECORDED, NamespaceLabelUse.TIGHTEN).question(request))
                .contains(inquiry(Optional.empty(), Optional.empty(), Optional.empty(), true));
    }

    @Test
    void asksNothingForAnExemptRequest() {
        var policy = policy(DEFAULTS, RECORDED, exemption(List.of("alice"), Optional.empty()));
        assertThat(policy.question(Ask.to(CREATE, POD).request())).isEmpty();
    }

    /** Otherwise the labels would count as unknown, and the second exemption would hold for whoever has such an owner. */
    @Test
    void asksForLabelsForTheSakeOfAnyExemption() {
        var ofOwner = new Exemption(
                "owner",
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Set.of("Database"),
                Optional.empty());
        var ofLabels = new Exemption(
                "labels",
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new LabelSelector(Map.of("team", "a"), List.of())),
                Set.of(),
                Optional.empty());
        var policy = policy(Mode.ENFORCE, DEFAULTS, RECORDED, NamespaceLabelUse.IGNORE, List.of(ofOwner, ofLabels));
        var request = Ask.to(UPDATE, POD)
                .ofOwner(SET)
                .changing("containers[web].image")
                .request();
        assertThat(policy.question(request))
                .contains(inquiry(Optional.of(SET), Optional.empty(), Optional.empty(), true));
    }

    @ParameterizedTest
    @MethodSource
    void namespaceLabelsChangeWhatTheyMay(NamespaceLabelUse use, Action policy, String label, Action effective) {
        var request = Ask.to(CREATE, POD)
                .inNamespaceWith(Map.of("podward.io/bare-pod", label))
                .request();
        assertThat(policy(Map.of(Rule.BARE_POD, policy), Map.of(), use)
                        .decide(request)
                        .action())
                .isEqualTo(effective);
    }

    static Stream<Arguments> namespaceLabelsChangeWhatTheyMay() {
        return Stream.of(
                argumentSet("stricter, under any", NamespaceLabelUse.ANY, WARN, "deny", DENY),
                argumentSet("milder, under any", NamespaceLabelUse.ANY, DENY, "off", OFF),
                argumentSet("stricter, under tighten", NamespaceLabelUse.TIGHTEN, OFF, "warn", WARN),
                argumentSet("milder, under tighten", NamespaceLabelUse.TIGHTEN, DENY, "warn", DENY),
                argumentSet("stricter, ignored", NamespaceLabelUse.IGNORE, WARN, "deny", WARN),
                argumentSet("a word that means nothing", NamespaceLabelUse.ANY, WARN, "forbid", WARN));
    }

    @ParameterizedTest
    @MethodSource
    void aNamespaceMayBeEnforcedBeforeTheRest(NamespaceLabelUse use, Mode mode, String label, Mode effective) {
        var request = Ask.to(CREATE, POD)
                .inNamespaceWith(Map.of("podward.io/mode", label))
                .request();
        assertThat(policy(mode, DEFAULTS, Map.of(), use, List.of())
                        .decide(request)
                        .mode())
                .isEqualTo(effective);
    }

    static Stream<Arguments> aNamespaceMayBeEnforcedBeforeTheRest() {
        return Stream.of(
                argumentSet("tighten", NamespaceLabelUse.TIGHTEN, Mode.AUDIT, "enforce", Mode.ENFORCE),
                argumentSet("not loosen", NamespaceLabelUse.TIGHTEN, Mode.ENFORCE, "audit", Mode.ENFORCE),
                argumentSet("loosen under any", NamespaceLabelUse.ANY, Mode.ENFORCE, "audit", Mode.AUDIT),
                argumentSet("ignored", NamespaceLabelUse.IGNORE, Mode.AUDIT, "enforce", Mode.AUDIT));
    }

    @Test
    void namespaceLabelsAreAboutPeople() {
        var request = Ask.to(CREATE, POD)
                .by(OPERATOR)
                .inNamespaceWith(Map.of("podward.io/bare-pod", "deny"))
                .request();
        assertThat(policy(DEFAULTS, RECORDED, NamespaceLabelUse.ANY)
                        .decide(request)
                        .action())
                .isEqualTo(AUDIT);
    }

    @Test
    void anExemptionLetsItsRulesBeBroken() {
        var policy = policy(DEFAULTS, RECORDED, exemption(List.of("alice"), Optional.empty()));
        assertThat(policy.decide(Ask.to(CREATE, POD).request()))
                .isEqualTo(decision(new Exempt(Rule.BARE_POD, "ours"), OFF));
        assertThat(policy.decide(Ask.to(CREATE, POD).labelled(BY_WEB).request()))
                .as("another rule is broken, too")
                .isEqualTo(decision(new Violation(Rule.POD_ADOPTION, ROOT), DENY));
    }

    @Test
    void deniesARuleOnlyToWhomItIsDenied() {
        var byAlice = Ask.to(CREATE, POD).request();
        var policy = policy(DEFAULTS, RECORDED);
        assertThat(policy.denies(Rule.BARE_POD, byAlice)).isTrue();
        assertThat(policy.denies(Rule.POD_DEBUG, byAlice)).as("a warning").isFalse();
        assertThat(policy(DEFAULTS, RECORDED, exemption(List.of("alice"), Optional.empty()))
                        .denies(Rule.BARE_POD, byAlice))
                .as("who is exempt")
                .isFalse();
    }

    @Test
    void anExemptionThatMayApplyTurnsADenialIntoAWarning() {
        var selector = new LabelSelector(Map.of("team", "web"), List.of());
        var ofTheTeam = new Exemption(
                "team",
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(selector),
                Set.of(),
                Optional.empty());
        var policy = policy(DEFAULTS, RECORDED, ofTheTeam);
        assertThat(policy.decide(Ask.to(CREATE, POD).request()).action()).isEqualTo(WARN);
        assertThat(policy.decide(Ask.to(CREATE, POD)
                                .inNamespaceWith(Map.of("team", "web"))
                                .request())
                        .verdict())
                .isEqualTo(new Exempt(Rule.BARE_POD, "team"));
        assertThat(policy.decide(Ask.to(CREATE, POD)
                                .inNamespaceWith(Map.of("team", "db"))
                                .request())
                        .action())
                .isEqualTo(DENY);
    }

    @Test
    void nobodyIsDeniedWhereLabelsThatAreNotKnownMaySayOtherwise() {
        var request = Ask.to(CREATE, POD).request();
        assertThat(policy(DEFAULTS, RECORDED, NamespaceLabelUse.ANY)
                        .decide(request)
                        .action())
                .isEqualTo(WARN);
        assertThat(policy(DEFAULTS, RECORDED, NamespaceLabelUse.TIGHTEN)
                        .decide(request)
                        .action())
                .isEqualTo(DENY);
    }

    @Test
    void anExemptionExpires() {
        var last = LocalDate.parse("2027-06-30");
        var policy = policy(DEFAULTS, RECORDED, exemption(List.of("alice"), Optional.of(last)));
        var request = Ask.to(CREATE, POD).request();
        assertThat(policy.on(last).decide(request).verdict()).isEqualTo(new Exempt(Rule.BARE_POD, "ours"));
        assertThat(policy.on(last.plusDays(1)).decide(request).action()).isEqualTo(DENY);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whoBreaksTheGlassIsWarnedInsteadOfDenied(Mode mode) {
        var policy = policy(mode, DEFAULTS, Map.of(), NamespaceLabelUse.IGNORE, List.of());
        var decision = policy.decide(Ask.to(CREATE, POD).by(BREAK_GLASS).request());
        assertThat(decision).isEqualTo(new Decision(new Violation(Rule.BARE_POD, new Owner.None()), DENY, mode, true));
        assertThat(decision.denies()).isFalse();
        assertThat(decision.warns()).isEqualTo(mode == Mode.ENFORCE);
        assertThat(decision.recorded()).isTrue();
    }

    @Test
    void aGroupMayBreakTheGlassToo() {
        var way = new BreakGlass(Optional.empty(), Optional.of("developers"));
        assertThat(way.isUsedBy(ALICE)).isTrue();
        assertThat(way.isUsedBy(OPERATOR)).isFalse();
    }

    private static Policy policy(Map<Rule, Action> people, Map<Rule, Action> programs) {
        return policy(people, programs, NamespaceLabelUse.TIGHTEN);
    }

    private static Policy policy(Map<Rule, Action> people, Map<Rule, Action> programs, NamespaceLabelUse use) {
        return policy(Mode.ENFORCE, people, programs, use, List.of());
    }

    private static Policy policy(Map<Rule, Action> people, Map<Rule, Action> programs, Exemption exemption) {
        return policy(Mode.ENFORCE, people, programs, NamespaceLabelUse.TIGHTEN, List.of(exemption));
    }

    private static Policy policy(
            Mode mode,
            Map<Rule, Action> people,
            Map<Rule, Action> programs,
            NamespaceLabelUse use,
            List<Exemption> exemptions) {
        var way = new BreakGlass(Optional.of("podward:break-glass"), Optional.empty());
        return new Policy(mode, people, programs, use, 3600, "", exemptions, Optional.of(way));
    }

    private static Exemption exemption(List<String> users, Optional<LocalDate> expires) {
        return new Exemption(
                "ours",
                Set.of(Rule.BARE_POD),
                users.stream().map(Glob::new).toList(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Set.of(),
                expires);
    }

    private static Map<Rule, Action> all(Function<Rule, Action> action) {
        var actions = new EnumMap<Rule, Action>(Rule.class);
        Arrays.stream(Rule.values()).forEach(rule -> actions.put(rule, action.apply(rule)));
        return Map.copyOf(actions);
    }

    private static Inquiry inquiry(
            Optional<OwnerReference> owner,
            Optional<OwnerReference> written,
            Optional<Adoptable> adoptable,
            boolean labels) {
        return new Inquiry("shop", owner, written, adoptable, labels, false);
    }

    private static Decision decision(Verdict verdict, Action action) {
        return new Decision(verdict, action, Mode.ENFORCE, false);
    }
}
