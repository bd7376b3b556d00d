package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.loader.FaultyLine;
import dev.datamig.loader.FaultyLine.Fault;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.Target;
import dev.datamig.loader.target.UndoJob;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** A load and an undo of a graph die at every stage of their work: all or nothing, and the next order goes on. */
class NeoKillPointsTest {

    private static final int POINTS = 4;

    @TempDir
    Path staging;

    private final Neo4jServer server = TestServers.neo4j();
    private final Driver driver = server.driver();
    private FaultyLine line;
    private SealedFixture fixture;
    private SealedSets sets;
    private List<String> before;
    private List<String> after;
    private List<TableLoad> tallies;
    private int loadPieces;
    private int undoPieces;
    private int attempt = 1;

    @BeforeEach
    void aGraphInUseAndADistrictToLoad() {
        server.wipe();
        run(
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.personId IS UNIQUE",
                "CREATE (:DatamigEnvironment {name: 'CERT'})",
                "CREATE (:Person {personId: 3, name: 'changed', mine: date('2001-01-01')})-[:KNOWS]->(:Person"
                        + " {personId: 9999})");
        fixture = new SealedFixture(staging, 1, StoreKind.NEO4J);
        TestGraph.people(fixture, 200, "p");
        sets = fixture.seal();
        line = new FaultyLine(Integer.parseInt(server.boltUrl().replaceAll(".*:", "")));
        load(target());
        undo(target());
        before = dump();
        Target target = through();
        line.mend();
        tallies = load(target);
        loadPieces = line.pieces();
        after = dump();
        line.mend();
        undo(target);
        undoPieces = line.pieces();
        assertThat(dump()).isEqualTo(before).isNotEqualTo(after);
    }

    @AfterEach
    void mended() {
        line.close();
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
        List<String> all = new ArrayList<>(rows(
                "MATCH (n) WHERE NOT n:DatamigLedger RETURN labels(n), properties(n) ORDER BY toString(n.personId)"));
        all.addAll(rows("MATCH (a)-[r]->(b) RETURN a.personId, type(r), b.personId ORDER BY a.personId, b.personId"));
        return all;
    }

    private Target target() {
        return target(server.boltUrl());
    }

    private Target through() {
        return target("bolt://127.0.0.1:" + line.port());
    }

    private Target target(String url) {
        return target(url, Long.MAX_VALUE, Optional.empty());
    }

    /**
     * @param most nodes and relationships in one transaction
     * @param memory bytes of one transaction
     */
    private Target target(String url, long most, Optional<Long> memory) {
        return TestGraph.target(
                url, new NeoTarget.Limits(Duration.ofSeconds(5), 40, Optional.empty(), most, memory, 0));
    }

    private LoadJob job(int order) {
        return new LoadJob(sets.open(fixture.run(), "sp"), sets, order, "d", LoadStrategy.UPSERT);
    }

    private List<TableLoad> load(Target target) {
        return target.load(job(attempt++), (t, d, e) -> {});
    }

    private void undo(Target target) {
        target.undo(new UndoJob(fixture.run(), attempt++, false));
    }

    private boolean loaded() {
        List<String> now = dump();
        boolean there = now.equals(after);
        assertThat(there || now.equals(before)).as("all or nothing").isTrue();
        assertThat(rows("MATCH (l:DatamigLedger {state: 'loaded'}) RETURN count(l)"))
                .containsExactly(there ? "[1]" : "[0]");
        assertThat(rows("MATCH (l:DatamigLedger) WHERE l.changeOf IS NOT NULL RETURN count(l) > 0"))
                .containsExactly(there ? "[TRUE]" : "[FALSE]");
        return there;
    }

    private void quiet() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        rows("SHOW TRANSACTIONS YIELD metaData WHERE metaData.app = 'datamig-loader' RETURN metaData")
                                .isEmpty());
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (LoadException e) {
            assertPasses(e);
        }
    }

    private static void assertPasses(Throwable e) {
        assertThat(e)
                .isInstanceOfSatisfying(
                        LoadException.class,
                        failed -> assertThat(failed.failure().category())
                                .as(failed.getMessage())
                                .isEqualTo(FailureCategory.TRANSIENT));
    }

    @Test
    void aLoaderThatDiesLeavesAllOrNothingAndTheNextOrderGoesOn() {
        for (Fault fault : List.of(Fault.CUT_BEFORE, Fault.CUT_AFTER)) {
            for (int i = 0; i < POINTS; i++) {
                line.failAt(loadPieces - i * i * loadPieces / (POINTS * POINTS), fault);
                attempt(() -> load(through()));
                quiet();
                loaded();
                assertThat(load(target())).isEqualTo(tallies);
                assertThat(loaded()).isTrue();
                line.failAt(undoPieces - i * i * undoPieces / (POINTS * POINTS), fault);
                attempt(() -> undo(through()));
                quiet();
                loaded();
                undo(target());
                assertThat(loaded()).isFalse();
            }
        }
    }

    /** In four transactions; a reader may see a part of the run, but its next order ends that. */
    @Test
    void aGraphOfSeveralTransactionsIsTakenBackOrFinishedByTheNextOrder() {
        partsAreTakenBackOrFinished(100, Optional.empty());
    }

    @Test
    void aGraphThatTakesTooMuchMemoryIsCutIntoSeveralTransactionsTheSameWay() {
        partsAreTakenBackOrFinished(Long.MAX_VALUE, Optional.of(100_000L));
    }

    private void partsAreTakenBackOrFinished(long most, Optional<Long> memory) {
        Target parts = target("bolt://127.0.0.1:" + line.port(), most, memory);
        line.mend();
        assertThat(load(parts)).isEqualTo(tallies);
        int loading = line.pieces();
        assertThat(loaded()).isTrue();
        line.mend();
        undo(parts);
        int undoing = line.pieces();
        assertThat(loaded()).isFalse();
        int unfinished = 0;
        for (int i = 2; i <= 8; i += 2) {
            line.failAt(loading * i / 9, i % 4 == 0 ? Fault.CUT_BEFORE : Fault.CUT_AFTER);
            attempt(() -> load(parts));
            quiet();
            unfinished += partsThere();
            if (i % 4 == 0) {
                undo(target());
                assertThat(loaded()).isFalse();
            }
            line.mend();
            assertThat(load(parts)).isEqualTo(tallies);
            assertThat(loaded()).isTrue();
            line.failAt(undoing * i / 9, Fault.CUT_BEFORE);
            attempt(() -> undo(parts));
            quiet();
            unfinished += partsThere();
            line.mend();
            undo(parts);
            assertThat(loaded()).isFalse();
        }
        assertThat(unfinished).isPositive();
    }

    /** While parts are there nobody else may load. @return 1 when there are some */
    private int partsThere() {
        boolean some = !rows("MATCH (l:DatamigLedger) WHERE l.state IN ['loading', 'undoing'] RETURN l.run")
                .isEmpty();
        if (some) {
            var another = new UndoJob(new RunId("mig-20260101T000000Z-77"), 1, false);
            assertThatThrownBy(() -> target().undo(another)).hasMessageContaining("LOD-008");
        }
        return some ? 1 : 0;
    }

    @Test
    void aLoaderThatWakesUpAfterItsOrderWasUndoneChangesNothing() throws InterruptedException {
        var asleep = new CountDownLatch(1);
        var awake = new CountDownLatch(1);
        line.doAt(loadPieces * 8 / 10, () -> {
            asleep.countDown();
            await(awake);
        });
        int order = attempt++;
        CompletableFuture<List<TableLoad>> zombie =
                CompletableFuture.supplyAsync(() -> through().load(job(order), (t, d, e) -> {}));
        await(asleep);
        undo(target());
        assertThat(loaded()).isFalse();
        awake.countDown();
        assertThatThrownBy(zombie::join).cause().satisfies(NeoKillPointsTest::assertPasses);
        assertThat(loaded()).isFalse();
        assertThatThrownBy(() -> target().load(job(order), (t, d, e) -> {})).hasMessageContaining("LOD-007");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
