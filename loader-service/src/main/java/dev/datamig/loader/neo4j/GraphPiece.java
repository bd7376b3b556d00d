package dev.datamig.loader.neo4j;

import java.util.List;

/** Takes what was just written. */
@FunctionalInterface
interface GraphPiece {

    /**
     * @param chunks what the ledger has to know of it
     * @param rows sealed nodes or relationships that were looked at
     */
    void written(List<GraphChunk> chunks, int rows);
}
