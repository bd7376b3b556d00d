package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An administrator ends the loader's transactions ({@code TERMINATE TRANSACTIONS}) in the middle of a load, a refresh, an undo and a
 * restore of a graph. The same order then comes again.
 */
class EndedTransactionsTest {

    private static final int POINTS = 9;
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path staging;

    private RefreshedGraph graph;
    private List<String> loaded;
    private List<String> refreshed;
    private int order = 1;
    private volatile int ended;

    @BeforeEach
    void aDistrictThatIsLoadedAndHasChanged() {
        graph = new RefreshedGraph(TestServers.neo4j(), staging);
        loaded = graph.dump();
    }

    @AfterEach
    void closed() {
        graph.close();
        assertThat(ended).as("transactions that were ended").isPositive();
    }

    private void end() {
        ended += graph.rows("SHOW TRANSACTIONS YIELD transactionId AS id, metaData AS m WHERE m.app = 'datamig-loader'"
                        + " TERMINATE TRANSACTIONS id YIELD transactionId AS ended, message WHERE message = 'Transaction terminated.'"
                        + " RETURN ended")
                .size();
    }

    private void ended(Runnable work, int pieces, int point) {
        graph.line.doAt(Math.max(1, pieces * point / POINTS), this::end);
        RefreshedGraph.mayFail(work);
        graph.line.mend();
    }

    /** @return whether the refresh is in force, of which data and ledger say the same */
    private boolean agreed() {
        List<String> now = graph.dump();
        boolean there = now.equals(refreshed);
        assertThat(there || now.equals(loaded)).as("all or nothing").isTrue();
        assertThat(graph.ledger()).hasSize(there ? 2 : 1).containsOnly("[\"loaded\"]");
        return there;
    }

    @Test
    void theSameOrderOfARefreshAndOfItsUndoComesAgain() {
        int loading = graph.pieces(() -> graph.load(order++, LoadStrategy.REPLACE, ALL));
        refreshed = graph.dump();
        assertThat(refreshed).isNotEqualTo(loaded);
        int undoing = graph.pieces(() -> graph.undo(order++, false, ALL));
        int failed = 0;
        for (int point = 1; point <= POINTS; point++) {
            int load = order++;
            ended(() -> graph.load(load, LoadStrategy.REPLACE, ALL), loading, point);
            failed += agreed() ? 0 : 1;
            graph.load(load, LoadStrategy.REPLACE, ALL);
            assertThat(agreed()).isTrue();
            boolean force = point % 2 == 0;
            int undo = order++;
            ended(() -> graph.undo(undo, force, ALL), undoing, point);
            failed += agreed() ? 1 : 0;
            graph.undo(undo, force, ALL);
            assertThat(agreed()).isFalse();
        }
        assertThat(failed).isGreaterThan(POINTS);
    }

    /** A reader may see a part of the run, and the ledger says so. */
    @Test
    void theSameOrderOfALoadInSeveralTransactionsAndOfItsUndoComesAgain() {
        graph.undoFirst(order++);
        List<String> before = graph.dump();
        int loading = graph.pieces(() -> graph.load(order++, LoadStrategy.INSERT, 80));
        List<String> after = graph.dump();
        int undoing = graph.pieces(() -> graph.undo(order++, false, 80));
        assertThat(graph.dump()).isEqualTo(before);
        int unfinished = 0;
        for (int point = 1; point <= POINTS; point++) {
            int load = order++;
            ended(() -> graph.load(load, LoadStrategy.INSERT, 80), loading, point);
            unfinished += agree(before, after);
            graph.load(load, LoadStrategy.INSERT, 80);
            assertThat(graph.dump()).isEqualTo(after);
            int undo = order++;
            ended(() -> graph.undo(undo, false, 80), undoing, point);
            unfinished += agree(before, after);
            graph.undo(undo, false, 80);
            assertThat(graph.dump()).isEqualTo(before);
        }
        assertThat(unfinished).isPositive();
    }

    /** @return 1 when a part is there */
    private int agree(List<String> before, List<String> after) {
        if (graph.unfinished()) {
            return 1;
        }
        assertThat(graph.dump()).isEqualTo(graph.ledger().isEmpty() ? before : after);
        return 0;
    }

    @Test
    void aRestoreIsAllOrNothingAndComesAgain() {
        graph.load(order++, LoadStrategy.REPLACE, ALL);
        graph.undo(order++, false, ALL);
        String damage =
                "MATCH (p:Person) WHERE p.personId < 60 SET p.name = 'damaged' WITH p MATCH (p)-[r]->() DELETE r";
        graph.run(damage);
        List<String> damaged = graph.dump();
        int pieces = graph.pieces(graph::restore);
        assertThat(graph.dump()).isEqualTo(loaded).isNotEqualTo(damaged);
        for (int point = 1; point <= POINTS; point++) {
            graph.run(damage);
            ended(graph::restore, pieces, point);
            assertThat(graph.dump()).isIn(damaged, loaded);
            graph.restore();
            assertThat(graph.dump()).isEqualTo(loaded);
        }
    }
}
