package dev.datamig.loader;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses LOADER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.datamig.loader");

    @Test
    void theOrderIsDecidedFromPlainData() {
        classes()
                .that()
                .resideInAPackage("..loader.order")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.datamig.contracts..", "dev.datamig.loader.order")
                .check(LOADER);
    }

    @Test
    void theSealIsCheckedFromPlainData() {
        classes()
                .that()
                .resideInAPackage("..loader.seal")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "dev.datamig.contracts..",
                        "dev.datamig.loader.seal",
                        "dev.datamig.loader")
                .check(LOADER);
    }

    @Test
    void adaptersDoNotKnowTheFlowsOrEachOther() {
        noClasses()
                .that()
                .resideInAnyPackage("..loader.postgres", "..loader.neo4j", "..loader.staging")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..loader.flow", "..loader.messaging", "..loader.wiring")
                .check(LOADER);
        noClasses()
                .that()
                .resideInAPackage("..loader.postgres")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..loader.neo4j", "org.neo4j..")
                .check(LOADER);
        noClasses()
                .that()
                .resideInAPackage("..loader.neo4j")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..loader.postgres", "java.sql", "org.postgresql..")
                .check(LOADER);
    }

    @Test
    void parquetStaysInStaging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.parquet..")
                .check(LOADER);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should().notBeAnnotatedWith(Inject.class).check(LOADER);
    }
}
