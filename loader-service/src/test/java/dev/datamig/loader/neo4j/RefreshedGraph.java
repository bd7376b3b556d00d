package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.loader.FaultyLine;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.flow.RestoreFlow;
import dev.datamig.loader.staging.Backups;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.UndoJob;
import dev.datamig.sandbox.servers.Neo4jServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** A graph of testers with a district that is loaded, and a later run of it whose work is interrupted on a line of its own. */
final class RefreshedGraph implements AutoCloseable {

    private static final int PEOPLE = 120;

    private final Neo4jServer server;
    private final SealedFixture second;
    private final SealedSets sets;
    private final Backups backups;
    final FaultyLine line;

    RefreshedGraph(Neo4jServer server, Path staging) {
        this.server = server;
        line = new FaultyLine(Integer.parseInt(server.boltUrl().replaceAll(".*:", "")));
        server.wipe();
        run(
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.personId IS UNIQUE",
                "CREATE (:DatamigEnvironment {name: 'CERT'})",
                "CREATE (:Person {personId: 999, name: 'Tester'})-[:KNOWS]->(:Person {personId: 998})");
        var first = new SealedFixture(staging, 1, StoreKind.NEO4J);
        people(first, 1);
        SealedSets sealed = first.seal();
        target(Long.MAX_VALUE).load(job(first, sealed, 1, LoadStrategy.REPLACE), (t, d, e) -> {});
        second = new SealedFixture(staging, 2, StoreKind.NEO4J);
        people(second, 2);
        sets = second.seal();
        backups = new Backups(second.area());
    }

    /** Those of the second run begin ten later, and every third has another name. */
    private static void people(SealedFixture fixture, int run) {
        List<@Nullable Object[]> persons = new ArrayList<>();
        List<@Nullable Object[]> knows = new ArrayList<>();
        long from = 10L * run;
        for (long i = from; i < from + PEOPLE; i++) {
            String name = (i % 3 == 0 ? "run" + run + " " : "") + i;
            persons.add(new @Nullable Object[] {i, name.getBytes(StandardCharsets.UTF_8)});
            knows.add(new @Nullable Object[] {i, from + (i + run) % PEOPLE});
        }
        fixture.rows(TestGraph.PERSONS, Membership.OWNED, persons);
        fixture.rows(TestGraph.KNOWS, Membership.OWNED, knows);
    }

    private LoadJob job(SealedFixture fixture, SealedSets sealed, int order, LoadStrategy strategy) {
        return new LoadJob(
                sealed.open(fixture.run(), "sp"),
                sealed,
                order,
                "d",
                LoadPolicy.of(strategy),
                KeyExchange.NONE,
                new Backups(fixture.area()));
    }

    void run(String... statements) {
        try (Driver driver = server.driver();
                Session session = driver.session()) {
            for (String statement : statements) {
                session.run(statement).consume();
            }
        }
    }

    List<String> rows(String query) {
        try (Driver driver = server.driver();
                Session session = driver.session()) {
            return session.run(query).list(row -> row.values().toString());
        }
    }

    /** Contents alone, without the ledger. */
    List<String> dump() {
        List<String> all = new ArrayList<>(rows(
                "MATCH (n) WHERE NOT n:DatamigLedger RETURN labels(n), n.personId AS id, n.name" + " ORDER BY id"));
        all.addAll(rows("MATCH (a)-[r]->(b) RETURN a.personId AS a, type(r), b.personId AS b ORDER BY a, b"));
        return all;
    }

    /** @param most nodes and relationships in a transaction */
    NeoTarget target(long most) {
        return TestGraph.target(
                server,
                "bolt://127.0.0.1:" + line.port(),
                new NeoTarget.Limits(Duration.ofSeconds(5), 40, Optional.empty(), most, Optional.empty(), 0));
    }

    void load(int order, LoadStrategy strategy, long most) {
        target(most).load(job(second, sets, order, strategy), (t, d, e) -> {});
    }

    void undo(int order, boolean force, long most) {
        target(most).undo(new UndoJob(second.run(), order, force));
    }

    void undoFirst(int order) {
        target(Long.MAX_VALUE).undo(new UndoJob(new RunId("mig-20260101T000000Z-1"), order, false));
    }

    void restore() {
        Outcome outcome = new RestoreFlow(List.of("sp"), store -> target(Long.MAX_VALUE), backups)
                .restore(new LoadCommand.RestoreBackup("r", second.run()));
        assertThat(outcome).isInstanceOf(Outcome.BackupRestored.class);
    }

    /** How many runs the ledger says are loaded, how many of them in part. */
    List<String> ledger() {
        return rows("MATCH (l:DatamigLedger) WHERE l.state IS NOT NULL AND l.state <> 'undone' RETURN l.state AS state"
                + " ORDER BY state");
    }

    boolean unfinished() {
        return ledger().stream().anyMatch(state -> state.contains("ing"));
    }

    /** Pieces that the work sends. */
    int pieces(Runnable work) {
        line.mend();
        work.run();
        return line.pieces();
    }

    /** What fails can be tried again. */
    static void mayFail(Runnable work) {
        try {
            work.run();
        } catch (LoadException e) {
            assertThat(e.failure().category()).as(e.getMessage()).isEqualTo(FailureCategory.TRANSIENT);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
