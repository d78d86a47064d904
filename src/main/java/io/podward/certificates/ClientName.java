package io.podward.certificates;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The one client that a server answers.
 *
 * @param name a DNS name of its certificate; of a certificate without any, the common name
 */
public record ClientName(String name) {
    /**
     * Why a certificate is not that of the client, whoever has signed it.
     *
     * @return for people, on one line; empty if it is
     */
    public Optional<String> problem(X509Certificate certificate) {
        var shown = new Certificate(certificate);
        if (!shown.isForClients()) {
            return Optional.of("the certificate %s is not one for clients".formatted(shown.subject()));
        }
        return shown.clientNames().contains(name)
                ? Optional.empty()
                : Optional.of("the certificate %s is not that of %s".formatted(shown.subject(), name));
    }
}
