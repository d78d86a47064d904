package io.podward;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The architecture, as rules. Read this before the code. */
final class ArchitectureTest {
    private static final JavaClasses PODWARD =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.podward");

    @Test
    void classesWereFound() {
        assertThat(PODWARD.size()).isGreaterThan(10);
    }

    @Test
    void policyDependsOnTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("..policy..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.podward.policy..", "java.lang..", "java.time..", "java.util..", "org.jspecify..")
                .check(PODWARD);
    }

    @Test
    void certificatesDependOnTheJdkAndItsComplementAlone() {
        classes()
                .that()
                .resideInAPackage("..certificates..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.podward.certificates..",
                        "java..",
                        "javax.naming..",
                        "javax.security..",
                        "org.bouncycastle..",
                        "org.jspecify..")
                .check(PODWARD);
    }

    @Test
    void dependenciesPointInwards() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("policy")
                .definedBy("..policy..")
                .layer("manifest")
                .definedBy("..manifest..")
                .layer("certificates")
                .definedBy("..certificates..")
                .layer("policyfile")
                .definedBy("..policyfile..")
                .layer("remedy")
                .definedBy("..remedy..")
                .layer("admission")
                .definedBy("..admission..")
                .layer("auditlog")
                .definedBy("..auditlog..")
                .layer("report")
                .definedBy("..report..")
                .layer("selftest")
                .definedBy("..selftest..")
                .layer("cluster")
                .definedBy("..cluster..")
                .layer("webhook")
                .definedBy("..webhook..")
                .layer("cli")
                .definedBy("..cli..")
                .whereLayer("webhook")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cluster")
                .mayOnlyBeAccessedByLayers("webhook", "cli")
                .whereLayer("admission")
                .mayOnlyBeAccessedByLayers("webhook", "cli")
                .whereLayer("auditlog")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("webhook", "cli")
                .whereLayer("selftest")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("policyfile")
                .mayOnlyBeAccessedByLayers("selftest", "webhook", "cli")
                .whereLayer("certificates")
                .mayOnlyBeAccessedByLayers("selftest", "cluster", "webhook", "cli")
                .whereLayer("remedy")
                .mayOnlyBeAccessedByLayers("admission", "auditlog", "report", "selftest", "webhook", "cli")
                .whereLayer("manifest")
                .mayOnlyBeAccessedByLayers(
                        "policyfile", "remedy", "admission", "auditlog", "selftest", "cluster", "webhook", "cli")
                .check(PODWARD);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.podward.(*)..").should().beFreeOfCycles().check(PODWARD);
    }

    @Test
    void onlyTheEdgesKnowTheFrameworks() {
        // report may use Qute's stand-alone core, which is not among these
        noClasses()
                .that()
                .resideOutsideOfPackages("..webhook..", "..cli..", "..cluster..", "io.podward")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..", "io.vertx..", "jakarta..", "io.fabric8..", "picocli..", "io.micrometer..")
                .check(PODWARD);
    }

    @Test
    void onlyTheManifestPackageKnowsSnakeYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..manifest..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yaml..")
                .check(PODWARD);
    }

    @Test
    void nothingDependsOnTheCompositionRoot() {
        noClasses()
                .that()
                .resideInAPackage("io.podward.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.podward")
                .check(PODWARD);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(PODWARD);
    }

    @Test
    void fieldsAreFinal() {
        // picocli fills the fields of a command
        fields().that()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("..cli..")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(PODWARD);
    }

    @Test
    void timeAndRandomnessAreInjected() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..policy..",
                        "..policyfile..",
                        "..manifest..",
                        "..remedy..",
                        "..admission..",
                        "..auditlog..",
                        "..selftest..",
                        "..report..")
                .should()
                .callMethodWhere(DescribedPredicate.describe("reads a clock or a source of randomness", call -> {
                    var owner = call.getTargetOwner().getName();
                    var method = call.getTarget().getName();
                    return (owner.startsWith("java.time.") && method.equals("now"))
                            || (owner.equals("java.lang.System")
                                    && (method.startsWith("currentTime") || method.equals("nanoTime")))
                            || (owner.equals("java.util.UUID") && method.equals("randomUUID"));
                }))
                .check(PODWARD);
    }

    @Test
    void onlyTheCliTouchesStandardStreams() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(PODWARD.that(DescribedPredicate.describe(
                "outside cli", c -> !c.getPackageName().contains(".cli"))));
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = PODWARD.getPackage("io.podward").getSubpackagesInTree().stream()
                .filter(p -> !p.getClasses().isEmpty())
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked).isEmpty();
    }
}
