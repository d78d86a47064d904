package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podward.certificates.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientAuthorityTest {
    private static final TestAuthority FIRST = TestAuthority.root("first");
    private static final TestAuthority SECOND = TestAuthority.root("second");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeFirst() throws IOException {
        file = folder.resolve("ca.crt");
        Files.writeString(file, FIRST.pem());
    }

    @Test
    void isWhatTheFileHolds() throws IOException {
        var authority = new ClientAuthority(file);
        assertThat(authority.checks().getAcceptedIssuers()).containsExactly(FIRST.certificate());
        assertThat(authority.look()).isEqualTo(new FileLook.Unchanged());
        Files.writeString(file, FIRST.pem() + SECOND.pem());
        assertThat(authority.look()).isEqualTo(new FileLook.Loaded(file.toString()));
        assertThat(authority.checks().getAcceptedIssuers())
                .containsExactlyInAnyOrder(FIRST.certificate(), SECOND.certificate());
    }

    @Test
    void staysWhatItWasWhenTheFileIsNone() throws IOException {
        var authority = new ClientAuthority(file);
        Files.writeString(file, "");
        assertThat(authority.look()).isEqualTo(new FileLook.Refused(file + ": there is no whole certificate in it"));
        assertThat(authority.look()).as("told once").isEqualTo(new FileLook.Unchanged());
        Files.delete(file);
        authority.look();
        assertThat(authority.checks().getAcceptedIssuers()).containsExactly(FIRST.certificate());
    }

    @Test
    void withoutItThereIsNoStart() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> new ClientAuthority(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(file + ": cannot be read: ");
    }
}
