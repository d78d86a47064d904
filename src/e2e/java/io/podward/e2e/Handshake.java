package io.podward.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A new connection to a port of this machine, as an API server makes it that trusts a caBundle. */
final class Handshake {
    private static final String ADDRESS = "127.0.0.1";
    private static final int LONGEST_MILLIS = 10_000;

    private Handshake() {}

    /** The certificate that is served there; an {@link IOException} if it is not trusted. */
    static X509Certificate with(int port, String caBundle) throws IOException {
        try (var socket = (SSLSocket) context(caBundle).getSocketFactory().createSocket(ADDRESS, port)) {
            socket.setSoTimeout(LONGEST_MILLIS);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext context(String caBundle) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (var authority : certificates(caBundle)) {
            trusted.setCertificateEntry(authority.getSerialNumber().toString(), authority);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /** The certificates in a field of Kubernetes: PEM, and base64 around it. */
    static List<X509Certificate> certificates(String base64) throws GeneralSecurityException {
        var pem = new String(Base64.getDecoder().decode(base64), UTF_8);
        var certificates = new ArrayList<X509Certificate>();
        for (var certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)))) {
            certificates.add((X509Certificate) certificate);
        }
        return certificates;
    }
}
