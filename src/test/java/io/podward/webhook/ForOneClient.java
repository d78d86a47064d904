package io.podward.webhook;

import io.podward.certificates.TestAuthority;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/** A server that answers one client alone. The CA of that client is for the test to write. */
public final class ForOneClient implements QuarkusTestProfile {
    static final Path CA = Path.of("target/test-clients/ca.crt").toAbsolutePath();
    static final String NAME = "api-server";

    @Override
    public Map<String, String> getConfigOverrides() {
        var overrides = new HashMap<>(new OnAFolder().getConfigOverrides());
        overrides.put(
                "podward.tls.client-ca",
                write(TestAuthority.root("nobody").pem()).toString());
        overrides.put("podward.tls.client-name", NAME);
        return overrides;
    }

    static Path write(String pem) {
        try {
            Files.createDirectories(CA.getParent());
            // Podward reads it when it likes: it is to find all or nothing.
            var whole = Files.writeString(CA.resolveSibling("new"), pem);
            return Files.move(whole, CA, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
