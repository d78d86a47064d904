package io.podward.cluster;

import static java.util.Comparator.comparing;

import io.podward.manifest.LabelSelectors;
import io.podward.manifest.Workload;
import io.podward.policy.LabelSelector;
import io.podward.policy.ObjectRef;
import io.podward.policy.OwnerReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A cluster that is a folder of manifests, as {@code kubectl get -o yaml} writes them: files of single objects, of
 * several documents, or of a {@code List}. It is read once.
 *
 * <p>An object without {@code metadata.uid} is nobody's owner: no reference to it can be checked. One without {@code
 * metadata.namespace} is in no namespace.
 */
public final class ManifestCluster implements Cluster {
    private final Map<ObjectRef, Workload> objects;

    ManifestCluster(Map<ObjectRef, Workload> objects) {
        this.objects = Map.copyOf(objects);
    }

    /** What reading a folder brought. */
    public sealed interface Reading {
        /** A cluster. */
        record Loaded(ManifestCluster cluster) implements Reading {}

        /** What is wrong, one line each, beginning with the file. */
        record Broken(List<String> problems) implements Reading {
            public Broken {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Reads all {@code *.yaml}, {@code *.yml} and {@code *.json} files of the folder itself, not of folders in it. */
    public static Reading read(Path folder) {
        return new ManifestFolder().read(folder);
    }

    @Override
    public Lookup find(OwnerReference reference, String namespace) {
        return Stream.of(namespace, "")
                .map(place -> objects.get(reference.in(place)))
                .filter(Objects::nonNull)
                .<Lookup>map(Lookup.Found::new)
                .findFirst()
                .orElseGet(Lookup.NotFound::new);
    }

    @Override
    public Listing list(String apiVersion, String kind, String namespace, LabelSelector selector) {
        var objects = this.objects.values().stream()
                .filter(object -> object.ref().apiVersion().equals(apiVersion)
                        && object.ref().kind().equals(kind)
                        && object.ref().namespace().equals(namespace))
                .filter(object ->
                        selector.matches(LabelSelectors.labels(object.metadata().path("labels"))))
                .sorted(comparing(object -> object.ref().name()))
                .toList();
        return new Listing.Found(objects, true);
    }
}
