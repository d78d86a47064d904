package io.podward.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between Podward and the API server, and makes trouble when it is told to. Connections that are there end at each change. */
final class Relay implements AutoCloseable {
    private final int target;
    private final AtomicReference<Optional<ServerSocket>> listener = new AtomicReference<>(Optional.empty());
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private Relay(int target, ServerSocket listener) {
        this.target = target;
        this.port = listener.getLocalPort();
    }

    /** Relays to a port of this machine. */
    static Relay to(int target) {
        var listener = listen(0);
        var relay = new Relay(target, listener);
        relay.takes(listener, true);
        return relay;
    }

    /** What has Podward take it for the API server. */
    Map<String, String> environment() {
        return Map.of("QUARKUS_KUBERNETES_CLIENT_API_SERVER_URL", "https://127.0.0.1:" + port);
    }

    /** Everything is passed on. */
    void forwards() {
        refuses();
        takes(listen(port), true);
    }

    /** Whoever connects is never answered. */
    void hangs() {
        refuses();
        takes(listen(port), false);
    }

    /** Nobody can connect. */
    void refuses() {
        listener.getAndSet(Optional.empty()).ifPresent(Relay::close);
        connections.forEach(Splice::close);
        connections.clear();
    }

    @Override
    public void close() {
        refuses();
    }

    private void takes(ServerSocket socket, boolean forwarding) {
        listener.set(Optional.of(socket));
        Thread.ofVirtual().start(() -> accept(socket, forwarding));
    }

    private void accept(ServerSocket socket, boolean forwarding) {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                connections.add(client);
                if (forwarding) {
                    Thread.ofVirtual().start(() -> forward(client));
                }
            } catch (IOException _) {
                // Closed, or the client has gone already.
            }
        }
    }

    private void forward(Socket client) {
        try {
            Splice.to(target, client).carry();
        } catch (IOException _) {
            Splice.close(client);
        } finally {
            connections.remove(client);
        }
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
