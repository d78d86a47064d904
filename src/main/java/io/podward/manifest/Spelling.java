package io.podward.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Spelling {
    /** A word of so many letters may have one that is wrong. */
    private static final int LETTERS_TO_A_MISTAKE = 3;

    private Spelling() {}

    /** The known word that is nearest to what was written; empty if none is near. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(written, word) <= Math.max(1, word.length() / LETTERS_TO_A_MISTAKE))
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** What to say of a word that is not known. */
    public static String hint(String written, Collection<String> known) {
        return nearest(written, known)
                .map(word -> "did you mean " + word + "?")
                .orElse("there " + (known.size() == 1 ? "is " : "are ") + String.join(", ", known));
    }

    /**
     * How many letters must be added, left out, replaced, or exchanged with their neighbour (Damerau and Levenshtein, each letter
     * once); upper case and underscores are no mistakes.
     */
    private static int distance(String written, String word) {
        var from = plain(written);
        var to = plain(word);
        // Whoever is that far off has written something else.
        if (from.length() > 2 * to.length() + 1) {
            return from.length();
        }
        var distances = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            for (var j = 0; j <= to.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, from, to, i, j);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int step(int[][] distances, String from, String to, int i, int j) {
        var replaced = distances[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        var exchanged =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)
                        ? distances[i - 2][j - 2] + 1
                        : replaced;
        var changed = 1 + Math.min(distances[i - 1][j], distances[i][j - 1]);
        return Math.min(changed, Math.min(replaced, exchanged));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
