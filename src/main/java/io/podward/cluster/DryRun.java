package io.podward.cluster;

import java.util.List;

/**
 * What became of a request of which nothing is stored.
 *
 * @param status the HTTP status; 0 if there was no answer
 * @param message why it was refused, as the API server says it; empty if it was not
 * @param warnings what the API server warned of
 */
public record DryRun(int status, String message, List<String> warnings) {
    public DryRun {
        warnings = List.copyOf(warnings);
    }
}
