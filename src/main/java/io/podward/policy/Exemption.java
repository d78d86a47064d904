package io.podward.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Requests that may break rules. All selectors that are given must hold; in each, one of its elements.
 *
 * @param name what it is called in records
 * @param rules the rules that may be broken; empty for all
 * @param users user names
 * @param groups of which the requester must be in one
 * @param serviceAccounts as {@code NAMESPACE/NAME}
 * @param namespaces names of the request's namespace
 * @param namespaceLabels what the labels of the request's namespace must match
 * @param ownerKinds kinds of the controller, or of the root above it, as {@code Kind} or {@code Kind.group}
 * @param expires the last day on which it applies
 */
public record Exemption(
        String name,
        Set<Rule> rules,
        List<Glob> users,
        List<Glob> groups,
        List<Glob> serviceAccounts,
        List<Glob> namespaces,
        Optional<LabelSelector> namespaceLabels,
        Set<String> ownerKinds,
        Optional<LocalDate> expires) {

    public Exemption {
        rules = Set.copyOf(rules);
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        serviceAccounts = List.copyOf(serviceAccounts);
        namespaces = List.copyOf(namespaces);
        ownerKinds = Set.copyOf(ownerKinds);
    }

    /** Whether an exemption applies, as far as one can tell. */
    enum Match {
        NO,
        /** It depends on something that is not known, or not yet. */
        OPEN,
        YES
    }

    /** Whether the exemption no longer applies on that day. */
    public boolean expired(LocalDate today) {
        return expires.filter(last -> last.isBefore(today)).isPresent();
    }

    /** Whether a request may break this rule. */
    Match match(Rule rule, Request request) {
        if (!rules.isEmpty() && !rules.contains(rule)) {
            return Match.NO;
        }
        return Stream.of(who(request.requester()), where(request), owners(request))
                .min(Match::compareTo)
                .orElseThrow();
    }

    private Match who(Requester requester) {
        var matches = fits(users, Stream.of(requester.username()))
                && fits(groups, requester.groups().stream())
                && fits(serviceAccounts, requester.serviceAccount().stream());
        return yes(matches);
    }

    private Match where(Request request) {
        if (!fits(namespaces, Stream.of(request.namespace()))) {
            return Match.NO;
        }
        return namespaceLabels
                .map(selector -> switch (request.labels()) {
                    case NamespaceLabels.NotAsked _, NamespaceLabels.Unknown _ -> Match.OPEN;
                    case NamespaceLabels.Known(var labels) -> yes(selector.matches(labels));
                })
                .orElse(Match.YES);
    }

    private Match owners(Request request) {
        if (ownerKinds.isEmpty()) {
            return Match.YES;
        }
        var owner = owner(request.owner());
        var written = written(request.written());
        return owner.compareTo(written) > 0 ? owner : written;
    }

    private Match owner(Owner owner) {
        return switch (owner) {
            case Owner.None _ -> Match.NO;
            case Owner.Claimed _ -> Match.OPEN;
            case Owner.Root(var reference, var object) -> yes(names(reference.in("")) || names(object));
            case Owner.Gone(var reference, var _) -> yes(names(reference.in("")));
            case Owner.Unresolved(var reference, var farthest) ->
                yes(names(reference.in("")) || names(farthest.in("")));
        };
    }

    /** Anybody can write a kind into a reference: only an owner that is there counts. */
    private Match written(Owner written) {
        return switch (written) {
            case Owner.Claimed _ -> Match.OPEN;
            case Owner.Root(var reference, var object) -> yes(names(reference.in("")) || names(object));
            case Owner.None _, Owner.Gone _, Owner.Unresolved _ -> Match.NO;
        };
    }

    private static Match yes(boolean matches) {
        return matches ? Match.YES : Match.NO;
    }

    private boolean names(ObjectRef object) {
        return ownerKinds.contains(object.kind()) || ownerKinds.contains(object.kind() + "." + object.group());
    }

    private static boolean fits(List<Glob> selector, Stream<String> names) {
        return selector.isEmpty() || names.anyMatch(name -> selector.stream().anyMatch(glob -> glob.matches(name)));
    }
}
