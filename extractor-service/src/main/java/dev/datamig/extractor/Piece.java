package dev.datamig.extractor;

import dev.datamig.contracts.schema.TableKind;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.sharing.Handout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows of a table that one instance reads.
 *
 * @param partsBefore the number before that of its first batch
 */
record Piece(SubsetTable rows, int partsBefore) {

    /** A piece of a table has so many batches at least: each may leave one behind that is not full. */
    private static final int BATCHES = 2;

    /** A piece, and how many rows of its table are in it and in those behind it. */
    private record Begun(Piece piece, long left) {}

    /**
     * What there is to read, so that several readers are at work to the end: a large table of a database in several pieces, each of
     * other places of the table, always the same ones for the same rows. Where most of a table is left comes first.
     *
     * @param tables with rows
     * @param batchRows rows of a batch at most
     */
    static List<Piece> all(List<SubsetTable> tables, int batchRows) {
        return tables.stream()
                .flatMap(table -> of(table, batchRows).stream())
                .sorted(Comparator.comparingLong(Begun::left).reversed())
                .map(Begun::piece)
                .toList();
    }

    private static List<Begun> of(SubsetTable table, int batchRows) {
        Piece whole = new Piece(table, Handout.partsBefore(0));
        long size = pieceSize(table.size(), batchRows);
        if (!whole.shareable() || table.size() <= size) {
            return List.of(new Begun(whole, table.size()));
        }
        List<Begun> pieces = new ArrayList<>();
        long left = table.size();
        for (RowSet some : table.rows().chunks((int) Math.min(size, Integer.MAX_VALUE))) {
            pieces.add(new Begun(new Piece(table.only(some), Handout.partsBefore(pieces.size())), left));
            left -= some.size();
        }
        return pieces;
    }

    /** Whole batches, and as many as it takes to have a number for each piece. */
    private static long pieceSize(long rows, int batchRows) {
        long batches = Math.ceilDiv(rows, batchRows);
        return batchRows * Math.max(BATCHES, Math.ceilDiv(batches, (long) Handout.FIRST));
    }

    /** Whether another reader or instance can see the same rows: a graph has no snapshot to share. */
    boolean shareable() {
        return rows.schema().kind() == TableKind.TABLE;
    }

    long size() {
        return rows.size();
    }
}
