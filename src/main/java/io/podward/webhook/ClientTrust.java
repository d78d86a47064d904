package io.podward.webhook;

import io.podward.certificates.ClientName;
import io.podward.policy.Printable;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.logging.Logger;

/** Lets in the one client, by a certificate of its CA that bears its name; and Podward itself, by its own. */
final class ClientTrust extends X509ExtendedTrustManager {
    private static final Logger LOG = Logger.getLogger(ClientTrust.class);

    /** Whoever reaches the port can be refused as often as they like. */
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final ClientAuthority authority;
    private final ClientName client;
    private final ServedIdentity served;
    private final Clock clock;
    private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.MIN);

    ClientTrust(ClientAuthority authority, ClientName client, ServedIdentity served, Clock clock) {
        this.authority = authority;
        this.client = client;
        this.served = served;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        // Each connection is to be checked by the CA of its day: none is the continuation of an earlier one.
        engine.getHandshakeSession().invalidate();
        if (isOwn(chain[0])) {
            return;
        }
        try {
            authority.checks().checkClientTrusted(chain, authType, engine);
            var problem = client.problem(chain[0]);
            if (problem.isPresent()) {
                throw new CertificateException(problem.get());
            }
        } catch (CertificateException e) {
            tell(e);
            throw e;
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority.checks().getAcceptedIssuers();
    }

    /** Vert.x uses engines, not sockets. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no clients by way of sockets");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no clients without a connection");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is no client");
    }

    /** Whoever has that key can already pass for Podward. */
    private boolean isOwn(X509Certificate certificate) {
        return served.current()
                .filter(identity -> identity.certificate().equals(certificate))
                .isPresent();
    }

    private void tell(CertificateException refusal) {
        var now = clock.instant();
        var before = silentUntil.getAndUpdate(until -> now.isBefore(until) ? until : now.plus(BETWEEN_LINES));
        if (!now.isBefore(before)) {
            LOG.warnf(
                    "A client is refused (told once a minute): %s", Printable.of(String.valueOf(refusal.getMessage())));
        }
    }
}
