package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.datamig.contracts.command.ValidateCommand.AuditTarget;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Outcome.TargetAudited;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.staging.RecordedOriginals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows whose keys moved on their way into the target, and rows that refer to them on a condition, in JSON or in an array. */
class MovedRowsAuditTest {

    @TempDir
    Path folder;

    private StagedRun run;
    private PostgresServer postgres;

    @BeforeEach
    void sealAndLoad() {
        postgres = TestServers.postgres();
        postgres.createDatabase("moved_cert");
        postgres.execute(
                "moved_cert",
                "create table account (id bigint primary key)",
                "create table course (id bigint primary key)",
                "create table view (context_type text, context_id bigint, body text)",
                "create table tag (context_type text, context_id bigint, name text, primary key (context_type, context_id, name))",
                "create table log (accounts text, details text, n bigint)",
                "insert into account values (101), (2), (1)",
                "insert into course values (201), (1)",
                "insert into view values ('Account', 101, 'a'), ('Account', 101, 'a'), ('Course', 201, 'b'), ('Course', 2, 'c'), ('Other', 1, 'd')",
                "insert into tag values ('Account', 101, 'x'), ('Course', 201, 'x'), ('Account', 2, 'y')",
                "insert into log values ('{101,2}', '{\"account\": 101}', 1), ('{2}', null, 2)");
        run = new StagedRun(folder)
                .table("s:public.account", List.of("id"), List.of(), number("id"))
                .table("s:public.course", List.of("id"), List.of(), number("id"))
                .table("s:public.view", List.of(), List.of(), text("context_type"), number("context_id"), text("body"))
                .table(
                        "s:public.tag",
                        List.of("context_type", "context_id", "name"),
                        List.of(),
                        text("context_type"),
                        number("context_id"),
                        text("name"))
                .table("s:public.log", List.of(), List.of(), text("accounts"), text("details"), number("n"));
        for (String child : List.of("view", "tag")) {
            run.reference(
                            child + " of an account",
                            "s:public." + child,
                            "context_id",
                            "s:public.account",
                            "id",
                            false,
                            "context_type = 'Account'")
                    .reference(
                            child + " of a course",
                            "s:public." + child,
                            "context_id",
                            "s:public.course",
                            "id",
                            false,
                            "context_type = 'Course'");
        }
        run.keys("s", new String[] {"s:public.account", "id", "MOVED", "1", "101"}, new String[] {
            "s:public.course", "id", "MOVED", "1", "201"
        });
        run.batch("s:public.account", 1, rows(row(1L), row(2L)));
        run.batch("s:public.course", 1, rows(row(1L)));
        run.batch(
                "s:public.view",
                1,
                rows(
                        row("Account", 1L, "a"),
                        row("Account", 1L, "a"),
                        row("Course", 1L, "b"),
                        row("Course", 2L, "c"),
                        row("Other", 1L, "d")));
        run.batch("s:public.tag", 1, rows(row("Account", 1L, "x"), row("Course", 1L, "x"), row("Account", 2L, "y")));
        run.batch("s:public.log", 1, rows(row("{1,2}", "{\"account\": 1}", 1L), row("{2}", null, 2L)));
        run.complete().validateBatches();
        run.validateSet();
    }

    private TargetAudited audit() throws Exception {
        Path file = folder.resolve("landscape.yaml");
        Files.writeString(file, """
                version: 1
                name: test
                environment: CERT
                districts: { store: s, query: "select 1, 'a'" }
                stores:
                  s:
                    kind: postgresql
                    source: { url: "jdbc:postgresql://127.0.0.1:1/none", username: a, password: b }
                    target: { url: "%s", username: "${PG_USER}", password: "${PG_PASSWORD}" }
                    roots: [ { table: public.account, where: "id = :district" } ]
                    load:
                      json:
                        - { from: "log(accounts)", path: "[]", to: "account(id)" }
                        - { from: "log(details)", path: "account", to: "account(id)" }
                """.formatted(postgres.jdbcUrl("moved_cert")));
        Map<String, String> environment = Map.of("PG_USER", postgres.username(), "PG_PASSWORD", postgres.password());
        return new AuditFlow(
                        LandscapeFile.require(file),
                        new Secrets(environment::get),
                        run.area,
                        run.runFiles,
                        run.files,
                        run.keys,
                        new LeakScan(new RecordedOriginals(run.area, run.files), run.files),
                        new Seal(StagedRun.SEAL_KEY),
                        run.pulse.heartbeat(),
                        run.pulse.clock())
                .audit(new AuditTarget("", StagedRun.RUN, 1, StagedRun.DISTRICT));
    }

    @Test
    void areFoundAsTheyWereLoaded() throws Exception {
        TargetAudited audited = audit();

        assertThat(audited.findings()).isEmpty();
        assertThat(audited.passed()).isTrue();
    }

    @Test
    void areMissedWhenTheyAreNotThere() throws Exception {
        postgres.execute(
                "moved_cert",
                "delete from view where ctid = (select min(ctid) from view where context_id = 101)",
                "delete from view where context_type = 'Other'",
                "delete from tag where context_type = 'Course'",
                "delete from log where n = 1");

        assertThat(audit().findings())
                .extracting(finding -> finding.table().name(), Finding::check, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple("public.view", "VAL-CERT-ROWS", 2L),
                        tuple("public.tag", "VAL-CERT-ROWS", 1L),
                        tuple("public.log", "VAL-CERT-ROWS", 1L));
    }
}
