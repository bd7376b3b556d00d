package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.LoadException;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order for a graph that is delivered once more while it is carried out, or long after. */
class SecondDeliveriesTest {

    private static final long ALL = Long.MAX_VALUE;
    private static final long PARTS = 60;

    @TempDir
    Path staging;

    private RefreshedGraph graph;
    private List<String> before;
    private List<String> after;
    private int order = 1;

    @BeforeEach
    void aGraphInUse() {
        graph = new RefreshedGraph(TestServers.neo4j(), staging);
        graph.undoFirst(order++);
        before = graph.dump();
        graph.load(order++, LoadStrategy.INSERT, ALL);
        after = graph.dump();
        graph.undo(order++, false, ALL);
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    /** Carries something out, and once more from when the first has come to a piece of its work. */
    private void twice(Runnable work, int piece) {
        var second = new CompletableFuture<CompletableFuture<Void>>();
        graph.line.doAt(piece, () -> second.complete(CompletableFuture.runAsync(() -> RefreshedGraph.mayFail(work))));
        RefreshedGraph.mayFail(work);
        second.join().join();
        graph.line.mend();
    }

    @Test
    void aLoadAndAnUndoInSeveralTransactionsHaveTheirEffectOnce() {
        int loading = graph.pieces(() -> graph.load(order++, LoadStrategy.INSERT, PARTS));
        int undoing = graph.pieces(() -> graph.undo(order++, false, PARTS));
        for (int share = 5; share <= 9; share++) {
            int load = order++;
            twice(() -> graph.load(load, LoadStrategy.INSERT, PARTS), loading * share / 10);
            graph.load(load, LoadStrategy.INSERT, PARTS);
            assertThat(graph.dump()).isEqualTo(after);
            int undo = order++;
            twice(() -> graph.undo(undo, false, PARTS), undoing * share / 10);
            graph.undo(undo, false, PARTS);
            assertThat(graph.dump()).isEqualTo(before);
            assertThat(graph.ledger()).isEmpty();
        }
    }

    @Test
    void aLoadAndAnUndoAtOnceHaveTheirEffectOnce() {
        for (long most : List.of(ALL, PARTS)) {
            int load = order++;
            atOnce(() -> graph.load(load, LoadStrategy.INSERT, most));
            graph.load(load, LoadStrategy.INSERT, most);
            assertThat(graph.dump()).isEqualTo(after);
            int undo = order++;
            atOnce(() -> graph.undo(undo, false, most));
            graph.undo(undo, false, most);
            assertThat(graph.dump()).isEqualTo(before);
        }
    }

    private static void atOnce(Runnable work) {
        List<CompletableFuture<Void>> both = List.of(
                CompletableFuture.runAsync(() -> RefreshedGraph.mayFail(work)),
                CompletableFuture.runAsync(() -> RefreshedGraph.mayFail(work)));
        both.forEach(CompletableFuture::join);
    }

    @Test
    void aRestoreAtOnceHasItsEffectOnce() {
        graph.load(order++, LoadStrategy.REPLACE, ALL);
        graph.undo(order++, false, ALL);
        graph.run("MATCH (p:Person {personId: 999}) SET p.name = 'Tester'");
        atOnce(graph::restore);
        assertThat(graph.dump()).isEqualTo(before);
    }

    @Test
    void aLateUndoDoesNotUndoWhatANewerOrderHasLoadedOrFoundToBeLoaded() {
        for (long most : List.of(ALL, PARTS)) {
            int late = order++;
            graph.load(order++, LoadStrategy.INSERT, most);
            isLoadedAndStays(late, most);
            graph.load(order++, LoadStrategy.INSERT, most);
            int between = order++;
            graph.load(order++, LoadStrategy.INSERT, most);
            isLoadedAndStays(between, most);
        }
    }

    private void isLoadedAndStays(int late, long most) {
        assertThatThrownBy(() -> graph.undo(late, false, most))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("LOD-007");
        assertThat(graph.dump()).isEqualTo(after);
        graph.undo(order++, false, most);
        assertThat(graph.dump()).isEqualTo(before);
    }
}
