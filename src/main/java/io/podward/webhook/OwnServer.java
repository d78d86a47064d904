package io.podward.webhook;

import io.podward.webhook.Rehearsal.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Podward's own server, as a client sees it.
 *
 * @param vertx what connections are made with
 * @param served what the client shows of itself, too: where only one client is answered, Podward itself is, by this
 * @param host where it listens
 * @param port where it listens
 */
record OwnServer(Vertx vertx, ServedIdentity served, String host, int port) {
    /** What the API server waits at most. */
    private static final long LONGEST_ANSWER_SECONDS = 30;

    /** One connection, which is kept from call to call. */
    record Connection(Vertx vertx, HttpClient client) implements AutoCloseable {
        /** Asks, and waits for the whole answer. */
        void asks(Call call) throws IOException, InterruptedException {
            var status = new CompletableFuture<Integer>();
            // Nobody else may be the one to see an answer that is there before it is waited for.
            vertx.runOnContext(_ -> send(call).onComplete(status::complete, status::completeExceptionally));
            try {
                if (status.get(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS) != 200) {
                    throw new IOException(call.path() + ": HTTP " + status.get());
                }
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException(call.path() + ": " + e, e);
            }
        }

        private Future<Integer> send(Call call) {
            return client.request(HttpMethod.POST, call.path())
                    .compose(request -> request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .send(Buffer.buffer(call.body())))
                    .compose(response -> response.end().map(response.statusCode()));
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** A new one. Whom it connects to needs no proof: it is this very process, or else nothing is learnt. */
    Connection connection() {
        return new Connection(
                vertx,
                vertx.createHttpClient(new HttpClientOptions()
                        .setSsl(true)
                        .setTrustAll(true)
                        .setVerifyHost(false)
                        .setKeyCertOptions(KeyCertOptions.wrap(new ServedKeys(served)))
                        .setMaxPoolSize(1)
                        .setDefaultHost(host)
                        .setDefaultPort(port)));
    }
}
