package io.podward.webhook;

import io.podward.cluster.ApiServerStub;
import io.podward.manifest.Yaml;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * An API server that knows Deployment blog-api and its ReplicaSet; of other owners it says nothing, or the wrong thing.
 */
public final class TestApiServer implements QuarkusTestResourceLifecycleManager {
    private static final String APPS = "/apis/apps/v1/namespaces/shop/";

    private final ApiServerStub stub = new ApiServerStub();

    @Override
    public Map<String, String> start() {
        stub.on(APPS + "replicasets/blog-api-f85cbdc7d", 200, json("replicaset-blog-api-f85cbdc7d.yaml"))
                .on(APPS + "deployments/blog-api", 200, json("deployment-blog-api.yaml"))
                .on("/api/v1/namespaces/shop", 200, """
                        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}
                        """)
                .on("/api/v1/namespaces/shop/pods?limit=500", 200, """
                        {"kind": "PodList", "items": [
                        {"metadata": {"name": "probe"}},
                        {"metadata": {"name": "blog-api-f85cbdc7d-28zg4", "ownerReferences": [{"apiVersion": "apps/v1",
                        "kind": "ReplicaSet", "name": "blog-api-f85cbdc7d", "controller": true,
                        "uid": "aa32966c-ab72-41b7-8feb-eeb328eedd2b"}]}},
                        {"metadata": {"name": "gone-x2k", "ownerReferences": [{"apiVersion": "apps/v1",
                        "kind": "ReplicaSet", "name": "gone", "controller": true, "uid": "any"}]}}]}
                        """)
                .hangOn(APPS + "statefulsets/orders-db")
                .on(APPS + "daemonsets/log-shipper", 500, "")
                .on("/apis/batch/v1/namespaces/shop/jobs/import-books", 403, "")
                .on("/apis/example.com/v1", 200, "rubbish");
        return Map.of("quarkus.kubernetes-client.api-server-url", stub.url());
    }

    @Override
    public void stop() {
        stub.close();
    }

    private static String json(String file) {
        try {
            return switch (Yaml.read(Files.readString(Reviews.CLUSTER.resolve(file)))) {
                case Yaml.Documents(var documents) ->
                    documents.getFirst().tree().toString();
                case Yaml.Malformed malformed -> throw new AssertionError(malformed);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
