package dev.datamig.staging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which library may be known where. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.datamig.staging");

    @Test
    void knowsParquetInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.datamig.staging.parquet")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..", "com.github.luben..")
                .check(MAIN);
    }

    @Test
    void runsNothingOfHadoop() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hadoop..")
                .check(MAIN);
    }

    @Test
    void knowsS3InOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.datamig.staging.s3")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(MAIN);
    }

    @Test
    void knowsNothingOfTablesLandscapesOrMessages() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.datamig.contracts.landscape..",
                        "dev.datamig.contracts.command..",
                        "dev.datamig.contracts.outcome..",
                        "dev.datamig.contracts.event..")
                .check(MAIN);
    }
}
