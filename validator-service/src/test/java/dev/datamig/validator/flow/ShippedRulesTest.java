package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.validator.StagedRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that come with the service, on columns whose names alone sound like what they are for. */
class ShippedRulesTest {

    @TempDir
    Path folder;

    private StagedRun run;

    @BeforeEach
    void table() {
        run = new StagedRun(folder)
                .table(
                        "a:public.notice",
                        List.of("id"),
                        List.of(),
                        column("id", "int8", Physical.INT64, false),
                        column("send_email", "bool", Physical.BOOLEAN, true),
                        column("owner_email", "int4", Physical.INT32, true),
                        text("email"),
                        column("birth_date", "int4", Physical.INT32, true),
                        column("dob", "bool", Physical.BOOLEAN, true),
                        text("date_of_birth"),
                        column("birthdate", "date", Physical.DATE, true));
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private List<Finding> broken() {
        return run.complete().validateBatches().validateSet().findings().stream()
                .filter(f -> f.severity() != Severity.INFO)
                .toList();
    }

    @Test
    void saysNothingOfASwitchOrANumber() {
        run.batch(
                "a:public.notice",
                1,
                rows(row(1L, true, 17, "a@example.com", 1984, false, "1984-02-29", day("1984-02-29"))));

        assertThat(broken()).isEmpty();
    }

    @Test
    void warnsOfATextThatIsNoAddressAndOfADateThatNobodyHas() {
        run.batch(
                "a:public.notice", 1, rows(row(1L, true, 17, "nobody", 1984, false, "1684-02-29", day("1684-02-29"))));

        assertThat(broken())
                .extracting(Finding::check, Finding::severity, Finding::column)
                .containsExactlyInAnyOrder(
                        tuple("VAL-RULE", Severity.WARNING, "email"),
                        tuple("VAL-RULE", Severity.WARNING, "date_of_birth"),
                        tuple("VAL-RULE", Severity.WARNING, "birthdate"));
    }
}
