package io.podward.cluster;

import io.podward.manifest.Workload;
import java.util.List;

/** What a listing of objects brought. */
public sealed interface Listing {
    /**
     * The objects, by name.
     *
     * @param complete whether these are all; a listing has an end before that
     */
    record Found(List<Workload> objects, boolean complete) implements Listing {
        public Found {
            objects = List.copyOf(objects);
        }
    }

    /**
     * There is no telling which there are.
     *
     * @param why for the log, on one line and without anything that a user could have written unescaped
     */
    record Unavailable(String why) implements Listing {}
}
