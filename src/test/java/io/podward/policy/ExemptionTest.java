package io.podward.policy;

import static io.podward.policy.Ask.ALICE;
import static io.podward.policy.Ask.CUSTOM;
import static io.podward.policy.Ask.DATABASE;
import static io.podward.policy.Ask.OPERATED;
import static io.podward.policy.Ask.OPERATOR;
import static io.podward.policy.Ask.ROOT;
import static io.podward.policy.Ask.SET;
import static io.podward.policy.Exemption.Match.NO;
import static io.podward.policy.Exemption.Match.OPEN;
import static io.podward.policy.Exemption.Match.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Exemption.Match;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ExemptionTest {
    private static final Exemption ANY = new Exemption(
            "any", Set.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Set.of(), Optional.empty());

    @ParameterizedTest
    @MethodSource({"rules", "requesters", "places", "owners", "writtenOwners", "combinations"})
    void matches(Exemption exemption, Ask ask, Match match) {
        assertThat(exemption.match(Rule.POD_EDIT, ask.request())).isEqualTo(match);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("of any rule", ANY, edit(), YES),
                argumentSet("of this rule", of(Rule.BARE_POD, Rule.POD_EDIT), edit(), YES),
                argumentSet("of other rules", of(Rule.BARE_POD, Rule.POD_LABEL), edit(), NO));
    }

    static Stream<Arguments> requesters() {
        return Stream.of(
                argumentSet("a user", users("bob", "ali*"), edit().by(ALICE), YES),
                argumentSet("another user", users("bob"), edit().by(ALICE), NO),
                argumentSet("one of the groups", groups("ops", "dev*"), edit().by(ALICE), YES),
                argumentSet("no such group", groups("ops", "alice"), edit().by(ALICE), NO),
                argumentSet("a service account", accounts("db/*"), edit().by(OPERATOR), YES),
                argumentSet("a service account elsewhere", accounts("ci/*"), edit().by(OPERATOR), NO),
                argumentSet("no service account", accounts("*"), edit().by(ALICE), NO));
    }

    static Stream<Arguments> places() {
        var known = edit().inNamespaceWith(Map.of("team", "a"));
        return Stream.of(
                argumentSet("the namespace", namespaces("sh*"), edit(), YES),
                argumentSet("another namespace", namespaces("shop-*"), edit(), NO),
                argumentSet("its labels, which nobody has asked for", labelled("a"), edit(), OPEN),
                argumentSet("its labels", labelled("a"), known, YES),
                argumentSet("other labels", labelled("b"), known, NO),
                argumentSet("labels that could not be looked up", labelled("a"), edit().settled(), OPEN),
                argumentSet("another namespace, whatever its labels", both("shop-*", "a"), edit(), NO),
                argumentSet("the namespace, if its labels fit", both("shop", "a"), edit(), OPEN));
    }

    static Stream<Arguments> owners() {
        var farther = new Owner.Unresolved(SET, new OwnerReference("apps/v1", "Deployment", "web", "u"));
        return Stream.of(
                argumentSet("no owner", owned("ReplicaSet"), edit(), NO),
                argumentSet("an owner that nobody has looked up", owned("ReplicaSet"), edit().ofOwner(SET), OPEN),
                argumentSet("the controller", owned("ReplicaSet"), edit().ofOwner(ROOT), YES),
                argumentSet("the root", owned("Deployment"), edit().ofOwner(ROOT), YES),
                argumentSet("with its group", owned("Deployment.apps"), edit().ofOwner(ROOT), YES),
                argumentSet("of another group", owned("Deployment.example.com"), edit().ofOwner(ROOT), NO),
                argumentSet("another kind", owned("StatefulSet"), edit().ofOwner(ROOT), NO),
                argumentSet("one of the kinds", owned("Job", "Database.db.example.com"), edit().ofOwner(OPERATED), YES),
                argumentSet("one that is gone", owned("ReplicaSet"), edit().ofOwner(new Owner.Gone(SET, false)), YES),
                argumentSet(
                        "another kind that is gone",
                        owned("Deployment"),
                        edit().ofOwner(new Owner.Gone(SET, false)),
                        NO),
                argumentSet(
                        "one that could not be looked up",
                        owned("ReplicaSet"),
                        edit().ofOwner(new Owner.Unresolved(SET)),
                        YES),
                argumentSet("the farthest that is known", owned("Deployment"), edit().ofOwner(farther), YES),
                argumentSet("neither", owned("Database"), edit().ofOwner(farther), NO));
    }

    static Stream<Arguments> writtenOwners() {
        var there = new Owner.Root(CUSTOM, DATABASE);
        return Stream.of(
                argumentSet("a reference that nobody has checked", owned("Database"), edit().writing(CUSTOM), OPEN),
                argumentSet("one to what is there", owned("Database"), edit().writing(there), YES),
                argumentSet(
                        "one to what belongs to something else: the controller",
                        owned("StatefulSet"),
                        edit().writing(OPERATED),
                        YES),
                argumentSet("the root", owned("Database"), edit().writing(OPERATED), YES),
                argumentSet("to another kind", owned("Cache"), edit().writing(there), NO),
                argumentSet(
                        "one to what is gone", owned("Database"), edit().writing(new Owner.Gone(CUSTOM, false)), NO),
                argumentSet(
                        "one that could not be checked: anybody can write it",
                        owned("Database"),
                        edit().writing(new Owner.Unresolved(CUSTOM)),
                        NO),
                argumentSet(
                        "the owner fits, whatever is written",
                        owned("Deployment"),
                        edit().ofOwner(ROOT).writing(there),
                        YES),
                argumentSet(
                        "what is written fits, whatever the owner was",
                        owned("Database"),
                        edit().ofOwner(ROOT).writing(there),
                        YES));
    }

    static Stream<Arguments> combinations() {
        var asked = edit().ofOwner(SET);
        return Stream.of(
                argumentSet("two selectors that hold", who("alice", "dev*"), edit().by(ALICE), YES),
                argumentSet("the user, but not the group", who("alice", "ops"), edit().by(ALICE), NO),
                argumentSet("the group, but not the user", who("bob", "dev*"), edit().by(ALICE), NO),
                argumentSet("somebody else: nothing is left open", whoseAndOwned("bob", "ReplicaSet"), asked, NO),
                argumentSet("all but what is open", whoseAndOwned("alice", "ReplicaSet"), asked, OPEN));
    }

    @ParameterizedTest
    @CsvSource({"2027-06-29, false", "2027-06-30, false", "2027-07-01, true"})
    void expiresAfterItsLastDay(LocalDate today, boolean expired) {
        assertThat(until(Optional.of(LocalDate.parse("2027-06-30"))).expired(today))
                .isEqualTo(expired);
        assertThat(until(Optional.empty()).expired(today)).isFalse();
    }

    private static Ask edit() {
        return Ask.to(Operation.UPDATE, Target.POD).changing("containers[web].image");
    }

    private static Exemption of(Rule... rules) {
        return exemption(Set.of(rules), List.of(), List.of(), List.of(), Set.of());
    }

    private static Exemption users(String... users) {
        return exemption(Set.of(), globs(users), List.of(), List.of(), Set.of());
    }

    private static Exemption groups(String... groups) {
        return exemption(Set.of(), List.of(), globs(groups), List.of(), Set.of());
    }

    private static Exemption accounts(String... accounts) {
        return exemption(Set.of(), List.of(), List.of(), globs(accounts), Set.of());
    }

    private static Exemption owned(String... kinds) {
        return exemption(Set.of(), List.of(), List.of(), List.of(), Set.of(kinds));
    }

    private static Exemption who(String user, String group) {
        return exemption(Set.of(), globs(user), globs(group), List.of(), Set.of());
    }

    private static Exemption whoseAndOwned(String user, String kind) {
        return exemption(Set.of(), globs(user), List.of(), List.of(), Set.of(kind));
    }

    private static Exemption namespaces(String... namespaces) {
        return inPlace(globs(namespaces), Optional.empty());
    }

    private static Exemption labelled(String team) {
        return inPlace(List.of(), Optional.of(new LabelSelector(Map.of("team", team), List.of())));
    }

    private static Exemption both(String namespace, String team) {
        return inPlace(globs(namespace), Optional.of(new LabelSelector(Map.of("team", team), List.of())));
    }

    private static Exemption until(Optional<LocalDate> last) {
        return new Exemption(
                "any", Set.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Set.of(), last);
    }

    private static Exemption inPlace(List<Glob> namespaces, Optional<LabelSelector> labels) {
        return new Exemption(
                "any", Set.of(), List.of(), List.of(), List.of(), namespaces, labels, Set.of(), Optional.empty());
    }

    private static Exemption exemption(
            Set<Rule> rules, List<Glob> users, List<Glob> groups, List<Glob> accounts, Set<String> ownerKinds) {
        return new Exemption(
                "any", rules, users, groups, accounts, List.of(), Optional.empty(), ownerKinds, Optional.empty());
    }

    private static List<Glob> globs(String... patterns) {
        return Arrays.stream(patterns).map(Glob::new).toList();
    }
}
