package io.podward.cli;

import java.util.List;

/**
 * Something made from a user's input, or what is wrong with the input.
 *
 * @param <T> what is made
 */
sealed interface Outcome<T> {
    /** Made. */
    record Done<T>(T value) implements Outcome<T> {}

    /** Not made; each problem is one line that names the file. */
    record Failed<T>(List<String> problems) implements Outcome<T> {
        public Failed {
            problems = List.copyOf(problems);
        }

        Failed(String problem) {
            this(List.of(problem));
        }
    }
}
