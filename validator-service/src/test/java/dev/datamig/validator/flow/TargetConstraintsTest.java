package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.RUN;
import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.landscape.DistrictQuery;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.check.Judgement;
import dev.datamig.validator.flow.ValidateBatchFlow.Result;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetConstraintsTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    private static final TableId PERSON = TableId.of("ids:public.person");

    @TempDir
    Path folder;

    private static void makeTarget() {
        SERVER.createDatabase("constraints_cert");
        SERVER.execute(
                "constraints_cert",
                "create function is_mail(text) returns bool language sql immutable as $$ select $1 ~ '@' $$",
                "create domain mail as text check (is_mail(value))",
                """
                create table person (
                  id int primary key check (id < 3),
                  "E Mail" mail,
                  code char(4) check (code = upper(code)),
                  born date,
                  hired date,
                  doubled int generated always as (id * 2) stored,
                  constraint in_order check (hired > born),
                  constraint computed check (doubled < 1000))""");
    }

    private Result validate(String database, String password) {
        var run = new StagedRun(folder)
                .table(
                        PERSON.text(),
                        List.of("id"),
                        List.of(),
                        column("id", "int4", Physical.INT32, false),
                        text("E Mail"),
                        column("code", "bpchar", Physical.TEXT, true),
                        column("born", "date", Physical.DATE, true),
                        column("hired", "date", Physical.DATE, true));
        int born = (int) LocalDate.of(2000, 1, 1).toEpochDay();
        BatchManifest batch = run.batch(
                PERSON.text(),
                1,
                rows(
                        row(1, "a@b", "AB  ", born, born + 1),
                        row(2, "nobody", "ab  ", born, born - 1),
                        row(5, null, null, born, null)));
        run.complete();
        run.area.put(
                StagingLayout.classification(RUN, 1),
                Json.writePretty(new Judgement(List.of(judged("E Mail"), judged("code"), judged("born")), List.of())));
        var endpoint = new Endpoint(SERVER.jdbcUrl(database), SERVER.username(), password, null);
        Store store = new Store.Postgres(
                "ids", endpoint, endpoint, List.of(), List.of(), List.of(), List.of(), List.of(), true, List.of());
        var landscape = new Landscape(
                "test", "CERT", new DistrictQuery("ids", "select 1, 'one'"), List.of(store), List.of(), "0".repeat(64));
        return run.batchFlow(new TargetConstraints(landscape, Secrets.ofProcess(), run.runFiles))
                .validate(batch);
    }

    private static Judgement.Column judged(String column) {
        return new Judgement.Column(PERSON, column, "EMAIL", "fake", null);
    }

    @Test
    void namesEachConstraintThatMaskedValuesBreakWithTheNumberOfRows() {
        makeTarget();

        Result result = validate("constraints_cert", SERVER.password());

        assertThat(result).isInstanceOfSatisfying(Result.Refused.class, refused -> {
            assertThat(refused.findings())
                    .allMatch(finding -> finding.check().equals("VAL-CHECK") && finding.count() == 1);
            assertThat(refused.findings())
                    .extracting(Finding::column)
                    .as("not the unmasked key, whose constraint is the load's affair")
                    .containsExactlyInAnyOrder("E Mail", "code", "hired");
            assertThat(refused.findings().toString())
                    .contains("mail_check", "person_code_check", "in_order")
                    .doesNotContain("nobody");
        });
    }

    @Test
    void aTargetThatCannotBeAskedIsNotInTheWay() {
        makeTarget();

        Result result = validate("constraints_cert_gone", SERVER.password());

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Passed.class,
                        passed -> assertThat(passed.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
                            assertThat(finding.message())
                                    .contains("could not be asked")
                                    .contains("3D000");
                        }));
    }
}
