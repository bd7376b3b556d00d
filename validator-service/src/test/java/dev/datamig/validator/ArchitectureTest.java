package dev.datamig.validator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.datamig.validator");

    /** Jackson is contracts' codec; SnakeYAML gives the rules file its line numbers. */
    @Test
    void decisionsAreMadeFromPlainData() {
        classes()
                .that()
                .resideInAnyPackage(
                        "..validator.rules..",
                        "..validator.check..",
                        "..validator.proof..",
                        "..validator.seal..",
                        "..validator.audit..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.datamig.contracts..",
                        "dev.datamig.validator.rules..",
                        "dev.datamig.validator.check..",
                        "dev.datamig.validator.proof..",
                        "dev.datamig.validator.seal..",
                        "dev.datamig.validator.audit..",
                        "com.fasterxml.jackson..",
                        "org.yaml.snakeyaml..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void decisionsTouchNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..validator.rules..", "..validator.check..", "..validator.proof..", "..validator.seal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net..", "java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotCallTheFlows() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..validator.staging..",
                        "..validator.duckdb..",
                        "..validator.postgres..",
                        "..validator.neo4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..validator.flow..", "..validator.messaging..")
                .check(CLASSES);
    }

    @Test
    void parquetStaysInStaging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..")
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should().notBeAnnotatedWith("jakarta.inject.Inject").check(CLASSES);
    }
}
