package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.StagedRun.Original;
import dev.datamig.validator.flow.ValidateBatchFlow.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateBatchFlowTest {

    @TempDir
    Path folder;

    StagedRun run;

    @BeforeEach
    void table() {
        ColumnSchema mood = new ColumnSchema(
                "mood", "mood", "mood", Physical.TEXT, true, false, false, null, List.of("happy", "sad"), null);
        ColumnSchema code = new ColumnSchema(
                "code", "character varying(5)", "varchar", Physical.TEXT, true, false, false, 5, List.of(), null);
        run = new StagedRun(folder)
                .table(
                        "ids:public.person",
                        List.of("id"),
                        List.of(),
                        column("id", "int8", Physical.INT64, false),
                        text("name"),
                        text("email"),
                        code,
                        mood,
                        column("uid", "uuid", Physical.TEXT, true),
                        column("data", "jsonb", Physical.TEXT, true),
                        column("born", "date", Physical.DATE, true));
    }

    private List<Finding> findings(Object[]... rows) {
        BatchManifest batch = run.batch("ids:public.person", 1, List.of(rows));
        return validate(batch);
    }

    private List<Finding> validate(BatchManifest batch) {
        run.complete();
        return switch (run.batchFlow().validate(batch)) {
            case Result.Passed passed -> passed.findings();
            case Result.Refused refused -> refused.findings();
            case Result.Stopped() -> throw new AssertionError("stopped");
        };
    }

    private static Object[] sound() {
        return row(
                1L,
                "Ann Fake",
                "ann@example.com",
                "abc",
                "sad",
                "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                "{\"a\": [1]}",
                100);
    }

    @Test
    void passesASoundBatchAndStampsItOnce() {
        BatchManifest batch =
                run.batch("ids:public.person", 1, rows(sound(), row(2L, null, null, null, null, null, null, null)));
        assertThat(validate(batch)).isEmpty();
        var first = (Result.Passed) run.batchFlow().validate(batch);
        assertThat(first.manifest().history()).hasSize(1);
        assertThat(run.runFiles.validated(StagedRun.RUN, 1)).containsExactly(first.manifest());
    }

    @Test
    void findsNullWhereTheSourceForbidsIt() {
        assertThat(findings(row(null, "a", "b", null, null, null, null, null)))
                .extracting(Finding::check, Finding::column, Finding::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("VAL-NULL", "id", 1L));
    }

    @Test
    void findsWhatIsTooLongOrNoLabelOrMalformed() {
        Object[] bad = row(1L, "a", "b", "abcdef", "angry", "not-a-uuid", "{\"a\": ", 1);
        assertThat(findings(bad, sound()))
                .extracting(Finding::check, Finding::column)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("VAL-LENGTH", "code"),
                        org.assertj.core.groups.Tuple.tuple("VAL-ENUM", "mood"),
                        org.assertj.core.groups.Tuple.tuple("VAL-SYNTAX", "uid"),
                        org.assertj.core.groups.Tuple.tuple("VAL-SYNTAX", "data"));
    }

    @Test
    void countsCharactersAndNotBytesAgainstAColumnsLength() {
        assertThat(findings(row(1L, "a", "b", "äöüß€", null, null, null, null))).isEmpty();
    }

    @Test
    void findsAReplacedCellThatStillHoldsItsOriginal() {
        BatchManifest batch = run.batch(
                "ids:public.person",
                1,
                rows(row(1L, " ANN  Fake", "x@example.com", null, null, null, null, 14_000)),
                new Original(0, "name", "VALUE", "Ann Fake"),
                new Original(0, "born", "CELL", "2008-05-01"));
        assertThat(validate(batch)).extracting(Finding::check).containsExactly("VAL-UNMASKED", "VAL-UNMASKED");
    }

    @Test
    void findsAnOriginalInAnotherCellOfItsRow() {
        BatchManifest batch = run.batch(
                "ids:public.person",
                1,
                rows(row(1L, "real.person@school.org", "x@example.com", null, null, null, null, null)),
                new Original(0, "email", "VALUE", "Real.Person@school.org"));
        assertThat(validate(batch)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("VAL-ROW-LEAK");
            assertThat(finding.column()).isEqualTo("name");
            assertThat(finding.message()).contains("of column email");
        });
    }

    @Test
    void refusesAFileThatIsNotTheOneOfItsManifest() throws Exception {
        BatchManifest batch = run.batch("ids:public.person", 1, rows(sound()));
        Path file = folder.resolve(batch.file());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(validate(batch)).extracting(Finding::check).containsExactly("VAL-FILE");
        assertThat(run.runFiles.validated(StagedRun.RUN, 1)).isEmpty();
    }

    @Test
    void refusesAManifestThatNamesAnotherPlace() {
        BatchManifest batch = run.batch("ids:public.person", 1, rows(sound()));
        var elsewhere = batch.next(
                "runs/x",
                batch.bytes(),
                batch.sha256(),
                new dev.datamig.contracts.batch.PhaseStamp(
                        dev.datamig.contracts.Phase.ANONYMIZE, "x", java.time.Instant.EPOCH));
        assertThat(validate(elsewhere)).extracting(Finding::check).containsExactly("VAL-FILE");
    }

    @Test
    void refusesColumnsThatAreNotTheSchemas() {
        BatchManifest batch = run.batch("ids:public.person", 1, rows(sound()));
        run.table("ids:public.person", List.of("id"), List.of(), number("id"), text("other"));
        assertThat(validate(batch)).extracting(Finding::check).contains("VAL-COLUMNS");
    }

    @Test
    void refusesATableThatTheSchemaDoesNotHave() {
        BatchManifest batch = run.batch("ids:public.person", 1, rows(sound()));
        run = new StagedRun(folder).table("ids:public.other", List.of(), List.of(), number("id"));
        assertThat(validate(batch)).extracting(Finding::check).containsExactly("VAL-COLUMNS");
    }

    @Test
    void stopsSilentlyWhenTheAttemptWasGivenUp() {
        BatchManifest batch = run.batch("ids:public.person", 1, Membership.OWNED, rows(sound()), rows(sound()));
        run.complete();
        run.area.put(StagingLayout.stopMark(StagedRun.RUN), "{\"attempt\": 1}".getBytes(StandardCharsets.UTF_8));
        assertThat(run.batchFlow().validate(batch)).isInstanceOf(Result.Stopped.class);
    }
}
