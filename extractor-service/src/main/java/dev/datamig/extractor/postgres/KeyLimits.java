package dev.datamig.extractor.postgres;

import dev.datamig.extractor.keys.ByteKeys;

/**
 * When keys are listed, scanned for, or taken in pieces.
 *
 * @param memory keys in memory at the same time, in units of about 25 bytes
 * @param rowsPerKey a key that is looked up by an index costs the source about as much as so many rows that are scanned
 * @param smallTable a table of at most so many blocks is always scanned
 * @param kept bytes of keys that stay in memory for as long as a closure lasts, all tables' together
 * @param piece rows of a larger table that one statement reads when its keys are to stay, about; several such pieces are read at a time
 * @param width from when on long keys are held as digests; tables are then scanned for them
 */
public record KeyLimits(long memory, int rowsPerKey, int smallTable, long kept, int piece, ByteKeys.Width width) {

    public static final KeyLimits DEFAULT = new KeyLimits(3_000_000, 10, 8, 80L << 20, 50_000, ByteKeys.Width.DEFAULT);
}
