package dev.datamig.sandbox.data;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SandboxArchitectureTest {

    private final JavaClasses sandbox = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.datamig.sandbox");

    @Test
    void theDataKnowsNeitherTheServersNorWhoStartsThem() {
        noClasses()
                .that()
                .resideInAPackage("..sandbox.data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..sandbox.servers..", "..sandbox.stack..", "..sandbox.check..")
                .check(sandbox);
    }

    @Test
    void theCheckAsksNoService() {
        noClasses()
                .that()
                .resideInAPackage("..sandbox.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.datamig.extractor..",
                        "dev.datamig.anonymizer..",
                        "dev.datamig.validator..",
                        "dev.datamig.loader..",
                        "dev.datamig.coordinator..",
                        "dev.datamig.staging..",
                        "..sandbox.stack..")
                .check(sandbox);
    }
}
