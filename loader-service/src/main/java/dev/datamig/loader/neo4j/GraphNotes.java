package dev.datamig.loader.neo4j;

import dev.datamig.contracts.RunId;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what the ledger has to know until it is worth a statement: most tables of a graph are small, and each write to the ledger
 * is an exchange with the server. Whatever is to be committed is written before; {@link #write} comes last.
 */
final class GraphNotes implements GraphPiece {

    private final NeoLedger ledger;
    private final RunId run;
    private final NeoPieces pieces;
    private final long enough;
    private final List<GraphChunk> unwritten = new ArrayList<>();
    private long rows;

    /** @param batch nodes or relationships in one statement */
    GraphNotes(NeoLedger ledger, RunId run, NeoPieces pieces, int batch) {
        this.ledger = ledger;
        this.run = run;
        this.pieces = pieces;
        this.enough = pieces.most(batch);
    }

    @Override
    public void written(List<GraphChunk> chunks, int looked) {
        unwritten.addAll(chunks);
        rows += looked;
        if (rows >= enough) {
            write();
        }
    }

    /** Writes what was collected; a part of a divided load may be committed then. */
    void write() {
        ledger.write(run, unwritten);
        unwritten.clear();
        long done = rows;
        rows = 0;
        if (done > 0) {
            pieces.wrote(done);
        }
    }
}
