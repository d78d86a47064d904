package io.podward.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * The order of a list whose elements have keys. It matters: init containers run in it, and a variable may only refer to those
 * before it.
 */
final class ElementOrder {
    /** Where additions are kept that come before everything else; no key of an element. */
    private static final String FRONT = "";

    private ElementOrder() {}

    /**
     * The keys of a template's list, in the order that the change of a Pod's list asks for.
     *
     * @param before the keys of the Pod's list before the change, in order
     * @param after those after the change, in order
     * @param members those that the template's list is to have: its own in its order, and additions
     */
    static List<String> of(Set<String> before, Set<String> after, Set<String> members) {
        return common(before, after).equals(common(after, before))
                ? withAdditions(before, after, members)
                : reordered(after, members);
    }

    /** The template's order, each addition after what it comes after in the Pod. */
    private static List<String> withAdditions(Set<String> before, Set<String> after, Set<String> members) {
        var additions = new HashMap<String, List<String>>();
        var predecessor = FRONT;
        for (var key : after) {
            if (members.contains(key) && !before.contains(key)) {
                additions.computeIfAbsent(predecessor, _ -> new ArrayList<>()).add(key);
            } else if (members.contains(key)) {
                predecessor = key;
            }
        }
        var order = new ArrayList<>(additions.getOrDefault(FRONT, List.of()));
        members.stream().filter(key -> !isAddition(key, before, after)).forEach(key -> {
            order.add(key);
            order.addAll(additions.getOrDefault(key, List.of()));
        });
        return order;
    }

    private static boolean isAddition(String key, Set<String> before, Set<String> after) {
        return after.contains(key) && !before.contains(key);
    }

    /** The Pod's new order, and after it what only the template has. */
    private static List<String> reordered(Set<String> after, Set<String> members) {
        var order = common(after, members);
        members.stream().filter(key -> !after.contains(key)).forEach(order::add);
        return order;
    }

    /** The keys of the one that are in the other, too, in the order of the one. */
    private static List<String> common(Set<String> one, Set<String> other) {
        var common = new ArrayList<>(one);
        common.removeIf(key -> !other.contains(key));
        return common;
    }
}
