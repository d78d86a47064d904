package io.podward.cluster;

import io.podward.manifest.Workload;

/** What a look-up of one object brought. */
public sealed interface Lookup {
    /** The object. */
    record Found(Workload workload) implements Lookup {}

    /** The cluster answered, and has no such object. */
    record NotFound() implements Lookup {}

    /**
     * There is no telling whether the object exists.
     *
     * @param why for the log, on one line and without anything that a user could have written unescaped
     */
    record Unavailable(String why) implements Lookup {}
}
