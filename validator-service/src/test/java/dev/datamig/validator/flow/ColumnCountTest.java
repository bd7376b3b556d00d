package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.outcome.Outcome.SetValidated;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.check.ColumnCount;
import dev.datamig.validator.seal.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnCountTest {

    static final TableId PERSON = TableId.of("a:public.person");

    @TempDir
    Path folder;

    StagedRun run;

    @BeforeEach
    void people() {
        run = new StagedRun(folder)
                .table(
                        "a:public.person",
                        List.of("id"),
                        List.of(List.of("email")),
                        number("id"),
                        text("email"),
                        text("town"));
    }

    private void judged() {
        run.area.put(StagingLayout.classification(StagedRun.RUN, 1), """
                {"columns": [
                  {"table": "a:public.person", "column": "id", "strategy": "keep"},
                  {"table": "a:public.person", "column": "email", "dataClass": "EMAIL", "strategy": "fake"},
                  {"table": "a:public.person", "column": "town", "dataClass": "CITY", "strategy": "fake"}]}
                """.getBytes(StandardCharsets.UTF_8));
    }

    private ValidationReport report() {
        return run.runFiles
                .report(StagedRun.RUN, ValidateSetFlow.REPORT, ValidationReport.class)
                .orElseThrow();
    }

    private SetValidated validate() {
        return run.complete().validateBatches().validateSet();
    }

    @Test
    void countsDifferentValuesOfMaskedColumnsBeforeAndAfterOverAllBatches() {
        judged();
        for (int part = 1; part <= 3; part++) {
            List<Object[]> raw = new ArrayList<>();
            List<Object[]> masked = new ArrayList<>();
            for (long i = 0; i < 100; i++) {
                long id = part * 100L + i;
                raw.add(row(id, "own" + id, "town" + i % 10));
                masked.add(row(id, i == 0 ? null : "fake" + id, "place" + i % 7));
            }
            run.batch("a:public.person", part, Membership.OWNED, raw, masked);
        }
        validate();
        assertThat(report().columns())
                .containsExactly(
                        new ColumnCount(PERSON, "email", 300, 297, 300, true, 297, true, true),
                        new ColumnCount(PERSON, "town", 300, 300, 10, true, 7, true, false));
        assertThat(report().findings())
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .extracting(Finding::check, Finding::column, Finding::count)
                .containsExactly(tuple("VAL-DISTINCT", "email", 3L));
        assertThat(run.runFiles.sealed(StagedRun.RUN)).isEmpty();
    }

    @Test
    void holdsUniqueColumnsToTheirNumberOfValuesWhereNobodyJudgedThem() {
        run.batch(
                "a:public.person",
                1,
                Membership.OWNED,
                StagedRun.rows(row(1L, "a", "x"), row(2L, "b", "x")),
                StagedRun.rows(row(1L, "c", "y"), row(2L, "d", "z")));
        SetValidated outcome = validate();
        assertThat(outcome.sealed()).isTrue();
        assertThat(report().columns())
                .extracting(ColumnCount::column, ColumnCount::distinctBefore, ColumnCount::distinctAfter)
                .containsExactly(tuple("id", 2L, 2L), tuple("email", 2L, 2L));
        assertThat(report().checks())
                .filteredOn(line -> line.check().equals("VAL-DISTINCT"))
                .extracting(ValidationReport.Line::lookedAt)
                .containsExactly(2L);
    }

    @Test
    void countsTheValuesOfVeryManyColumnsWithinItsMemory() {
        int many = 200;
        ColumnSchema[] columns = new ColumnSchema[many];
        var judged = new StringJoiner(",", "{\"columns\": [", "]}");
        Object[] raw = new Object[many];
        Object[] masked = new Object[many];
        for (int i = 0; i < many; i++) {
            columns[i] = text("c" + i);
            judged.add("{\"table\": \"a:public.wide\", \"column\": \"c" + i + "\", \"strategy\": \"redact\"}");
            raw[i] = ("own" + i).getBytes(StandardCharsets.UTF_8);
            masked[i] = ("fake" + i).getBytes(StandardCharsets.UTF_8);
        }
        run = new StagedRun(folder).table("a:public.wide", List.of(), List.of(), columns);
        run.area.put(
                StagingLayout.classification(StagedRun.RUN, 1),
                judged.toString().getBytes(StandardCharsets.UTF_8));
        run.batch("a:public.wide", 1, Membership.OWNED, List.<Object[]>of(raw), List.<Object[]>of(masked));
        assertThat(validate().sealed()).isTrue();
        assertThat(report().columns())
                .hasSize(many)
                .allMatch(count -> count.distinctBefore() == 1 && count.distinctAfter() == 1);
    }

    @Test
    void acceptsAUniqueColumnThatWasEmptied() {
        judged();
        run.batch(
                "a:public.person",
                1,
                Membership.OWNED,
                StagedRun.rows(row(1L, "a", "x"), row(2L, "b", "x")),
                StagedRun.rows(row(1L, null, "y"), row(2L, null, "z")));
        assertThat(validate().sealed()).isTrue();
    }
}
