package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a Service is to its Pods: new connections go, in turn, to those that are ready, and connections that are there stay where they
 * are. Readiness is asked for as a kubelet does, only more often.
 */
final class Balancer implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private final ServerSocket listener;
    private final List<Backend> backends;
    private final AtomicReference<List<Backend>> ready = new AtomicReference<>(List.of());
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_LOOK)
            .build();

    private Balancer(ServerSocket listener, List<Backend> backends) {
        this.listener = listener;
        this.backends = List.copyOf(backends);
    }

    /**
     * A server to send connections to.
     *
     * @param port where it takes them
     * @param readiness what says whether it wants them
     */
    record Backend(int port, URI readiness) {}

    /** Listens on a port of the loopback interface, until it is closed. */
    static Balancer start(int port, List<Backend> backends) {
        try {
            var balancer = new Balancer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), backends);
            Thread.ofVirtual().start(balancer::accept);
            var _ = balancer.looks.scheduleWithFixedDelay(
                    balancer::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many take connections. */
    void awaitReady(int count) {
        eventually(() -> assertThat(ready.get()).hasSize(count));
    }

    private void look() {
        ready.set(backends.stream().filter(this::isReady).toList());
    }

    private boolean isReady(Backend backend) {
        var request = HttpRequest.newBuilder(backend.readiness())
                .timeout(LONGEST_LOOK)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var connection = listener.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                // Closed, or the client has gone already.
            }
        }
    }

    /** Without anyone who is ready the connection ends at once, as a Service without endpoints refuses it. */
    private void serve(Socket client) {
        var candidates = ready.get();
        if (candidates.isEmpty()) {
            Splice.close(client);
            return;
        }
        try {
            Splice.to(candidates.get(turn.getAndIncrement() % candidates.size()).port(), client)
                    .carry();
        } catch (IOException _) {
            Splice.close(client);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        client.close();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
