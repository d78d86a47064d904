package io.podward.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podward.policy.Exemption;
import io.podward.policy.Mode;
import io.podward.policyfile.PolicyManifest;
import io.podward.webhook.ActivePolicy.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActivePolicyTest {
    private static final String ENFORCE = "mode: enforce";

    @TempDir
    Path folder = Path.of("");

    @Test
    void withoutAFileTheDefaultsAreInForceForGood() {
        var active = PolicyOf.nothing();
        assertThat(active.current()).isEqualTo(PolicyManifest.byDefault());
        assertThat(active.look()).isEqualTo(Look.UNCHANGED);
    }

    @Test
    void theFileIsInForceAsItIsChanged() throws IOException {
        var file = PolicyOf.write(folder, ENFORCE);
        var active = PolicyOf.file(file);
        assertThat(active.current().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(active.look()).isEqualTo(Look.UNCHANGED);

        PolicyOf.write(folder, "mode: audit");
        assertThat(active.current().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(active.look()).isEqualTo(Look.LOADED);
        assertThat(active.current().mode()).isEqualTo(Mode.AUDIT);
        assertThat(active.look()).isEqualTo(Look.UNCHANGED);
    }

    @Test
    void aBadFileLeavesTheLastGoodPolicyInForce() throws IOException {
        var file = PolicyOf.write(folder, ENFORCE);
        var active = PolicyOf.file(file);

        PolicyOf.write(folder, "mode: block");
        assertThat(active.look()).isEqualTo(Look.REFUSED);
        assertThat(active.current().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(active.refused()).containsExactly(file + ":3: mode: expected audit or enforce; found block");
        assertThat(active.look()).isEqualTo(Look.UNCHANGED);

        Files.delete(file);
        assertThat(active.look()).isEqualTo(Look.REFUSED);
        assertThat(active.refused()).containsExactly(file + ": no such file");

        PolicyOf.write(folder, ENFORCE);
        assertThat(active.look()).isEqualTo(Look.LOADED);
        assertThat(active.refused()).isEmpty();
    }

    @Test
    void aConfigMapIsChangedByALinkToAnotherFolder() throws IOException {
        PolicyOf.write(Files.createDirectory(folder.resolve("..1")), ENFORCE);
        PolicyOf.write(Files.createDirectory(folder.resolve("..2")), "mode: audit");
        var data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        var file = Files.createSymbolicLink(folder.resolve("policy.yaml"), Path.of("..data/policy.yaml"));
        var active = PolicyOf.file(file);
        assertThat(active.current().mode()).isEqualTo(Mode.ENFORCE);

        var next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        assertThat(active.look()).isEqualTo(Look.LOADED);
        assertThat(active.current().mode()).isEqualTo(Mode.AUDIT);
    }

    @Test
    void anExemptionAppliesToTheEndOfItsLastDay() throws IOException {
        var active = PolicyOf.file(PolicyOf.write(folder, """
                exemptions:
                - {name: yesterday, reason: a test, users: [a], expires: 2026-11-21}
                - {name: today, reason: a test, users: [a], expires: 2026-11-22}
                """));
        assertThat(active.loaded().exemptions()).extracting(Exemption::name).containsExactly("yesterday", "today");
        assertThat(active.current().exemptions()).extracting(Exemption::name).containsExactly("today");
    }

    @Test
    void aBadFileAtTheStartEndsIt() throws IOException {
        var file = PolicyOf.write(folder, "mode: block");
        assertThatThrownBy(() -> PolicyOf.file(file))
                .isInstanceOf(CannotStart.class)
                .hasMessage(file + ":3: mode: expected audit or enforce; found block");
    }
}
