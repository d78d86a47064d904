package io.podward.policy;

/**
 * A name, or a pattern of names in which each {@code *} stands for any characters, or none.
 *
 * @param text the pattern
 */
public record Glob(String text) {
    /**
     * Whether a name fits. No regular expression: with many stars one would try them all against each other, and a requester's
     * name can be long.
     */
    public boolean matches(String name) {
        var parts = text.split("\\*", -1);
        var last = parts.length - 1;
        if (last == 0) {
            return name.equals(text);
        }
        var from = parts[0].length();
        var end = name.length() - parts[last].length();
        if (from > end || !name.startsWith(parts[0]) || !name.endsWith(parts[last])) {
            return false;
        }
        // The first place is as good as any: what follows has the more room.
        for (var i = 1; i < last; i++) {
            var at = name.indexOf(parts[i], from);
            if (at < 0 || at + parts[i].length() > end) {
                return false;
            }
            from = at + parts[i].length();
        }
        return true;
    }
}
