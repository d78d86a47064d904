package io.podward.selftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.certificates.TrustBundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether the API server trusts what Podward serves.
 *
 * @param served the certificate that is served
 * @param selfManaged whether Podward makes its certificates itself
 * @param now the time
 */
record CertificateCheck(Served served, boolean selfManaged, Instant now) {
    private static final String BUNDLE = "clientConfig/caBundle";

    /** Podward renews its own long before: less than this is a renewal that was forgotten, or does not work. */
    private static final Duration SOON = Duration.ofDays(14);

    /** What there is to say of each webhook of a configuration. */
    Stream<Finding> findings(Configuration kind, JsonNode configuration) {
        var webhooks = configuration.path("webhooks");
        return IntStream.range(0, webhooks.size()).boxed().flatMap(i -> {
            var webhook = webhooks.path(i);
            var patch = new WebhookPatch(
                    kind, Configuration.NAME, i, webhook.path("name").asText());
            return finding(
                    new ClientConfig(webhook.path("clientConfig")), kind.about(Configuration.NAME, webhook), patch)
                    .stream();
        });
    }

    private Optional<Finding> finding(ClientConfig client, String about, WebhookPatch patch) {
        if (client.caBundle().isEmpty()) {
            return Optional.of(Finding.wrong(
                    about,
                    "has no caBundle: the API server does not trust Podward, and its calls fail" + byItself(),
                    patch.setToOutput(BUNDLE, registeredCa())));
        }
        return switch (served) {
            case Served.Unseen(var why) ->
                Optional.of(Finding.unknown(about, "which certificate is served is not known: " + why));
            case Served.Chain(var chain) -> Optional.of(judged(chain, client, about, patch));
        };
    }

    private Finding judged(List<X509Certificate> chain, ClientConfig client, String about, WebhookPatch patch) {
        var problem = bundle(client).problem(chain, client.host(), now);
        if (problem.isEmpty()) {
            return dated(chain.getFirst(), about);
        }
        var text = "is called without trust: " + problem.get();
        return Finding.wrong(
                about,
                text + byItself(),
                mayBeBundle(problem.get()) ? patch.setToOutput(BUNDLE, registeredCa()) : newCertificate());
    }

    private Finding dated(X509Certificate certificate, String about) {
        var end = certificate.getNotAfter().toInstant();
        var text = "trusts the certificate that is served, which ends on "
                + end.toString().substring(0, 10);
        return now.plus(SOON).isAfter(end)
                ? Finding.note(about, text + ": soon").withMend(newCertificate())
                : Finding.ok(about, text);
    }

    private String byItself() {
        return selfManaged ? ". Podward mends that by itself within a minute, if it runs and may; else:" : "";
    }

    /** Whether it is the trust that is amiss, and not the certificate. */
    private static boolean mayBeBundle(String problem) {
        return problem.contains("caBundle");
    }

    private static TrustBundle bundle(ClientConfig client) {
        try {
            return TrustBundle.read(new String(Base64.getDecoder().decode(client.caBundle()), UTF_8));
        } catch (IllegalArgumentException _) {
            return new TrustBundle(List.of());
        }
    }

    private String registeredCa() {
        return selfManaged
                ? "kubectl -n " + Installation.NAMESPACE + " get secret " + Installation.CERTIFICATES
                        + " -o jsonpath='{.data.ca\\.crt}'"
                : "base64 <" + Installation.TLS + "/ca.crt | tr -d '\\n'";
    }

    private String newCertificate() {
        return selfManaged
                ? "kubectl -n " + Installation.NAMESPACE + " patch secret " + Installation.CERTIFICATES
                        + " --type=json -p '[{\"op\":\"remove\",\"path\":\"/data/tls.crt\"}]'"
                : "certs/generate.sh " + Installation.TLS + " && kubectl -n " + Installation.NAMESPACE
                        + " create secret tls " + Installation.TLS + " --cert=" + Installation.TLS + "/tls.crt --key="
                        + Installation.TLS + "/tls.key --dry-run=client -o yaml | kubectl apply -f -";
    }
}
