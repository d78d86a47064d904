package io.podward.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podward.manifest.ApiJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** An API server that keeps a few objects, takes a change of the newest version only, and can be made to refuse and to fail. */
public final class StoredObjects implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final Set<String> overtaking = ConcurrentHashMap.newKeySet();

    /** Starts one on a free port. */
    public StoredObjects() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Keeps an object. */
    public synchronized void put(String path, String json) {
        try {
            store(path, (ObjectNode) ApiJson.MAPPER.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object as it is now. */
    public synchronized ObjectNode get(String path) {
        return objects.getOrDefault(path, ApiJson.MAPPER.createObjectNode()).deepCopy();
    }

    /** Forgets an object. */
    public synchronized void delete(String path) {
        objects.remove(path);
    }

    /** From now on nobody may do that, for example {@code PUT /api/v1/…}. */
    public void forbid(String methodAndPath) {
        forbidden.add(methodAndPath);
    }

    /** Whether it answers everything with HTTP 500. */
    public void down(boolean isDown) {
        down.set(isDown);
    }

    /** At the next change of that object, somebody else is faster. */
    public void overtakeNext(String path) {
        overtaking.add(path);
    }

    /** The paths of all changes that were made, in their order. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void store(String path, ObjectNode object) {
        var version = get(path).path("metadata").path("resourceVersion").asInt() + 1;
        object.withObjectProperty("metadata").put("resourceVersion", String.valueOf(version));
        objects.put(path, object);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var reply =
                    reply(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
            var answer = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private record Reply(int status, String body) {}

    private synchronized Reply reply(String method, String path, byte[] body) throws IOException {
        if (down.get()) {
            return new Reply(500, "");
        }
        if (forbidden.contains(method + " " + path)) {
            return new Reply(403, "{\"reason\": \"Forbidden\"}");
        }
        if (!objects.containsKey(path)) {
            return new Reply(404, "{\"reason\": \"NotFound\"}");
        }
        return method.equals("PUT")
                ? change(path, (ObjectNode) ApiJson.MAPPER.readTree(body))
                : new Reply(200, get(path).toString());
    }

    private Reply change(String path, ObjectNode object) {
        if (overtaking.remove(path)) {
            store(path, get(path));
        }
        if (!object.path("metadata")
                .path("resourceVersion")
                .equals(get(path).path("metadata").path("resourceVersion"))) {
            return new Reply(409, "{\"reason\": \"Conflict\"}");
        }
        store(path, object);
        changes.add(path);
        return new Reply(200, get(path).toString());
    }
}
