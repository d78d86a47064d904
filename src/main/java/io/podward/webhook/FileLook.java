package io.podward.webhook;

/** What a look at files brought that somebody else writes. */
sealed interface FileLook {
    /** Nothing new. */
    record Unchanged() implements FileLook {}

    /** Something else, described for people, which counts from now on. */
    record Loaded(String what) implements FileLook {}

    /** Something that cannot be used, and why; what counted before still does. */
    record Refused(String problem) implements FileLook {}
}
