package io.podward.selftest;

import java.util.List;

/**
 * How a trial went.
 *
 * @param trial what was tried
 * @param status the HTTP status; 0 if there was no answer
 * @param message what the API server said if it refused
 * @param warnings what it warned of
 */
public record Tried(Trial trial, int status, String message, List<String> warnings) {
    public Tried {
        warnings = List.copyOf(warnings);
    }

    /** What Podward said, one for each phase. */
    List<Said> said() {
        return warnings.stream().flatMap(warning -> Said.of(warning).stream()).toList();
    }
}
