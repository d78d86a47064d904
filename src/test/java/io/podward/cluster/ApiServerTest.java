package io.podward.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call leaves behind; what it brings is in {@link LiveClusterTest}. */
final class ApiServerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ServerSocket server;
    private final KubernetesClient client;

    ApiServerTest() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getLocalPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void aCallThatIsInterruptedKeepsItsConnectionNoLongerThanItsTimeout() throws IOException {
        var api = new ApiServer(client, Duration.ofSeconds(1));
        var call = Thread.ofVirtual().start(() -> api.get("/version"));
        try (var connection = server.accept()) {
            connection.setSoTimeout((int) LONG.toMillis());
            assertThat(connection.getInputStream().read()).isEqualTo('G');
            call.interrupt();
            assertThat(connection.getInputStream().readAllBytes())
                    .as("the rest of the request, and then the end")
                    .isNotEmpty();
        }
    }
}
