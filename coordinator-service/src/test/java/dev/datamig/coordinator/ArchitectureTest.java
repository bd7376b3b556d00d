package dev.datamig.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.datamig.coordinator");

    @Test
    void theSagaIsPure() {
        classes()
                .that()
                .resideInAnyPackage("..saga", "..problem")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.datamig.contracts..",
                        "dev.datamig.coordinator.saga",
                        "dev.datamig.coordinator.problem",
                        "com.fasterxml.jackson.annotation",
                        "org.jspecify.annotations")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..saga")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio..", "java.sql", "java.net..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void sqlLivesWithTheDatabaseAndKafkaAtTheDoors() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..postgres")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.PreparedStatement")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.ResultSet")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("..messaging")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.eclipse.microprofile.reactive..")
                .check(CLASSES);
    }

    @Test
    void nothingKnowsTheDoors() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..rest", "..messaging")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..rest", "..messaging")
                .check(CLASSES);
        slices().matching("dev.datamig.coordinator.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void parquetIsTheStagingModulesBusiness() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.parquet..")
                .check(CLASSES);
    }

    @Test
    void whatIsNeededComesThroughTheConstructor() {
        noFields().should().beAnnotatedWith(Inject.class).check(CLASSES);
    }
}
