package io.podward.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podward.certificates.Identity;
import io.podward.certificates.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The two files that Podward serves with, and the caBundles that the API server trusts it by.
 *
 * @param folder where the files are
 * @param admin who registers
 */
record CertificateFiles(Path folder, User admin) {
    private static final List<String> CONFIGURATIONS =
            List.of("validatingwebhookconfiguration", "mutatingwebhookconfiguration");

    /** One file after the other, as somebody does it who knows no better. */
    void hold(Identity identity) {
        try {
            Files.writeString(folder.resolve("tls.crt"), TestAuthority.pem(identity.chain()));
            Files.writeString(folder.resolve("tls.key"), TestAuthority.pem(identity.key()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the API server trust this, and forget the connections that it made before: they would go on as they are. */
    void register(String pem) {
        // Another bundle is another client to the API server, whatever is in it.
        var bundle = pem + TestAuthority.root("nobody").pem();
        var base64 = Base64.getEncoder().encodeToString(bundle.getBytes(UTF_8));
        for (var configuration : CONFIGURATIONS) {
            var webhooks =
                    admin.gets(configuration + " podward").path("webhooks").size();
            var changes = IntStream.range(0, webhooks)
                    .mapToObj(at -> """
                            {"op": "add", "path": "/webhooks/%d/clientConfig/caBundle", "value": "%s"}""".formatted(at, base64))
                    .toList();
            admin.does("kubectl patch %s podward --type=json -p '[%s]'"
                    .formatted(configuration, String.join(", ", changes)));
        }
    }

    /** What happens to changes of Pods that Podward does not answer for. */
    void failurePolicy(String failurePolicy) {
        admin.does("kubectl patch validatingwebhookconfiguration podward --type=strategic -p '%s'"
                .formatted("{\"webhooks\": [{\"name\": \"pods.podward.io\", \"failurePolicy\": \"" + failurePolicy
                        + "\"}]}"));
    }
}
