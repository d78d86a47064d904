package io.podward.remedy;

import io.podward.manifest.PodCensus;
import io.podward.manifest.PodCensus.Group;
import io.podward.policy.Action;
import io.podward.policy.Printable;
import io.podward.policy.Rule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to say of the Pods of a namespace in which rules become stricter. */
final class PodsAtStake {
    /** The rules that are about Pods which have a controller. */
    private static final Set<Rule> ABOUT_CONTROLLED =
            EnumSet.of(Rule.POD_DETACH, Rule.POD_EDIT, Rule.POD_LABEL, Rule.POD_DELETE);

    /** As many names as can be read at a glance. */
    private static final int MOST = 5;

    /** As many letters as a warning should have; the API server cuts those that are much longer. */
    private static final int LETTERS = 200;

    /** An owner's name is whatever somebody has written. */
    private static final int LETTERS_OF_A_NAME = 80;

    private final String namespace;
    private final Map<Rule, Action> stricter;

    PodsAtStake(String namespace, Map<Rule, Action> stricter) {
        this.namespace = namespace;
        this.stricter = stricter;
    }

    private record Entry(String text, long pods) {}

    /** A line for each sort of Pods that such a rule is about. */
    List<String> warnings(PodCensus census) {
        var all = census.complete();
        return Stream.of(
                        warning(
                                Set.of(Rule.FORGED_OWNER),
                                groups(census.forged()),
                                all,
                                " with a controller of a kind that controls no Pods",
                                "created again"),
                        warning(ABOUT_CONTROLLED, groups(census.controlled()), all, "", changed()),
                        warning(
                                Set.of(Rule.POD_DEBUG),
                                names(census.temporary()),
                                all,
                                " of limited life",
                                "created again"),
                        warning(
                                Set.of(Rule.BARE_POD),
                                names(census.bare()),
                                all,
                                " without a controller",
                                "created again"))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> warning(Set<Rule> about, List<Entry> pods, boolean all, String what, String done) {
        var rules = Arrays.stream(Rule.values())
                .filter(rule -> about.contains(rule) && stricter.containsKey(rule))
                .map(this::withAction)
                .toList();
        if (rules.isEmpty() || pods.isEmpty()) {
            return Optional.empty();
        }
        var lead = (rules.size() == 1 ? "Rule " : "Rules ") + String.join(", ", rules)
                + " will apply when "
                + count(pods, all) + what + " in namespace " + namespace
                + (total(pods) == 1 ? " is " : " are ") + done + ": ";
        return Optional.of(lead + listed(pods, LETTERS - lead.length()));
    }

    private String withAction(Rule rule) {
        return rule.id() + " ("
                + Optional.ofNullable(stricter.get(rule)).orElse(Action.OFF).label() + ")";
    }

    private String changed() {
        var changes = ABOUT_CONTROLLED.stream().anyMatch(rule -> rule != Rule.POD_DELETE && stricter.containsKey(rule));
        var deletes = stricter.containsKey(Rule.POD_DELETE);
        return Stream.of(changes ? "changed" : "", deletes ? "deleted" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" or "));
    }

    private static String count(List<Entry> entries, boolean all) {
        var pods = total(entries);
        return (all ? "" : "at least ") + pods + (pods == 1 ? " Pod" : " Pods");
    }

    private static long total(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::pods).sum();
    }

    /** The first entries, as far as there is room, but one in any case; of the rest only how many Pods they are. */
    private static String listed(List<Entry> entries, int room) {
        var text = new StringBuilder(entries.getFirst().text());
        var shown = 1;
        while (shown < Math.min(MOST, entries.size())
                && text.length() + entries.get(shown).text().length() + " and 000 more".length() <= room) {
            text.append(", ").append(entries.get(shown).text());
            shown++;
        }
        var rest = total(entries.subList(shown, entries.size()));
        return rest == 0 ? text.toString() : text + " and " + rest + " more";
    }

    private static List<Entry> names(List<String> pods) {
        return pods.stream().map(pod -> new Entry(shown(pod), 1)).toList();
    }

    private static List<Entry> groups(List<Group> groups) {
        return groups.stream()
                .map(group -> new Entry(
                        "%d of %s %s".formatted(group.pods(), shown(group.kind()), shown(group.name())), group.pods()))
                .toList();
    }

    private static String shown(String name) {
        var printable = Printable.of(name);
        return printable.length() <= LETTERS_OF_A_NAME ? printable : printable.substring(0, LETTERS_OF_A_NAME) + "…";
    }
}
