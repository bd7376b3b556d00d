package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.ValidateCommand.AuditTarget;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.outcome.Outcome.TargetAudited;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.StagedRun.Original;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.staging.RecordedOriginals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

class AuditFlowTest {

    private static final String UID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    @TempDir
    Path folder;

    StagedRun run;
    private static final String TAGS =
            "{\"t\":\"list\",\"v\":[{\"t\":\"string\",\"v\":\"Fake\"},{\"t\":\"string\",\"v\":\"b\"}]}";

    PostgresServer postgres;
    Neo4jServer graph;

    @BeforeEach
    void sealAndLoad() throws Exception {
        postgres = TestServers.postgres();
        graph = TestServers.neo4j();
        graph.wipe();
        postgres.createDatabase("ids_cert");
        postgres.createDatabase("hcp_cert");
        postgres.execute(
                "ids_cert",
                "create type mood as enum ('happy', 'sad')",
                "create table \"Odd Person\" (id bigint, part varchar(5), uid uuid, mood mood, name text, code char(4), "
                        + "at timestamptz, primary key (id, part))",
                "create table lookup (code text primary key, label text)",
                "create table loose (a int, b text, n numeric(6,2))",
                "insert into lookup values ('x', 'an office')",
                "insert into \"Odd Person\" values (1, 'a', '" + UID
                        + "', 'sad', 'Fake Name', 'ab', '2008-05-01 10:00:00.5+00')",
                "insert into \"Odd Person\" values (2, 'a', null, null, null, null, 'infinity'), (77, 'z', null, null, 'testers own', null, null)",
                "insert into loose values (1, 'x', 1.50), (1, 'x', 1.50), (2, null, null)");
        postgres.execute(
                "hcp_cert",
                "create table member (id int primary key, uid text, pid bigint, part text, kind text, note text)",
                "insert into member values (1, '" + UID
                        + "', 1, 'a', 'p', 'nothing to see'), (2, null, null, null, 'p', null)");
        try (Driver driver = graph.driver();
                var session = driver.session()) {
            session.run(
                            "create (a:Person:Student {key: 'k1', n: 1, name: 'Fake', tags: ['Fake', 'b']})-[:AT {since: 2000}]->(s:`R&D` {id: 5}), "
                                    + "(a)-[:AT {since: 2001}]->(s)")
                    .consume();
        }
        stage();
    }

    private void stage() {
        run = new StagedRun(folder)
                .table(
                        "ids:public.\"Odd Person\"",
                        List.of("id", "part"),
                        List.of(),
                        column("id", "int8", Physical.INT64, false),
                        column("part", "varchar", Physical.TEXT, false),
                        column("uid", "uuid", Physical.TEXT, true),
                        new ColumnSchema(
                                "mood",
                                "mood",
                                "mood",
                                Physical.TEXT,
                                true,
                                false,
                                false,
                                null,
                                List.of("happy", "sad"),
                                null),
                        text("name"),
                        column("code", "bpchar", Physical.TEXT, true),
                        column("at", "timestamptz", Physical.TIMESTAMPTZ, true))
                .table(
                        "ids:public.lookup",
                        List.of("code"),
                        List.of(),
                        column("code", "text", Physical.TEXT, false),
                        text("label"))
                .table(
                        "ids:public.loose",
                        List.of(),
                        List.of(),
                        column("a", "int4", Physical.INT32, true),
                        text("b"),
                        column("n", "numeric", Physical.TEXT, true))
                .table(
                        "hcp:public.member",
                        List.of("id"),
                        List.of(),
                        column("id", "int4", Physical.INT32, false),
                        text("uid"),
                        number("pid"),
                        text("part"),
                        text("kind"),
                        text("note"))
                .add(nodes(
                        "sp:Person&Student",
                        List.of("Person", "Student"),
                        "key",
                        graphText("key"),
                        graphNumber("n"),
                        graphText("name"),
                        column("tags", "neo4j:any", Physical.TEXT, true)))
                .add(nodes("sp:`R&D`", List.of("R&D"), "id", graphNumber("id")))
                .add(new TableSchema(
                        TableId.of("sp:(Person&Student)-[AT]->(`R&D`)"),
                        TableKind.RELATIONSHIPS,
                        List.of(graphText("start.key"), graphNumber("end.id"), graphNumber("since")),
                        List.of(),
                        List.of(),
                        List.of("AT"),
                        TableId.of("sp:Person&Student"),
                        TableId.of("sp:`R&D`"),
                        null))
                .reference("landscape-1", "hcp:public.member", "uid", "ids:public.\"Odd Person\"", "uid", false, null)
                .reference(
                        "landscape-2",
                        "hcp:public.member",
                        "pid,part",
                        "ids:public.\"Odd Person\"",
                        "id,part",
                        true,
                        "kind ~ '^p'")
                .reference("landscape-3", "sp:Person&Student", "n", "ids:public.\"Odd Person\"", "id", true, null)
                .reference("landscape-4", "ids:public.\"Odd Person\"", "id", "sp:Person&Student", "n", false, "id = 1")
                .reference(
                        "of a partition",
                        "ids:public.\"Odd Person\"",
                        "id",
                        "ids:public.\"Odd Person\"",
                        "id",
                        true,
                        "satisfies_hash_partition('1'::oid, 4, 2, id)");
        run.batch(
                "ids:public.\"Odd Person\"",
                1,
                rows(
                        row(1L, "a", UID, "sad", "Fake Name", "ab  ", 1209636000500000L),
                        row(2L, "a", null, null, null, null, Long.MAX_VALUE + 946684800000000L)),
                new Original(0, "name", "VALUE", "Zebulon Quartermaine"),
                new Original(0, "name", "NAME", "Zebulon"),
                new Original(0, "name", "NAME", "Quartermaine"));
        run.batch(
                "ids:public.lookup", 1, Membership.REFERENCE, rows(row("x", "an office")), rows(row("x", "an office")));
        run.batch("ids:public.loose", 1, rows(row(1, "x", "1.50"), row(1, "x", "1.50"), row(2, null, null)));
        run.batch(
                "hcp:public.member",
                1,
                rows(row(1, UID, 1L, "a", "p", "nothing to see"), row(2, null, null, null, "p", null)));
        run.batch("sp:Person&Student", 1, rows(row("k1", 1L, "Fake", TAGS)));
        run.batch("sp:`R&D`", 1, rows(row(5L)));
        run.batch("sp:(Person&Student)-[AT]->(`R&D`)", 1, rows(row("k1", 5L, 2000L), row("k1", 5L, 2001L)));
        run.complete().validateBatches();
        assertThat(run.validateSet().sealed()).isTrue();
    }

    private static TableSchema nodes(String id, List<String> labels, String key, ColumnSchema... columns) {
        return new TableSchema(
                TableId.of(id), TableKind.NODES, List.of(columns), List.of(key), List.of(), labels, null, null, null);
    }

    private static ColumnSchema graphText(String name) {
        return column(name, "neo4j:string", Physical.TEXT, true);
    }

    private static ColumnSchema graphNumber(String name) {
        return column(name, "neo4j:integer", Physical.INT64, true);
    }

    private AuditFlow flow() throws Exception {
        Path file = folder.resolve("landscape.yaml");
        Files.writeString(
                file, """
                version: 1
                name: test
                environment: CERT
                districts: { store: ids, query: "select 1, 'a'" }
                stores:
                  ids:
                    kind: postgresql
                    source: { url: "jdbc:postgresql://127.0.0.1:1/none", username: a, password: b }
                    target: { url: "%s", username: "${PG_USER}", password: "${PG_PASSWORD}" }
                    roots: [ { table: public.lookup, where: "code = :district" } ]
                  hcp:
                    kind: postgresql
                    source: { url: "jdbc:postgresql://127.0.0.1:1/none", username: a, password: b }
                    target: { url: "%s", username: "${PG_USER}", password: "${PG_PASSWORD}" }
                  sp:
                    kind: neo4j
                    source: { url: "bolt://127.0.0.1:1", username: a, password: b }
                    target: { url: "%s", username: "${G_USER}", password: "${G_PASSWORD}" }
                """.formatted(postgres.jdbcUrl("ids_cert"), postgres.jdbcUrl("hcp_cert"), graph.boltUrl()));
        Map<String, String> environment = Map.of(
                "PG_USER", postgres.username(),
                "PG_PASSWORD", postgres.password(),
                "G_USER", graph.username(),
                "G_PASSWORD", graph.password());
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
                run.pulse.clock());
    }

    private TargetAudited audit() throws Exception {
        return flow().audit(new AuditTarget("", StagedRun.RUN, 1, StagedRun.DISTRICT));
    }

    @Test
    void saysWhileItLooksThatItIsAtWork() throws Exception {
        run.pulse.told().clear();
        audit();
        assertThat(run.pulse.told()).isNotEmpty().allSatisfy(sign -> {
            assertThat(sign.run()).isEqualTo(StagedRun.RUN);
            assertThat(sign.attempt()).isEqualTo(1);
            assertThat(sign.phase()).isEqualTo(Phase.VERIFY);
            assertThat(sign.rowsDone()).isZero();
        });
        assertThat(run.pulse.beats()).isFalse();
    }

    @Test
    void passesWhatWasLoadedAsItWasSealed() throws Exception {
        TargetAudited audited = audit();
        assertThat(audited.findings()).isEmpty();
        assertThat(audited.passed()).isTrue();
        assertThat(run.area.exists("runs/" + StagedRun.RUN + "/reports/audit-report.json"))
                .isTrue();
    }

    @Test
    void findsRowsThatAreMissing() throws Exception {
        postgres.execute(
                "ids_cert",
                "delete from \"Odd Person\" where id = 2",
                "delete from lookup",
                "delete from loose where ctid = (select min(ctid) from loose)");
        TargetAudited audited = audit();
        assertThat(audited.passed()).isFalse();
        assertThat(audited.findings())
                .extracting(Finding::check, Finding::severity, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple("VAL-CERT-ROWS", Severity.ERROR, 1L),
                        tuple("VAL-CERT-ROWS", Severity.WARNING, 1L),
                        tuple("VAL-CERT-ROWS", Severity.ERROR, 1L));
    }

    @Test
    void findsNodesAndRelationshipsThatAreMissing() throws Exception {
        try (Driver driver = graph.driver();
                var session = driver.session()) {
            session.run("match ()-[r:AT {since: 2001}]->() delete r").consume();
        }
        assertThat(audit().findings())
                .extracting(f -> String.valueOf(f.table()), Finding::count)
                .containsExactly(tuple("sp:(Person&Student)-[AT]->(`R&D`)", 1L));
        graph.wipe();
        assertThat(audit().findings())
                .filteredOn(f -> f.check().equals("VAL-CERT-ROWS"))
                .hasSize(3);
    }

    @Test
    void findsReferencesThatResolveInNoTarget() throws Exception {
        postgres.execute("ids_cert", "update \"Odd Person\" set uid = null, part = 'b' where id = 1");
        TargetAudited audited = audit();
        assertThat(audited.findings())
                .filteredOn(f -> f.check().equals("VAL-CERT-REF"))
                .extracting(f -> String.valueOf(f.table()), Finding::column, Finding::severity)
                .containsExactlyInAnyOrder(
                        tuple("hcp:public.member", "uid", Severity.WARNING),
                        tuple("hcp:public.member", "pid, part", Severity.ERROR));
    }

    @Test
    void findsAnOriginalThatSomebodyPutBack() throws Exception {
        postgres.execute("hcp_cert", "update member set note = 'this is about zebulon quartermaine' where id = 1");
        TargetAudited audited = audit();
        assertThat(audited.passed()).isFalse();
        assertThat(audited.findings())
                .extracting(Finding::check, Finding::column)
                .containsExactly(tuple("VAL-CERT-LEAK", "note"));
        assertThat(audited.findings().getFirst().message()).doesNotContainIgnoringCase("zebulon");
    }

    @Test
    void warnsOfAnOriginalInAReferenceRowThatTheTargetHasOtherwise() throws Exception {
        postgres.execute("ids_cert", "update lookup set label = 'the office of zebulon quartermaine'");
        TargetAudited audited = audit();
        assertThat(audited.passed()).isTrue();
        assertThat(audited.findings())
                .extracting(Finding::check, Finding::column, Finding::severity)
                .containsExactly(tuple("VAL-CERT-LEAK", "label", Severity.WARNING));
        assertThat(audited.findings().getFirst().message())
                .contains("reference rows", "the target's own")
                .doesNotContainIgnoringCase("zebulon");
    }

    @Test
    void findsAnOriginalInAListOfAGraphAndNothingInOneThatIsAsSealed() throws Exception {
        assertThat(audit().passed()).isTrue();
        try (Driver driver = graph.driver();
                var session = driver.session()) {
            session.run("match (p:Person {key: 'k1'}) set p.tags = ['b', 'Zebulon Quartermaine']")
                    .consume();
        }
        TargetAudited audited = audit();
        assertThat(audited.passed()).isFalse();
        assertThat(audited.findings())
                .extracting(Finding::check, Finding::column)
                .containsExactly(tuple("VAL-CERT-LEAK", "tags"));
    }

    @Test
    void saysWhenItCanNoLongerScan() throws Exception {
        run.keys.destroy(StagedRun.RUN);
        assertThat(audit().findings())
                .extracting(Finding::check, Finding::severity)
                .containsExactly(tuple("VAL-CERT-UNPROVEN", Severity.INFO));
        postgres.execute("hcp_cert", "update member set note = 'changed' where id = 1");
        TargetAudited audited = audit();
        assertThat(audited.passed()).isTrue();
        assertThat(audited.findings())
                .extracting(Finding::check, Finding::severity)
                .containsExactly(tuple("VAL-CERT-UNPROVEN", Severity.WARNING));
    }

    @Test
    void findsATableThatTheTargetDoesNotHave() throws Exception {
        postgres.execute("ids_cert", "drop table loose");
        assertThat(audit().findings())
                .extracting(Finding::check, Finding::count)
                .containsExactly(tuple("VAL-CERT-ROWS", 3L));
    }

    @Test
    void auditsNothingWithoutASeal() {
        run.runFiles.unseal(StagedRun.RUN);
        assertThatThrownBy(this::audit)
                .isInstanceOf(ValidatorException.class)
                .hasMessageContaining("no sealed manifest");
    }

    @Test
    void namesTheStoreThatCannotBeReachedAndNoPassword() throws Exception {
        String password = postgres.password();
        postgres.execute("ids_cert", "select 1");
        AuditFlow flow = flow();
        postgres.execute("postgres", "drop database hcp_cert");
        assertThatThrownBy(() -> flow.audit(new AuditTarget("", StagedRun.RUN, 1, StagedRun.DISTRICT)))
                .isInstanceOf(ValidatorException.class)
                .hasMessageContaining("hcp")
                .hasMessageContaining("3D000")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password=" + password));
    }
}
