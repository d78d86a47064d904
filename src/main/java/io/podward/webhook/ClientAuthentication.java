package io.podward.webhook;

import io.podward.certificates.ClientName;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Answers one client alone, if one is configured. It is the business of the API server's port: health and metrics are for others. */
@Singleton
final class ClientAuthentication implements HttpServerOptionsCustomizer {
    private final Optional<TlsSettings.Client> client;
    private final Optional<ClientAuthority> authority;
    private final ServedIdentity served;
    private final Clock clock;

    ClientAuthentication(Settings settings, ServedIdentity served, Clock clock) {
        this.client = settings.tls().client();
        this.authority = client.map(TlsSettings.Client::authority).map(ClientAuthority::new);
        this.served = served;
        this.clock = clock;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        authority.ifPresent(file -> client.map(TlsSettings.Client::name).ifPresent(name -> {
            var trust = new ClientTrust(file, new ClientName(name), served, clock);
            options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(TrustOptions.wrap(trust));
        }));
    }

    /** Looks whether the CA has changed. */
    FileLook look() {
        return authority.map(ClientAuthority::look).orElseGet(FileLook.Unchanged::new);
    }
}
