package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.Target;
import dev.datamig.loader.target.UndoJob;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

class NeoLoadTest {

    private static final TableId PERSON = TableId.of("sp:Person&Student");
    private static final TableId PLACE = TableId.of("sp:Place");
    private static final TableId THING = TableId.of("sp:Thing");
    private static final TableId LIVES = TableId.of("sp:(Person&Student)-[LIVES_IN]->(Place)");
    private static final TableId OWNS = TableId.of("sp:(Person&Student)-[OWNS]->(Thing)");

    @TempDir
    Path staging;

    private final Neo4jServer server = TestServers.neo4j();

    @BeforeEach
    void anEmptyGraph() {
        server.wipe();
        run(
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.personId IS UNIQUE",
                "CREATE CONSTRAINT FOR (p:Place) REQUIRE p.code IS UNIQUE",
                "CREATE (:DatamigEnvironment {name: 'CERT'})",
                "CREATE (:Person {personId: 1, name: 'Tester'})-[:LIVES_IN {since: 1}]->(:Place {code: 'X', name:"
                        + " 'Elsewhere'})");
    }

    private void run(String... statements) {
        try (Driver driver = server.driver();
                Session session = driver.session()) {
            for (String statement : statements) {
                session.run(statement).consume();
            }
        }
    }

    private List<String> rows(String query) {
        try (Driver driver = server.driver();
                Session session = driver.session()) {
            return session.run(query).list(row -> row.values().toString());
        }
    }

    private List<String> dump() {
        List<String> all = new ArrayList<>(rows(
                "MATCH (n) WHERE NOT n:DatamigLedger WITH n, labels(n) AS l UNWIND keys(n) AS k WITH n, l, k ORDER BY k"
                        + " RETURN elementId(n) AS id, l, collect(k + '=' + toStringOrNull(n[k])) AS p ORDER BY id"));
        all.addAll(rows("MATCH (a)-[r]->(b) RETURN elementId(r) AS id, type(r), properties(r).since ORDER BY id"));
        return all;
    }

    private static ColumnSchema column(String name, String type) {
        Physical physical = switch (type) {
            case "neo4j:integer" -> Physical.INT64;
            case "neo4j:float" -> Physical.DOUBLE;
            default -> Physical.TEXT;
        };
        return new ColumnSchema(name, type, type, physical, true, false, false, null, List.of(), null);
    }

    private static TableSchema nodes(TableId id, List<String> labels, List<String> key, ColumnSchema... columns) {
        return new TableSchema(id, TableKind.NODES, List.of(columns), key, List.of(), labels, null, null, null);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final TableSchema PERSONS = nodes(
            PERSON,
            List.of("Person", "Student"),
            List.of("personId"),
            column("personId", "neo4j:integer"),
            column("name", "neo4j:string"),
            column("extra", "neo4j:any"));

    private static final TableSchema PLACES = nodes(
            PLACE,
            List.of("Place"),
            List.of("code"),
            column("code", "neo4j:string"),
            column("name", "neo4j:string"),
            column("area", "neo4j:float"));

    private static final TableSchema THINGS = nodes(
            THING, List.of("Thing"), List.of("~id"), column("~id", "neo4j:string"), column("name", "neo4j:string"));

    private static TableSchema between(TableId id, String type, TableId end, ColumnSchema... columns) {
        return new TableSchema(
                id, TableKind.RELATIONSHIPS, List.of(columns), List.of(), List.of(), List.of(type), PERSON, end, null);
    }

    private Sealed seal(int number) {
        var fixture = new SealedFixture(staging, number, StoreKind.NEO4J);
        fixture.rows(
                PERSONS,
                Membership.OWNED,
                List.<@Nullable Object[]>of(
                        new @Nullable Object[] {
                            10L,
                            text("Ann"),
                            text(
                                    "{\"t\":\"list\",\"v\":[{\"t\":\"integer\",\"v\":\"1\"},{\"t\":\"integer\",\"v\":\"2\"}]}")
                        },
                        new @Nullable Object[] {11L, text("Bob"), text("{\"t\":\"duration\",\"v\":\"P1M2DT-0.5S\"}")},
                        new @Nullable Object[] {
                            12L, null, text("{\"t\":\"point\",\"v\":{\"srid\":4326,\"x\":\"1.5\",\"y\":\"2.0\"}}")
                        }));
        fixture.rows(
                PLACES,
                Membership.REFERENCE,
                List.<@Nullable Object[]>of(
                        new @Nullable Object[] {text("X"), text("Other name"), null},
                        new @Nullable Object[] {text("Y"), text("Here"), Double.NaN}));
        fixture.rows(THINGS, Membership.OWNED, List.<@Nullable Object[]>of(new @Nullable Object[] {
            text("4:a:7"), text("book")
        }));
        fixture.rows(
                between(
                        LIVES,
                        "LIVES_IN",
                        PLACE,
                        column("start.personId", "neo4j:integer"),
                        column("end.code", "neo4j:string"),
                        column("since", "neo4j:integer"),
                        column("~start.code", "neo4j:string")),
                Membership.OWNED,
                List.<@Nullable Object[]>of(
                        new @Nullable Object[] {10L, text("X"), 2001L, null},
                        new @Nullable Object[] {10L, text("X"), 2001L, null},
                        new @Nullable Object[] {11L, text("Y"), null, text("own")}));
        fixture.rows(
                between(
                        OWNS,
                        "OWNS",
                        THING,
                        column("start.personId", "neo4j:integer"),
                        column("end.~id", "neo4j:string")),
                Membership.OWNED,
                List.<@Nullable Object[]>of(new @Nullable Object[] {12L, text("4:a:7")}));
        return new Sealed(fixture, fixture.seal());
    }

    private record Sealed(SealedFixture fixture, SealedSets sets) {
        LoadJob job(int attempt, LoadStrategy strategy) {
            return job(attempt, "d", strategy);
        }

        LoadJob job(int attempt, String district, LoadStrategy strategy) {
            return new LoadJob(sets.open(fixture.run(), "sp"), sets, attempt, district, strategy);
        }

        UndoJob undo(int attempt) {
            return new UndoJob(fixture.run(), attempt, false);
        }
    }

    private Target target() {
        return TestGraph.target(new NeoTarget.Limits(Duration.ofSeconds(5), 2));
    }

    private List<TableLoad> load(Sealed sealed, int attempt, LoadStrategy strategy) {
        return target().load(sealed.job(attempt, strategy), (t, d, e) -> {});
    }

    private static TableLoad of(List<TableLoad> loads, TableId table) {
        return loads.stream().filter(l -> l.table().equals(table)).findFirst().orElseThrow();
    }

    @Test
    void loadsNodesAndRelationshipsAndUndoesThemWithoutATrace() {
        List<String> before = dump();
        Sealed sealed = seal(1);
        Target.Plan plan = target().plan(sealed.job(1, LoadStrategy.INSERT), (t, d, e) -> {});
        assertThat(plan.problems()).isEmpty();
        assertThat(dump()).isEqualTo(before);
        List<TableLoad> loaded = load(sealed, 2, LoadStrategy.INSERT);
        assertThat(loaded).isEqualTo(plan.tables());
        assertThat(of(loaded, PLACE)).isEqualTo(new TableLoad(PLACE, 1, 0, 0, 1, 0));
        assertThat(of(loaded, LIVES).inserted()).isEqualTo(3);
        assertThat(rows("MATCH (p:Person {personId: 10})-[r:LIVES_IN {since: 2001}]->(:Place {code: 'X', name:"
                        + " 'Elsewhere'}) RETURN count(r), p.extra"))
                .containsExactly("[2, [1, 2]]");
        assertThat(rows("MATCH (p:Student {personId: 12})-[:OWNS]->(t:Thing {name: 'book'}) RETURN p.extra.x, t.`~id`"))
                .containsExactly("[1.5, NULL]");
        assertThat(rows("MATCH ({personId: 11})-[r:LIVES_IN]->() RETURN keys(r), r.`start.code`"))
                .containsExactly("[[\"start.code\"], \"own\"]");
        assertThat(rows("MATCH (p {personId: 11}) RETURN p.extra = duration({months: 1, days: 2, seconds: -0.5})"))
                .containsExactly("[TRUE]");
        assertThat(rows("MATCH (p:Place {code: 'Y'}) RETURN isNaN(p.area)")).containsExactly("[TRUE]");
        assertThat(load(sealed, 3, LoadStrategy.INSERT)).isEqualTo(loaded);
        Target.Undone undone = target().undo(sealed.undo(4));
        assertThat(of(undone.tables(), PERSON).inserted()).isEqualTo(3);
        assertThat(dump()).isEqualTo(before);
        assertThat(target().undo(sealed.undo(5))).isEqualTo(undone);
        assertThatThrownBy(() -> load(sealed, 5, LoadStrategy.INSERT)).hasMessageContaining("LOD-007");
    }

    @Test
    void stopsAtANodeWithOtherContentsAndOverwritesItOnlyWhenAsked() {
        run("CREATE (:Person:Student {personId: 10, name: 'Mine', born: date('2001-02-03')})");
        List<String> before = dump();
        Sealed sealed = seal(1);
        assertThatThrownBy(() -> load(sealed, 1, LoadStrategy.INSERT)).hasMessageContaining("LOD-004");
        assertThat(dump()).isEqualTo(before);
        List<TableLoad> loaded = load(sealed, 2, LoadStrategy.UPSERT);
        assertThat(of(loaded, PERSON).updated()).isEqualTo(1);
        target().undo(sealed.undo(3));
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void aNodeThatATesterIsJustMakingIsNotDoubled() {
        List<String> before = dump();
        Sealed sealed = seal(1);
        try (Driver driver = server.driver();
                Session session = driver.session();
                Transaction tester = session.beginTransaction()) {
            tester.run("CREATE (:Person {personId: 11})").consume();
            CompletableFuture<List<TableLoad>> loading =
                    CompletableFuture.supplyAsync(() -> load(sealed, 1, LoadStrategy.INSERT));
            Awaitility.await()
                    .until(() -> !rows("SHOW TRANSACTIONS YIELD metaData, status WHERE metaData.app = 'datamig-loader'"
                                    + " AND status STARTS WITH 'Blocked' RETURN status")
                            .isEmpty());
            tester.commit();
            assertThatThrownBy(loading::join).hasMessageContaining("LOD-036");
        }
        assertThat(rows("MATCH (p:Person {personId: 11}) RETURN p.name")).containsExactly("[NULL]");
        run("MATCH (p:Person {personId: 11}) DELETE p");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void refusesToUndoWhatTestersAttachedTo() {
        Sealed sealed = seal(1);
        load(sealed, 1, LoadStrategy.INSERT);
        run("MATCH (a {personId: 1}), (b {personId: 11}) CREATE (a)-[:KNOWS]->(b)");
        assertThat(target().obstacles(sealed.undo(2)))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.message()).contains("1 of Person&Student with relationships of others"));
        assertThatThrownBy(() -> target().undo(sealed.undo(2)))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("Person&Student");
        run("MATCH ()-[k:KNOWS]->() DELETE k", "MATCH (b {personId: 11}) SET b.name = 'x'");
        assertThat(target().obstacles(sealed.undo(3)))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.message()).contains("1 of Person&Student changed since"));
        assertThatThrownBy(() -> target().undo(sealed.undo(3))).hasMessageContaining("changed");
        run("MATCH (b {personId: 11}) SET b.name = 'Bob'");
        assertThat(target().obstacles(sealed.undo(4))).isEmpty();
        assertThat(target().undo(sealed.undo(4)).nothing()).isFalse();
    }

    @Test
    void whatTwoRunsShareStaysUntilBothAreUndone() {
        List<String> before = dump();
        Sealed first = seal(1);
        Sealed second = seal(2);
        load(first, 1, LoadStrategy.INSERT);
        assertThat(of(load(second, 1, LoadStrategy.INSERT), PERSON).unchanged()).isEqualTo(3);
        target().undo(first.undo(2));
        assertThat(rows("MATCH (p:Student) RETURN count(p)")).containsExactly("[3]");
        target().undo(second.undo(2));
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void nodesOfAnotherDistrictAreNotOverwritten() {
        Sealed first = seal(1);
        load(first, 1, LoadStrategy.INSERT);
        run("MATCH (p:Person {personId: 11}) SET p.name = 'other'");
        LoadJob another = seal(2).job(1, "another", LoadStrategy.UPSERT);
        assertThatThrownBy(() -> target().load(another, (t, d, e) -> {}))
                .hasMessageContaining("LOD-033")
                .hasMessageContaining("1 nodes of sp:Person&Student, allowed are 0");
        LoadJob same = seal(2).job(2, LoadStrategy.UPSERT);
        assertThat(of(target().load(same, (t, d, e) -> {}), PERSON).updated()).isEqualTo(1);
    }

    @Test
    void aGraphWithoutItsMarkIsLeftAlone() {
        run("MATCH (e:DatamigEnvironment) SET e.name = 'PROD'");
        assertThatThrownBy(() -> load(seal(1), 1, LoadStrategy.INSERT)).hasMessageContaining("LOD-005");
    }
}
