package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.generated;
import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.outcome.Outcome.SetValidated;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.seal.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateSetFlowTest {

    @TempDir
    Path folder;

    StagedRun run;

    @BeforeEach
    void tables() {
        run = new StagedRun(folder)
                .table(
                        "a:public.\"Odd Table\"",
                        List.of("Id", "id"),
                        List.of(List.of("sel'ect", "two\"three")),
                        number("Id"),
                        number("id"),
                        text("sel'ect"),
                        text("two\"three"),
                        text("filename"))
                .table(
                        "b:public.child",
                        List.of("key"),
                        List.of(),
                        number("key"),
                        number("x"),
                        number("y"),
                        text("kind"))
                .reference("fk", "b:public.child", "x,y", "a:public.\"Odd Table\"", "Id,id", true, null);
    }

    private SetValidated validate() {
        return run.complete().validateBatches().validateSet();
    }

    @Test
    void sealsASoundSetWithCompositeKeysNullsAndOddNames() {
        run.batch(
                "a:public.\"Odd Table\"",
                1,
                rows(row(1L, 1L, "s", null, "f"), row(1L, 2L, "s", null, "f"), row(2L, 1L, "s", "t", null)));
        run.batch("b:public.child", 1, rows(row(1L, 1L, 2L, "p"), row(2L, 9L, null, "p"), row(3L, null, null, null)));
        run.batch("b:public.child", 2, Membership.REFERENCE, rows(row(4L, 2L, 1L, "p")), rows(row(4L, 2L, 1L, "p")));
        SetValidated outcome = validate();
        assertThat(outcome.findings())
                .filteredOn(f -> f.severity() != Severity.INFO)
                .isEmpty();
        assertThat(outcome.sealed()).isTrue();
        var manifest = run.runFiles.sealed(StagedRun.RUN).orElseThrow();
        assertThat(manifest.batches()).hasSize(3);
        assertThat(new Seal(StagedRun.SEAL_KEY).holds(manifest)).isTrue();
        assertThat(new Seal("another key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII)).holds(manifest))
                .isFalse();
        var changed = new dev.datamig.contracts.batch.SealedManifest(
                manifest.run(),
                2,
                manifest.sealedAt(),
                manifest.schemaSha256(),
                manifest.tables(),
                manifest.batches(),
                manifest.invented(),
                manifest.searched(),
                manifest.seal());
        assertThat(new Seal(StagedRun.SEAL_KEY).holds(changed)).isFalse();
    }

    @Test
    void answersASecondOrderAsTheFirstAndLeavesTheSeal() {
        run.batch("b:public.child", 1, rows(row(1L, null, 2L, "p")));
        SetValidated first = validate();
        byte[] seal = run.area.get(StagingLayout.sealedManifest(StagedRun.RUN)).orElseThrow();
        assertThat(run.validateSet()).isEqualTo(first);
        assertThat(run.area.get(StagingLayout.sealedManifest(StagedRun.RUN)).orElseThrow())
                .isEqualTo(seal);
    }

    @Test
    void findsRepeatedKeysAndUniqueKeysButNotRepeatedNulls() {
        run.batch("a:public.\"Odd Table\"", 1, rows(row(1L, 1L, "s", "t", "f"), row(1L, 1L, "s", "t", "f")));
        run.batch("a:public.\"Odd Table\"", 2, rows(row(2L, 1L, "s", null, "f"), row(3L, 1L, "s", null, "f")));
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .extracting(Finding::check, Finding::count)
                .containsExactlyInAnyOrder(tuple("VAL-KEY", 1L), tuple("VAL-UNIQUE", 1L));
        assertThat(run.runFiles.sealed(StagedRun.RUN)).isEmpty();
    }

    /** Tables of a few rows are asked about in another way than others. */
    @ParameterizedTest
    @ValueSource(ints = {5, 1500})
    void findsRepeatedKeysNullsAndDanglingReferencesInTablesOfAnySize(int rows) {
        run.table("b:public.note", List.of("id"), List.of(List.of("code")), number("id"), text("code"), number("child"))
                .reference("fk2", "b:public.note", "child", "b:public.child", "key", true, null);
        List<Object[]> children = new ArrayList<>();
        List<Object[]> notes = new ArrayList<>();
        for (long i = 1; i <= rows; i++) {
            children.add(row(i, null, null, "p"));
            notes.add(row(i, i < 3 ? null : "c" + i, i < 3 ? null : i));
        }
        notes.add(row(null, "c3", (long) rows + 1));
        notes.add(row(4L, "C3", 1L));
        run.batch("b:public.child", 1, children);
        run.batch("b:public.note", 1, notes);
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .extracting(Finding::check, Finding::column, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple("VAL-KEY", "id", 1L),
                        tuple("VAL-KEY", "id", 1L),
                        tuple("VAL-UNIQUE", "code", 1L),
                        tuple("VAL-REF", "child", 1L));
    }

    @Test
    void findsNullsInKeysOfOneColumnAndOfSeveral() {
        run.batch("a:public.\"Odd Table\"", 1, rows(row(1L, null, "s", "t", "f"), row(null, null, "s", "u", "f")));
        run.batch("b:public.child", 1, rows(row(null, null, null, "p"), row(2L, null, null, "p")));
        assertThat(validate().findings())
                .filteredOn(f -> f.check().equals("VAL-KEY") && f.severity() == Severity.ERROR)
                .extracting(Finding::column, Finding::count)
                .containsExactlyInAnyOrder(tuple("Id, id", 2L), tuple("key", 1L));
    }

    @Test
    void findsAMissingBatch() {
        run.batch("b:public.child", 1, rows(row(1L, null, 2L, "p")));
        run.batch("b:public.child", 2, rows(row(2L, null, 2L, "p")));
        run.complete().validateBatches();
        run.area.delete(
                StagingLayout.validated(StagedRun.RUN, 1, run.masked.getLast().table(), 2));
        SetValidated outcome = run.validateSet();
        assertThat(outcome.sealed()).isFalse();
        assertThat(outcome.findings()).extracting(Finding::check).contains("VAL-BATCHES", "VAL-COUNTS");
    }

    @Test
    void findsABatchThatIsThereTwice() {
        run.batch("b:public.child", 1, rows(row(1L, null, 2L, "p")));
        run.complete().validateBatches();
        BatchManifest validated = run.runFiles.validated(StagedRun.RUN, 1).getFirst();
        run.area.put(StagingLayout.validated(StagedRun.RUN, 1, validated.table(), 2), Json.writePretty(validated));
        assertThat(run.validateSet().findings()).extracting(Finding::check).contains("VAL-BATCHES");
    }

    @Test
    void findsAFileThatWasChangedAfterItsBatchPassed() throws Exception {
        BatchManifest batch = run.batch("b:public.child", 1, rows(row(1L, null, 2L, "p")));
        run.complete().validateBatches();
        Files.write(folder.resolve(batch.file()), new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
        SetValidated outcome = run.validateSet();
        assertThat(outcome.sealed()).isFalse();
        assertThat(outcome.findings()).extracting(Finding::check).containsExactly("VAL-FILE");
    }

    @Test
    void saysThatMaskingBrokeAReferenceThatResolvedBefore() {
        run.batch("a:public.\"Odd Table\"", 1, rows(row(1L, 1L, "s", "t", "f")));
        run.batch("b:public.child", 1, Membership.OWNED, rows(row(1L, 1L, 1L, "p")), rows(row(1L, 1L, 7L, "p")));
        SetValidated outcome = validate();
        assertThat(outcome.sealed()).isFalse();
        assertThat(outcome.findings())
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("after masking"));
    }

    @Test
    void forbidsTheSealWhenADeclaredReferenceDangles() {
        run.batch("b:public.child", 1, rows(row(1L, 1L, 1L, "p")));
        assertThat(validate().sealed()).isFalse();
    }

    @Test
    void takesAReferenceThatNothingDeclaresAsAWarningWhenItDangledInProd() {
        run.table("b:public.note", List.of(), List.of(), number("entity"), text("entity_type"))
                .reference(
                        "landscape-1",
                        "b:public.note",
                        "entity",
                        "b:public.child",
                        "key",
                        false,
                        "entity_type = 'child'")
                .reference(
                        "landscape-2", "b:public.note", "entity", "b:public.child", "key", false, "entity_type ~ 'x'");
        run.batch("b:public.child", 1, rows(row(1L, null, 1L, "p")));
        run.batch("b:public.note", 1, rows(row(1L, "child"), row(2L, "child"), row(3L, "school"), row(4L, null)));
        SetValidated outcome = validate();
        assertThat(outcome.sealed()).isTrue();
        assertThat(outcome.findings())
                .extracting(Finding::check, Finding::severity, Finding::count)
                .contains(tuple("VAL-REF", Severity.WARNING, 1L), tuple("VAL-REF-LEFT", Severity.INFO, 1L));
    }

    @Test
    void letsTheRulesFileSayWhatADanglingReferenceMeans() {
        run.rules("""
                version: 1
                references:
                  - { from: "b:public.child", severity: INFO }
                """);
        run.batch("b:public.child", 1, rows(row(1L, 1L, 1L, "p")));
        assertThat(validate().sealed()).isTrue();
    }

    @Test
    void resolvesAReferenceInAnyOfTheLabelSetsThatItStandsFor() {
        run.table("g:A&P", List.of("k"), List.of(), text("k"))
                .table("g:B&P", List.of("k"), List.of(), text("k"))
                .table("c:public.t", List.of("uid"), List.of(), column("uid", "uuid", Physical.TEXT, false))
                .reference("landscape-1", "c:public.t", "uid", "g:A&P", "k", false, null)
                .reference("landscape-1", "c:public.t", "uid", "g:B&P", "k", false, null);
        String one = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
        String two = "7c9e6679-7425-40de-944b-e07fc1f90ae8";
        run.batch("g:A&P", 1, rows(row(one)));
        run.batch("g:B&P", 1, rows(row(two)));
        run.batch("c:public.t", 1, rows(row(one), row(two)));
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() != Severity.INFO)
                .isEmpty();
    }

    @Test
    void comparesKeysAcrossTypesAsTheDatabaseWould() {
        run.table(
                        "c:public.t",
                        List.of(),
                        List.of(),
                        column("n", "numeric", Physical.TEXT, true),
                        column("c", "bpchar", Physical.TEXT, true))
                .table("d:public.p", List.of("i"), List.of(), column("i", "int4", Physical.INT32, false), text("c"))
                .reference("r1", "c:public.t", "n", "d:public.p", "i", false, null)
                .reference("r2", "c:public.t", "c", "d:public.p", "c", false, null);
        run.batch("d:public.p", 1, rows(row(10, "ab")));
        run.batch("c:public.t", 1, rows(row("10.00", "ab   ")));
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() != Severity.INFO)
                .isEmpty();
    }

    @Test
    void takesNoColumnForATableWhateverTheColumnsAreCalled() {
        run.table("x:public.c", List.of(), List.of(), text("k"), column("c", "jsonb", Physical.TEXT, true))
                .table(
                        "x:public.p",
                        List.of("k"),
                        List.of(),
                        text("k"),
                        column("c", "jsonb", Physical.TEXT, true),
                        column("p", "json", Physical.TEXT, true))
                .reference("fk", "x:public.c", "k", "x:public.p", "k", true, null);
        run.batch("x:public.p", 1, rows(row("7 days", "{\"a\": 1}", "[1]"), row("1 day", null, "\"x\"")));
        run.batch("x:public.c", 1, rows(row("7 days", "{\"b\": 2}"), row("1 day", "3")));
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() != Severity.INFO)
                .isEmpty();
    }

    @Test
    void leavesAReferenceToAGeneratedColumnToTheTarget() {
        run.table("x:public.c", List.of(), List.of(), text("k"))
                .table("x:public.p", List.of("k"), List.of(), text("k"), generated("g"))
                .reference("fk", "x:public.c", "k", "x:public.p", "g", true, null);
        run.batch("x:public.p", 1, rows(row("a")));
        run.batch("x:public.c", 1, rows(row("A")));
        assertThat(validate().findings())
                .filteredOn(f -> f.check().startsWith("VAL-REF"))
                .extracting(Finding::check, Finding::severity, Finding::count)
                .containsExactly(tuple("VAL-REF-LEFT", Severity.INFO, 1L));
    }

    @Test
    void tellsColumnsApartThatDifferByCaseOnlyInSeveralBatches() {
        run.batch("a:public.\"Odd Table\"", 1, rows(row(1L, 1L, "s", "a", "f"), row(1L, 2L, "s", "b", "g")));
        run.batch("a:public.\"Odd Table\"", 2, rows(row(2L, 1L, "s", "c", "f"), row(5L, 2L, "s", "d", "g")));
        run.batch("b:public.child", 1, rows(row(1L, 5L, 2L, "p"), row(2L, 2L, 1L, "p"), row(3L, 1L, 2L, "p")));
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() != Severity.INFO)
                .isEmpty();
    }

    @Test
    void doesNotSayThatMaskingBrokeWhatDiffersBySpacesInTheSource() {
        run.table("x:public.c", List.of(), List.of(), text("k"))
                .table("x:public.p", List.of("k"), List.of(), text("k"))
                .reference("fk", "x:public.c", "k", "x:public.p", "k", true, null);
        run.batch("x:public.p", 1, rows(row("a")));
        run.batch("x:public.c", 1, rows(row("a ")));
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("although the source declares them"));
    }

    private void keysOfManyKinds() {
        run.table(
                        "c:public.t",
                        List.of(),
                        List.of(),
                        column("i", "int4", Physical.INT32, true),
                        column("d", "float8", Physical.DOUBLE, true),
                        column("n", "numeric", Physical.TEXT, true),
                        text("s"),
                        column("x", "citext", Physical.TEXT, true))
                .table(
                        "d:public.p",
                        List.of("f"),
                        List.of(),
                        column("f", "float8", Physical.DOUBLE, false),
                        column("r", "float4", Physical.FLOAT, true),
                        column("c", "bpchar", Physical.TEXT, true),
                        text("x"))
                .reference("r1", "c:public.t", "i", "d:public.p", "f", true, null)
                .reference("r2", "c:public.t", "d", "d:public.p", "r", true, null)
                .reference("r3", "c:public.t", "n", "d:public.p", "r", true, null)
                .reference("r4", "c:public.t", "s", "d:public.p", "c", true, null)
                .reference("r5", "c:public.t", "x", "d:public.p", "x", true, null);
        run.batch("d:public.p", 1, rows(row(7.0, -0.0f, "k1", "Ab"), row(1.5, 2.0f, "k2", "c")));
    }

    @Test
    void comparesNumbersOfAllKindsAndPaddedStringsByTheirValue() {
        keysOfManyKinds();
        run.batch("c:public.t", 1, rows(row(7, 0.0, "2.00", "k1  ", "aB"), row(null, 2.0, "0.0", "k2", "C")));
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() != Severity.INFO)
                .isEmpty();
    }

    @Test
    void missesNumbersAndPaddedStringsThatNoParentHas() {
        keysOfManyKinds();
        run.batch("c:public.t", 1, rows(row(8, null, null, "k3", null)));
        assertThat(validate().findings())
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .extracting(Finding::check, Finding::column)
                .containsExactlyInAnyOrder(tuple("VAL-REF", "i"), tuple("VAL-REF", "s"));
    }

    @Test
    void leavesKeysThatOnlyTheDatabaseCanCompareToIt() {
        run.table("c:public.t", List.of(), List.of(), column("r", "numrange", Physical.TEXT, true))
                .table("d:public.p", List.of("r"), List.of(), column("r", "numrange", Physical.TEXT, false))
                .reference("fk", "c:public.t", "r", "d:public.p", "r", true, null)
                .spelledDifferently();
        run.batch("d:public.p", 1, rows(row("[1,2)")));
        run.batch("c:public.t", 1, rows(row("[1.0,2)"), row("[1,2)")));
        assertThat(validate().findings())
                .filteredOn(f -> f.check().startsWith("VAL-REF"))
                .extracting(Finding::check, Finding::severity, Finding::count)
                .containsExactly(tuple("VAL-REF-LEFT", Severity.INFO, 1L));
    }

    @Test
    void appliesTheRulesOfTheFile() {
        run.rules("""
                version: 1
                rules:
                  - { name: positive, table: "b:public.child", require: "x is null or x > 0", severity: WARNING }
                  - { name: names, column: "b:*(kind)", require: "length({column}) < 3" }
                  - { name: rows, table: "b:public.child", rows: { min: 5 }, severity: INFO }
                  - { name: nulls, column: "b:public.child(kind)", nulls: { max: 0.1 }, severity: WARNING }
                  - { name: distinct, column: "b:public.child(kind)", distinct: { max: 1 }, severity: WARNING }
                  - { name: wrong, table: "b:public.child", require: "no_such > 1" }
                  - { name: crash, table: "b:public.child", require: "cast(kind as integer) > 1" }
                  - { name: unused, table: "z:public.child", require: "1 = 1" }
                  - { name: reads, table: "b:public.child", require: "(select count(*) from read_csv('/etc/passwd')) > 0" }
                """);
        run.batch(
                "b:public.child",
                1,
                rows(row(1L, -1L, null, "long"), row(2L, 1L, null, "p"), row(3L, null, null, null)));
        SetValidated outcome = validate();
        assertThat(outcome.findings())
                .filteredOn(f -> f.check().startsWith("VAL-RULE"))
                .extracting(Finding::check, Finding::severity, Finding::count)
                .containsExactly(
                        tuple("VAL-RULE", Severity.WARNING, 1L),
                        tuple("VAL-RULE", Severity.ERROR, 1L),
                        tuple("VAL-RULE", Severity.INFO, 3L),
                        tuple("VAL-RULE", Severity.WARNING, 1L),
                        tuple("VAL-RULE", Severity.WARNING, 2L),
                        tuple("VAL-RULE-SQL", Severity.ERROR, 1L),
                        tuple("VAL-RULE-SQL", Severity.ERROR, 1L),
                        tuple("VAL-RULE-UNUSED", Severity.INFO, 1L),
                        tuple("VAL-RULE-SQL", Severity.ERROR, 1L));
        assertThat(outcome.findings()).noneMatch(f -> f.message().contains("long"));
    }

    @Test
    void measuresHowFarMaskingMovedAColumn() {
        run.rules("""
                version: 1
                rules:
                  - { name: moved, column: "b:public.child(kind)", psi: { warn: 0.1, fail: 0.2 } }
                  - { name: kept, column: "b:public.child(key)", psi: { warn: 0.1, fail: 0.2 } }
                  - { name: drift, column: "b:public.child(kind)", nulls: { drift: 0.05 }, severity: WARNING }
                """);
        List<Object[]> before = new java.util.ArrayList<>();
        List<Object[]> after = new java.util.ArrayList<>();
        for (long i = 0; i < 300; i++) {
            before.add(row(i, null, null, i % 2 == 0 ? "even" : "odd"));
            after.add(row(i, null, null, i % 10 == 0 ? "even" : i % 10 == 1 ? null : "odd"));
        }
        run.batch("b:public.child", 1, Membership.OWNED, before, after);
        assertThat(validate().findings())
                .filteredOn(f -> f.check().equals("VAL-RULE"))
                .extracting(Finding::severity, Finding::column)
                .containsExactly(tuple(Severity.ERROR, "kind"), tuple(Severity.WARNING, "kind"));
    }

    @Test
    void writesAReportOfEveryCheckEvenOfThoseThatFoundNothing() {
        run.batch("b:public.child", 1, rows(row(1L, null, 2L, "p")));
        validate();
        var report = Json.read(
                run.area
                        .get(StagingLayout.report(StagedRun.RUN, "validation-report.json"))
                        .orElseThrow(),
                com.fasterxml.jackson.databind.JsonNode.class);
        assertThat(report.path("sealed").asBoolean()).isTrue();
        assertThat(report.path("checks").findValuesAsText("check"))
                .contains("VAL-BATCHES", "VAL-REF", "VAL-LEAK", "VAL-KEY");
        assertThat(report.path("leakScan").path("leaks").asLong()).isZero();
        assertThat(report.path("leakScan").path("values").asLong()).isEqualTo(1);
    }
}
