package io.podward.webhook;

import io.podward.cluster.Cluster;
import io.podward.cluster.ManifestCluster;
import io.podward.cluster.ManifestCluster.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a real API server sent, and the cluster that it sent it from. */
final class Reviews {
    static final Path CLUSTER = Path.of("src/test/resources/reviews/cluster");

    /** Alice sets the image of a Pod that belongs to Deployment blog-api. */
    static final String EDIT = "alice-sets-the-image-of-a-deployment-pod.mutate.json";

    /** The ReplicaSet of that Pod. */
    static final String REPLICA_SET = "/apis/apps/v1/namespaces/shop/replicasets/blog-api-f85cbdc7d";

    private Reviews() {}

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(CLUSTER.resolveSibling(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Cluster cluster() {
        return switch (ManifestCluster.read(CLUSTER)) {
            case Reading.Loaded(var cluster) -> cluster;
            case Reading.Broken(var problems) -> throw new AssertionError(problems);
        };
    }
}
