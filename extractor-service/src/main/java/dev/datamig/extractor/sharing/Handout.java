package dev.datamig.extractor.sharing;

import dev.datamig.contracts.schema.TableId;

/**
 * Rows of one table that a helper is asked to read; which ones is in a file beside it.
 *
 * @param number among all of the attempt; never given twice
 */
public record Handout(int number, TableId table, long rows) {

    /** Batches of one handout or piece at most, so that no two of a table have the same part number. */
    private static final int PARTS = 100_000;
    /** Handouts are numbered from here on; below are the pieces of each table that the owner of the attempt reads by itself. */
    public static final int FIRST = 10;

    /** The number before that of the first batch of a handout, or of a piece of the owner's. */
    public static int partsBefore(int number) {
        return number * PARTS;
    }
}
