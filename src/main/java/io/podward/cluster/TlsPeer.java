package io.podward.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A server whose certificate somebody wants to look at. Nothing is sent to it: whether it is to be trusted is what is asked. */
public final class TlsPeer {
    private TlsPeer() {}

    /**
     * The certificates that a server shows; empty if it cannot be reached from here, or shows none.
     *
     * @param host its name or address
     * @param port its port
     * @param timeout the most that it may take
     */
    public static List<X509Certificate> chain(String host, int port, Duration timeout) {
        var shown = new AtomicReference<List<X509Certificate>>(List.of());
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            plain.setSoTimeout((int) timeout.toMillis());
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Looking(shown)}, null);
            try (var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, false)) {
                serverName(host).ifPresent(name -> {
                    var parameters = socket.getSSLParameters();
                    parameters.setServerNames(List.of(name));
                    socket.setSSLParameters(parameters);
                });
                socket.startHandshake();
            }
        } catch (IOException | GeneralSecurityException _) {
            // What was shown before the end counts: a server may want a certificate in return.
            return shown.get();
        }
        return shown.get();
    }

    private static Optional<SNIHostName> serverName(String host) {
        try {
            return host.matches("[0-9.:]+") ? Optional.empty() : Optional.of(new SNIHostName(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Takes down what it is shown. */
    private static final class Looking extends X509ExtendedTrustManager {
        private final AtomicReference<List<X509Certificate>> shown;

        Looking(AtomicReference<List<X509Certificate>> shown) {
            this.shown = shown;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            shown.set(List.of(chain));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            shown.set(List.of(chain));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown.set(List.of(chain));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
