package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.flow.RestoreFlow;
import dev.datamig.loader.staging.Backups;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.UndoJob;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** Nodes and relationships that a load could change come back after whatever damage; a forced undo spares what other districts brought. */
class NeoBackupTest {

    @TempDir
    Path staging;

    private final Neo4jServer server = TestServers.neo4j();
    private final Driver driver = server.driver();
    private SealedFixture fixture;
    private SealedSets sets;
    private Backups backups;
    private int order = 1;

    @BeforeEach
    void aGraphWithPeopleThatTheDistrictMeets() {
        server.wipe();
        run(
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.personId IS UNIQUE",
                "CREATE (:DatamigEnvironment {name: 'CERT'})",
                "UNWIND range(1, 5) AS i CREATE (:Person {personId: i, name: 'old' + i, born: date('2001-02-03'),"
                        + " at: point({x: i, y: 1.5}), tags: ['a', toString(i)]})",
                "UNWIND range(1, 4) AS i MATCH (a:Person {personId: i}), (b:Person {personId: i + 1})"
                        + " CREATE (a)-[:KNOWS {since: i}]->(b) CREATE (a)-[:KNOWS {since: i}]->(b)",
                "MATCH (a:Person {personId: 1}) CREATE (a)-[:OWNS]->(:Thing {name: 'theirs'})");
        seal(1, 8);
        backups = new Backups(fixture.area());
    }

    /** People and a chain of acquaintances. */
    private void seal(int number, int people) {
        fixture = new SealedFixture(staging, number, StoreKind.NEO4J);
        TestGraph.people(fixture, people, "new");
        sets = fixture.seal();
    }

    @AfterEach
    void closed() {
        driver.close();
    }

    private void run(String... statements) {
        try (Session session = driver.session()) {
            for (String statement : statements) {
                session.run(statement).consume();
            }
        }
    }

    private List<String> rows(String query) {
        try (Session session = driver.session()) {
            return session.run(query).list(row -> row.values().toString());
        }
    }

    private List<String> dump() {
        List<String> all =
                new ArrayList<>(rows("MATCH (n) WHERE NOT n:DatamigLedger WITH n UNWIND keys(n) AS k WITH n, k"
                        + " ORDER BY k RETURN n.personId AS id, labels(n), collect([k, n[k]]) ORDER BY id"));
        all.addAll(rows("MATCH (a)-[r]->(b) RETURN a.personId AS a, type(r), r.since AS s, b.personId AS b ORDER BY a,"
                + " b, s"));
        return all;
    }

    private NeoTarget target() {
        return target(0);
    }

    private NeoTarget target(long foreign) {
        return TestGraph.target(new NeoTarget.Limits(
                Duration.ofSeconds(5), 3, Optional.empty(), Long.MAX_VALUE, Optional.empty(), foreign));
    }

    private LoadJob job(String district, LoadStrategy strategy) {
        return new LoadJob(
                sets.open(fixture.run(), "sp"),
                sets,
                order++,
                district,
                LoadPolicy.of(strategy),
                KeyExchange.NONE,
                backups);
    }

    private void load(LoadStrategy strategy) {
        target().load(job("d", strategy), (t, d, e) -> {});
    }

    private List<TableLoad> restore() {
        var flow = new RestoreFlow(List.of("sp"), store -> target(), backups);
        var restored = (Outcome.BackupRestored) flow.restore(new LoadCommand.RestoreBackup("r", fixture.run()));
        return restored.tables();
    }

    @Test
    void bringsNodesAndRelationshipsBackAfterDamage() {
        List<String> before = dump();
        load(LoadStrategy.UPSERT);
        target().undo(new UndoJob(fixture.run(), order++, false));
        assertThat(dump()).isEqualTo(before);
        run(
                "MATCH (p:Person {personId: 2}) DETACH DELETE p",
                "MATCH (p:Person {personId: 3}) SET p = {personId: 3, name: 'damaged'} SET p:Spoilt",
                "MATCH (:Person {personId: 3})-[k:KNOWS]->() SET k.since = 99",
                "MATCH (p:Person {personId: 4}) REMOVE p.tags");

        List<TableLoad> restored = restore();

        assertThat(dump()).isEqualTo(before);
        assertThat(restored)
                .containsExactly(
                        new TableLoad(TestGraph.PERSONS.id(), 1, 2, 2, 0, 0),
                        new TableLoad(TableId.of("sp:relationships"), 4, 2, 2, 0, 0));
        assertThat(restore()).extracting(TableLoad::unchanged).containsExactly(5L, 8L);
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void keepsWhatARefreshTakesAway() {
        run("MATCH (n) WHERE n:Person OR n:Thing DETACH DELETE n");
        load(LoadStrategy.INSERT);
        seal(2, 6);
        backups = new Backups(fixture.area());
        load(LoadStrategy.REPLACE);
        assertThat(rows("MATCH (p:Person) RETURN count(p)")).containsExactly("[6]");
        restore();
        assertThat(rows("MATCH (p:Person) RETURN p.name ORDER BY p.personId"))
                .hasSize(8)
                .contains("[\"new7\"]");
        assertThat(rows("MATCH (:Person {personId: 7})-[k:KNOWS]->(:Person {personId: 8}) RETURN count(k)"))
                .containsExactly("[1]");
    }

    @Test
    void keepsWhatGoesWhenTheNewRunHasNoSuchNodes() {
        run("MATCH (n) WHERE n:Person OR n:Thing DETACH DELETE n");
        load(LoadStrategy.INSERT);
        List<String> loaded = dump();
        fixture = new SealedFixture(staging, 2, StoreKind.NEO4J);
        fixture.rows(
                GraphFixture.nodes("City", "name", "name"), Membership.OWNED, GraphFixture.all(GraphFixture.row("X")));
        sets = fixture.seal();
        backups = new Backups(fixture.area());
        load(LoadStrategy.REPLACE);
        assertThat(rows("MATCH (p:Person) RETURN count(p)")).containsExactly("[0]");
        restore();
        run("MATCH (c:City) DELETE c");
        assertThat(dump()).isEqualTo(loaded);
    }

    /** The graph looks at unique values at each statement: who has another one's gives it up first. */
    @Test
    void valuesThatChangedHandsGoBack() {
        run(
                "MATCH (n:Person) WHERE n.personId > 5 DETACH DELETE n",
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.name IS UNIQUE");
        List<String> before = dump();
        load(LoadStrategy.UPSERT);
        run(
                "MATCH (n:Person) WHERE n.personId > 5 DETACH DELETE n",
                "MATCH (p:Person {personId: 5}) DETACH DELETE p",
                "MATCH (p:Person {personId: 1}) SET p.name = 'old2'",
                "MATCH (p:Person {personId: 2}) SET p.name = 'old3'",
                "MATCH (p:Person {personId: 3}) SET p.name = 'old5'",
                "MATCH (p:Person {personId: 4}) SET p.name = 'old1'",
                "MATCH (:Person)-[k:KNOWS]->(:Person) WHERE k.since IS NULL DELETE k");

        restore();

        assertThat(dump()).isEqualTo(before);
        restore();
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void aDamagedBackupChangesNothing() {
        load(LoadStrategy.UPSERT);
        List<String> loaded = dump();
        String file = StagingLayout.backup(fixture.run(), TestGraph.PERSONS.id());
        byte[] bytes = fixture.area().get(file).orElseThrow();
        bytes[bytes.length / 2] ^= 1;
        fixture.area().put(file, bytes);
        assertThatThrownBy(this::restore).isInstanceOf(RuntimeException.class);
        assertThat(dump()).isEqualTo(loaded);
    }

    @Test
    void aForcedUndoTakesNoMoreOfOtherDistrictsAlongThanAllowed() {
        run("MATCH (n) WHERE n:Person OR n:Thing DETACH DELETE n");
        load(LoadStrategy.INSERT);
        var ours = fixture.run();
        List<String> loaded = dump();
        seal(2, 8);
        run("MATCH (:Person {personId: 8})-[k:KNOWS]->(:Person {personId: 1}) DELETE k");
        target().load(job("another", LoadStrategy.INSERT), (t, d, e) -> {});
        run("MATCH (l:DatamigLedger {kind: 'SHARED'}) DELETE l");
        var force = new UndoJob(ours, order++, true);
        assertThatThrownBy(() -> target().undo(force))
                .hasMessageContaining("LOD-033")
                .hasMessageContaining("1 with Person, allowed are 0");
        assertThat(dump()).isEqualTo(loaded);
        assertThat(target(1).undo(force).nothing()).isFalse();
        assertThat(rows("MATCH (p:Person) RETURN count(p)")).containsExactly("[0]");
    }
}
