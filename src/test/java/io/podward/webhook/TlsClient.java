package io.podward.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.podward.certificates.Identity;
import io.podward.certificates.TestAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Connects as the API server does; one of these keeps its TLS sessions for the next connection, as Java clients do. */
record TlsClient(SSLContext context) {
    private static final char[] PASSWORD = "test".toCharArray();

    /** One that trusts an authority. */
    static TlsClient trusting(TestAuthority authority) {
        return trusting(authority, new KeyManager[0]);
    }

    /** One that has something to show, too. */
    static TlsClient trusting(TestAuthority authority, Identity own) {
        try {
            var keys = emptyStore();
            keys.setKeyEntry("own", own.key(), PASSWORD, own.chain().toArray(X509Certificate[]::new));
            var managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(keys, PASSWORD);
            return trusting(authority, managers.getKeyManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that shows what its keys say. */
    static TlsClient trusting(TestAuthority authority, KeyManager... keys) {
        try {
            var trusted = emptyStore();
            trusted.setCertificateEntry("ca", authority.certificate());
            var managers = TrustManagerFactory.getInstance("PKIX");
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(keys, managers.getTrustManagers(), null);
            return new TlsClient(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** A connection, with its handshake done as far as the client can tell. */
    Connection connect(URI server, String protocol) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(server.getHost(), server.getPort());
        socket.setSoTimeout(10_000);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return new Connection(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)));
    }

    /** A connection that is kept until it is closed. */
    record Connection(SSLSocket socket, BufferedReader answers) implements AutoCloseable {
        /** What the server showed. */
        X509Certificate shown() throws IOException {
            return (X509Certificate)
                    List.of(socket.getSession().getPeerCertificates()).getFirst();
        }

        /** Asks for what is not there, and reads all of the answer. */
        int status() throws IOException {
            var request = "GET /nothing HTTP/1.1\r\nHost: %s\r\n\r\n"
                    .formatted(socket.getInetAddress().getHostName());
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            var first = line();
            var length = 0;
            for (var header = line(); !header.isEmpty(); header = line()) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).strip());
                }
            }
            answers.skip(length);
            return Integer.parseInt(first.split(" ", -1)[1]);
        }

        private String line() throws IOException {
            var line = answers.readLine();
            if (line == null) {
                throw new IOException("the connection was closed");
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
