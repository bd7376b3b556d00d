package dev.datamig.extractor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.datamig.extractor");

    @Test
    void whatDecidesTouchesNothing() {
        classes()
                .that()
                .resideInAnyPackage(
                        "..extractor.closure..",
                        "..extractor.catalog..",
                        "..extractor.steps..",
                        "..extractor.analysis..",
                        "..extractor.selection..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "dev.datamig.contracts..",
                        "..extractor.closure..",
                        "..extractor.catalog..",
                        "..extractor.steps..",
                        "..extractor.analysis..",
                        "..extractor.selection..",
                        "..extractor.rows..")
                .check(CLASSES);
    }

    @Test
    void rowSetsKnowOnlyTheirBitmaps() {
        classes()
                .that()
                .resideInAPackage("..extractor.rows..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.roaringbitmap..",
                        "dev.datamig.contracts..",
                        "..extractor.rows..")
                .check(CLASSES);
    }

    @Test
    void parquetStaysInStaging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.parquet..")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowTheFlowsOrTheDoors() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..extractor.postgres..",
                        "..extractor.neo4j..",
                        "..extractor.staging..",
                        "..extractor.territory..")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Flow")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("..extractor.messaging..")
                .check(CLASSES);
    }

    @Test
    void noFieldIsInjected() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(CLASSES);
    }
}
