package dev.datamig.anonymizer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "dev.datamig.anonymizer";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void keepsWhatDecidesFreeOfTechnology() {
        pure("persona", "java..", ROOT + ".key..");
        // JSON in sampled values
        pure(
                "classify",
                "java..",
                ROOT + ".persona..",
                "dev.datamig.contracts.schema..",
                "com.fasterxml.jackson.core..");
        pure("constraint", "java..", "dev.datamig.contracts.schema..");
        // JSON in the text of cells
        pure(
                "transform",
                "java..",
                ROOT + ".key..",
                ROOT + ".persona..",
                ROOT + ".classify..",
                ROOT + ".constraint..",
                "dev.datamig.contracts..",
                "com.fasterxml.jackson..");
        // fields of composite types
        pure(
                "redact",
                "java..",
                ROOT + ".key..",
                ROOT + ".persona..",
                ROOT + ".classify..",
                ROOT + ".transform..",
                "dev.datamig.contracts.schema..",
                "com.fasterxml.jackson.core..");
        // YAML of the rules file
        pure(
                "policy",
                "java..",
                ROOT + ".classify..",
                ROOT + ".constraint..",
                ROOT + ".transform..",
                "dev.datamig.contracts..",
                "org.yaml.snakeyaml..");
        // AES
        pure("key", "java..", "javax.crypto..", "dev.datamig.contracts..", "dev.datamig.staging.key..");
    }

    private static void pure(String name, String... allowed) {
        String own = ROOT + "." + name;
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(own, "org.jspecify.annotations"), java.util.Arrays.stream(allowed))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all)
                .check(CLASSES);
    }

    @Test
    void touchesParquetOnlyThroughTheStagingModule() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.parquet..")
                .check(CLASSES);
    }

    @Test
    void injectsThroughConstructorsOnly() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(CLASSES);
    }

    @Test
    void letsNoAdapterCallTheFlow() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".staging")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("AnonymizeFlow")
                .check(CLASSES);
    }
}
