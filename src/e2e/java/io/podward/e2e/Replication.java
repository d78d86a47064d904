package io.podward.e2e;

import io.podward.e2e.Balancer.Backend;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Several Podwards behind a balancer, started and stopped one by one as a Deployment does it.
 *
 * @param script starts and stops them
 * @param environment what each of them is told
 * @param balancer where the API server asks
 * @param backends all of them, those that do not run included
 */
record Replication(PlaneScript script, Map<String, String> environment, Balancer balancer, List<Backend> backends)
        implements AutoCloseable {
    /** So many may run at once: two, and one more while they are replaced. */
    private static final int MOST = 3;

    /** Begins with two that are ready. */
    static Replication start(PlaneScript script, Map<String, String> environment, int port, int firstReplicaPort) {
        var backends = IntStream.range(0, MOST)
                .map(replica -> firstReplicaPort + 2 * replica)
                .mapToObj(first ->
                        new Backend(first, URI.create("http://127.0.0.1:%d/q/health/ready".formatted(first + 1))))
                .toList();
        var replicas = new Replication(script, environment, Balancer.start(port, backends), backends);
        replicas.starts(1);
        replicas.starts(2);
        replicas.balancer.awaitReady(2);
        return replicas;
    }

    /** Starts one and waits until it is ready. */
    void starts(int replica) {
        script.runs(environment, "replica", String.valueOf(replica));
    }

    /** Tells one to stop, and waits until it has. */
    void stops(int replica) {
        script.runs(Map.of(), "stop-replica", String.valueOf(replica));
    }

    /** Where one of them answers. */
    int port(int replica) {
        return backends.get(replica - 1).port();
    }

    /** What one of them counts. */
    Metrics metrics(int replica) {
        return Metrics.at(
                backends.get(replica - 1).readiness().resolve("/q/metrics").toString());
    }

    @Override
    public void close() {
        balancer.close();
        for (var replica = 1; replica <= MOST; replica++) {
            stops(replica);
        }
    }
}
