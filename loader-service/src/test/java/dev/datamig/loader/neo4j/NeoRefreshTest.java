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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** A district of a graph that is loaded again, with strategy replace. */
class NeoRefreshTest {

    private static final TableSchema PERSONS =
            nodes("Person", "personId", column("personId", "neo4j:integer"), column("name", "neo4j:string"));
    private static final TableSchema CITIES = nodes("City", "code", column("code", "neo4j:string"));
    private static final TableSchema THINGS =
            nodes("Thing", "~id", column("~id", "neo4j:string"), column("name", "neo4j:string"));
    private static final TableSchema LIVES = between(
            "LIVES_IN",
            CITIES,
            column("start.personId", "neo4j:integer"),
            column("end.code", "neo4j:string"),
            column("since", "neo4j:integer"));
    private static final TableSchema OWNS =
            between("OWNS", THINGS, column("start.personId", "neo4j:integer"), column("end.~id", "neo4j:string"));

    @TempDir
    Path staging;

    private final Neo4jServer server = TestServers.neo4j();
    private int runs;

    @BeforeEach
    void aGraphOfTesters() {
        server.wipe();
        run(
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.personId IS UNIQUE",
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.name IS UNIQUE",
                "CREATE (:DatamigEnvironment {name: 'CERT'})",
                "CREATE (:Person {personId: 1, name: 'Tester'})-[:LIVES_IN {since: 1}]->(:City {code: 'X'})");
    }

    private static ColumnSchema column(String name, String type) {
        Physical physical = type.equals("neo4j:integer") ? Physical.INT64 : Physical.TEXT;
        return new ColumnSchema(name, type, type, physical, true, false, false, null, List.of(), null);
    }

    private static TableSchema nodes(String label, String key, ColumnSchema... columns) {
        return new TableSchema(
                TableId.of("sp:" + label),
                TableKind.NODES,
                List.of(columns),
                List.of(key),
                List.of(),
                List.of(label),
                null,
                null,
                null);
    }

    private static TableSchema between(String type, TableSchema end, ColumnSchema... columns) {
        return new TableSchema(
                TableId.of("sp:(Person)-[" + type + "]->(" + end.labels().get(0) + ")"),
                TableKind.RELATIONSHIPS,
                List.of(columns),
                List.of(),
                List.of(),
                List.of(type),
                PERSONS.id(),
                end.id(),
                null);
    }

    private void run(String... statements) {
        try (Driver driver = server.driver();
                Session session = driver.session()) {
            Stream.of(statements).forEach(statement -> session.run(statement).consume());
        }
    }

    private List<String> rows(String query) {
        try (Driver driver = server.driver();
                Session session = driver.session()) {
            return session.run(query).list(row -> row.values().toString());
        }
    }

    /** Contents alone: what is created anew has other element ids. */
    private List<String> dump() {
        List<String> all = new ArrayList<>(
                rows("MATCH (n) WHERE NOT n:DatamigLedger RETURN labels(n) AS l, n.personId, n.name, n.code ORDER"
                        + " BY l, n.personId, n.name, n.code"));
        all.addAll(
                rows("MATCH (a)-[r]->(b) RETURN a.personId AS a, type(r) AS t, r.since AS s, b.code AS c, b.name AS n"
                        + " ORDER BY a, t, s, c, n"));
        return all;
    }

    private static @Nullable Object[] row(@Nullable Object... cells) {
        var row = new @Nullable Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = cells[i] instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : cells[i];
        }
        return row;
    }

    private record Sealed(SealedFixture fixture, SealedSets sets) {
        LoadJob job(int attempt) {
            return job(attempt, LoadStrategy.REPLACE);
        }

        LoadJob job(int attempt, LoadStrategy strategy) {
            return new LoadJob(sets.open(fixture.run(), "sp"), sets, attempt, "d", strategy);
        }

        UndoJob undo(int attempt) {
            return new UndoJob(fixture.run(), attempt, false);
        }
    }

    @SafeVarargs
    private Sealed seal(List<@Nullable Object[]>... tables) {
        var fixture = new SealedFixture(staging, ++runs, StoreKind.NEO4J);
        fixture.rows(PERSONS, Membership.OWNED, tables[0]);
        fixture.rows(CITIES, Membership.REFERENCE, tables[1]);
        fixture.rows(THINGS, Membership.OWNED, tables[2]);
        fixture.rows(LIVES, Membership.OWNED, tables[3]);
        fixture.rows(OWNS, Membership.OWNED, tables[4]);
        return new Sealed(fixture, fixture.seal());
    }

    /** Cid and all that is his goes, Bob gets Cid's name, Dan is new and gets Cid's ball, Ann moves. */
    private Sealed first() {
        return seal(
                List.of(row(10L, "Ann"), row(11L, "Bob"), row(12L, "Cid")),
                List.of(row("X"), row("Y")),
                List.of(row("4:a:7", "book"), row("4:a:8", "ball"), row("4:a:9", "kite")),
                List.of(row(10L, "X", 2001L), row(11L, "Y", 2002L), row(12L, "Y", 2003L)),
                List.of(row(10L, "4:a:7"), row(12L, "4:a:8"), row(12L, "4:a:9")));
    }

    private Sealed second() {
        return seal(
                List.of(row(10L, "Ann"), row(11L, "Cid"), row(13L, "Dan")),
                List.of(row("X"), row("Y"), row("Z")),
                List.of(row("4:a:7", "book"), row("4:a:8", "ball")),
                List.of(row(10L, "X", 2001L), row(10L, "Z", 2009L), row(11L, "Y", 2002L)),
                List.of(row(10L, "4:a:7"), row(13L, "4:a:8")));
    }

    private Target target() {
        return TestGraph.target(new NeoTarget.Limits(Duration.ofSeconds(5), 2));
    }

    private List<TableLoad> load(Sealed sealed, int attempt) {
        return target().load(sealed.job(attempt), (t, d, e) -> {});
    }

    private static TableLoad of(List<TableLoad> loads, TableSchema table) {
        return loads.stream()
                .filter(l -> l.table().equals(table.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void touchesOnlyWhatChangedAndIsUndoneStepByStep() {
        List<String> before = dump();
        Sealed first = first();
        load(first, 1);
        List<String> afterFirst = dump();
        String ids = "MATCH (p:Person {personId: 10})-[r:OWNS]->(t) RETURN elementId(p), elementId(r), elementId(t)";
        List<String> untouched = rows(ids);
        Sealed second = second();
        Target.Plan plan = target().plan(second.job(1), (t, d, e) -> {});
        assertThat(plan.problems()).isEmpty();

        List<TableLoad> loaded = load(second, 1);

        assertThat(loaded).isEqualTo(plan.tables());
        assertThat(of(loaded, PERSONS)).isEqualTo(new TableLoad(PERSONS.id(), 1, 1, 1, 0, 0));
        assertThat(of(loaded, THINGS)).isEqualTo(new TableLoad(THINGS.id(), 0, 0, 2, 0, 0));
        assertThat(of(loaded, LIVES)).isEqualTo(new TableLoad(LIVES.id(), 1, 0, 2, 0, 0));
        assertThat(rows("MATCH (p:Person) RETURN p.personId, p.name ORDER BY p.personId"))
                .containsExactly("[1, \"Tester\"]", "[10, \"Ann\"]", "[11, \"Cid\"]", "[13, \"Dan\"]");
        assertThat(rows("MATCH (p)-[:OWNS]->(t:Thing) RETURN p.personId, t.name ORDER BY p.personId"))
                .containsExactly("[10, \"book\"]", "[13, \"ball\"]");
        assertThat(rows("MATCH (t:Thing) RETURN count(t)")).containsExactly("[2]");
        assertThat(rows(ids)).isEqualTo(untouched);
        assertThatThrownBy(() -> target().undo(first.undo(2)))
                .hasMessageContaining("LOD-034")
                .hasMessageContaining(second.fixture().run().value());
        assertThat(target().obstacles(first.undo(2))).hasSize(1);

        target().undo(second.undo(2));
        assertThat(dump()).isEqualTo(afterFirst);
        assertThat(rows(ids)).isEqualTo(untouched);
        target().undo(first.undo(3));
        assertThat(dump()).isEqualTo(before);
    }

    /** Names are unique: two change theirs, a new one gets what another gives up, who gets what a gone one had. */
    @Test
    void uniqueValuesChangeHands() {
        List<String> before = dump();
        load(named("10 Ann", "11 Bob", "12 Cid", "13 Dan", "14 Eve"), 1);
        List<String> afterFirst = dump();
        Sealed second = named("10 Bob", "11 Ann", "12 Dan", "13 Eve", "15 Cid");
        Target.Plan plan = target().plan(second.job(1), (t, d, e) -> {});
        assertThat(plan.problems()).isEmpty();

        assertThat(load(second, 1)).isEqualTo(plan.tables());

        assertThat(rows("MATCH (p:Person) WHERE p.personId > 9 RETURN p.personId + ' ' + p.name ORDER BY p.personId"))
                .containsExactly("[\"10 Bob\"]", "[\"11 Ann\"]", "[\"12 Dan\"]", "[\"13 Eve\"]", "[\"15 Cid\"]");
        target().undo(second.undo(2));
        assertThat(dump()).isEqualTo(afterFirst);
        Sealed third = named("10 Bob", "11 Ann", "12 Cid", "13 Dan", "14 Eve");
        LoadJob upsert = third.job(1, LoadStrategy.UPSERT);
        assertThat(of(target().load(upsert, (t, d, e) -> {}), PERSONS).updated())
                .isEqualTo(2);
        target().undo(third.undo(2));
        assertThat(dump()).isEqualTo(afterFirst);
        assertThat(before).isSubsetOf(afterFirst);
    }

    /** Any names for any people, month by month, against what was sealed; then back, month by month. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void uniqueValuesChangeHandsAtRandom(long seed) {
        var random = new Random(seed);
        List<List<String>> dumps = new ArrayList<>(List.of(dump()));
        List<Sealed> months = new ArrayList<>();
        for (int month = 0; month < 4; month++) {
            List<String> names = new ArrayList<>(List.of("Ann", "Bob", "Cid", "Dan", "Eve", "Fay", "Gus", "Hal"));
            List<String> people = new ArrayList<>();
            Collections.shuffle(names, random);
            for (int id = 10; id < 18; id++) {
                if (random.nextInt(4) > 0) {
                    people.add(id + " " + names.get(id - 10));
                }
            }
            Sealed sealed = named(people.toArray(String[]::new));
            load(sealed, 1);
            assertThat(rows("MATCH (p:Person) WHERE p.personId > 9 RETURN p.personId + ' ' + p.name AS x ORDER BY x"))
                    .as("seed %d, month %d", seed, month)
                    .isEqualTo(people.stream().map(p -> "[\"" + p + "\"]").toList());
            months.add(sealed);
            dumps.add(dump());
        }
        for (int month = months.size() - 1; month >= 0; month--) {
            target().undo(months.get(month).undo(2));
            assertThat(dump()).as("seed %d, month %d", seed, month).isEqualTo(dumps.get(month));
        }
    }

    @Test
    void aUniqueValueOfATesterIsAConflictThatThePlanTells() {
        List<String> before = dump();
        Sealed sealed = named("10 Ann", "11 Tester");
        Target.Plan plan = target().plan(sealed.job(1), (t, d, e) -> {});
        assertThat(plan.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LOD-004");
            assertThat(problem.message())
                    .endsWith("sp:Person: 1 of 2 nodes, others have the unique Person[name]")
                    .doesNotContain("Tester");
        });
        assertThat(of(plan.tables(), PERSONS)).isEqualTo(new TableLoad(PERSONS.id(), 1, 0, 0, 0, 1));
        assertThatThrownBy(() -> load(sealed, 1)).hasMessageContaining("LOD-004");
        assertThat(dump()).isEqualTo(before);
    }

    private Sealed named(String... people) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String person : people) {
            rows.add(row(Long.parseLong(person.substring(0, 2)), person.substring(3)));
        }
        return seal(rows, List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void aRefreshOfARefreshLeadsBackOneByOne() {
        List<String> before = dump();
        Sealed first = first();
        Sealed second = second();
        Sealed third = first();
        load(first, 1);
        List<String> afterFirst = dump();
        load(second, 1);
        List<String> afterSecond = dump();
        load(third, 1);
        assertThat(dump()).isEqualTo(afterFirst);
        target().undo(third.undo(2));
        assertThat(dump()).isEqualTo(afterSecond);
        target().undo(second.undo(2));
        assertThat(dump()).isEqualTo(afterFirst);
        target().undo(first.undo(2));
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void refusesWhenTestersWorkWithWhatWouldGo() {
        load(first(), 1);
        run("MATCH (a {personId: 1}), (b {personId: 12}) CREATE (a)-[:KNOWS]->(b)");
        List<String> then = dump();
        Sealed second = second();
        assertThatThrownBy(() -> load(second, 1))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("1 of Person with relationships of others");
        assertThat(dump()).isEqualTo(then);
        run("MATCH ()-[k:KNOWS]->() DELETE k", "MATCH (b {personId: 11}) SET b.name = 'mine'");
        assertThatThrownBy(() -> load(second, 2)).hasMessageContaining("LOD-004");
        assertThat(Optional.of(rows("MATCH (b {personId: 11}) RETURN b.name"))).contains(List.of("[\"mine\"]"));
    }
}
