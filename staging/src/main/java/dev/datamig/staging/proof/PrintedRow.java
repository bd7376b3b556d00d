package dev.datamig.staging.proof;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of the originals that were replaced in one row of a batch, as the batch's side file holds them: the row's number
 * from 0, and eleven bytes for each original: its column's place among the batch's columns (two bytes), what the fingerprint is
 * to prove (one), the fingerprint (eight), all big-endian. One cell for a whole row costs a tenth of four cells for each original.
 */
public final class PrintedRow {

    /** The side file's columns. */
    public static final List<ColumnSchema> COLUMNS = List.of(
            new ColumnSchema("row", "bigint", "int8", Physical.INT64, false, false, false, null, List.of(), null),
            new ColumnSchema("prints", "bytea", "bytea", Physical.BYTES, false, false, false, null, List.of(), null));

    private static final int SIZE = Short.BYTES + 1 + Long.BYTES;

    /** What a fingerprint is to prove. */
    public enum Kind {
        /** The whole value identifies by itself: it must appear nowhere. */
        VALUE,
        /** A word of a person's name. */
        NAME,
        /** Its own cell must differ. */
        CELL
    }

    /** Takes the fingerprints of a row. */
    @FunctionalInterface
    public interface Reader {
        void print(long row, int column, Kind kind, long fingerprint);
    }

    private static final Kind[] KINDS = Kind.values();

    private ByteBuffer prints = ByteBuffer.allocate(32 * SIZE);

    /**
     * Adds a fingerprint to the row in hand.
     *
     * @param column its place among the batch's columns, 0 to 32767
     */
    public void add(int column, Kind kind, long fingerprint) {
        if (prints.remaining() < SIZE) {
            prints = ByteBuffer.allocate(prints.capacity() * 2).put(prints.flip());
        }
        prints.putShort((short) column).put((byte) kind.ordinal()).putLong(fingerprint);
    }

    /** The row's cells, and ready for the next row; null when nothing was added. */
    public @Nullable Object @Nullable [] end(long row) {
        if (prints.position() == 0) {
            return null;
        }
        var bytes = new byte[prints.position()];
        prints.flip().get(bytes);
        prints.clear();
        return new @Nullable Object[] {row, bytes};
    }

    /**
     * Reads a row.
     *
     * @return false when the cells are none of a side file's
     */
    public static boolean read(@Nullable Object[] cells, Reader reader) {
        if (cells.length != 2
                || !(cells[0] instanceof Long row)
                || !(cells[1] instanceof byte[] bytes)
                || bytes.length % SIZE != 0) {
            return false;
        }
        var prints = ByteBuffer.wrap(bytes);
        while (prints.hasRemaining()) {
            int column = prints.getShort();
            int kind = prints.get();
            long fingerprint = prints.getLong();
            if (kind < 0 || kind >= KINDS.length) {
                return false;
            }
            reader.print(row, column, KINDS[kind], fingerprint);
        }
        return true;
    }
}
