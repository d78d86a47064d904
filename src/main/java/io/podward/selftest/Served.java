package io.podward.selftest;

import java.security.cert.X509Certificate;
import java.util.List;

/** The certificate that Podward serves. */
public sealed interface Served {
    /**
     * It was seen.
     *
     * @param chain the certificate, and what it is signed by; never empty
     */
    record Chain(List<X509Certificate> chain) implements Served {
        public Chain {
            chain = List.copyOf(chain);
        }
    }

    /** Nobody could be asked for it, and why. */
    record Unseen(String why) implements Served {}
}
