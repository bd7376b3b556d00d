package dev.datamig.staging.parquet;

import dev.datamig.contracts.schema.ColumnSchema;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch being read and written again with some of its columns changed. Only the cells of these <em>open</em> columns are decoded
 * and encoded; the pages of all others pass, decrypted and checked but still compressed, into row groups of the same rows: what
 * nobody looks at costs a copy. Closing without {@link #commit} leaves nothing behind. Not for several threads.
 */
public final class BatchRewriter implements AutoCloseable {

    private final ParquetBatchReader reader;
    private final ParquetBatchWriter writer;
    private final int[] open;
    private long groupRows;
    private boolean started;
    private boolean rowInHand;

    BatchRewriter(ParquetBatchReader reader, ParquetBatchWriter writer) {
        this.reader = reader;
        this.writer = writer;
        this.open = reader.places();
        IntStream.range(0, reader.columns().size())
                .forEach(column -> reader.values(column).ifPresent(count -> writer.values(column, count)));
        for (int column : open) {
            writer.values(column, 0);
        }
    }

    public List<ColumnSchema> columns() {
        return reader.columns();
    }

    public long rows() {
        return reader.rows();
    }

    /** How many cells of a column are not NULL in the batch that is read; absent for some open columns. */
    public OptionalLong values(int column) {
        return reader.values(column);
    }

    /** Whether a column's cells are decoded. */
    public boolean isOpen(int column) {
        return Arrays.stream(open).anyMatch(place -> place == column);
    }

    /**
     * The next row: the open columns' cells, null for the others. Each row is to be written before the next one is asked for.
     *
     * @return null at the end, and at once when no column is open
     */
    public @Nullable Object @Nullable [] next() {
        if (rowInHand) {
            throw new IllegalStateException("the row before was not written");
        }
        if (open.length == 0 || !atRow()) {
            return null;
        }
        rowInHand = true;
        return reader.next();
    }

    /** Writes the row in hand. @param cells those of columns that are not open are not looked at */
    public void write(@Nullable Object[] cells) {
        rowInHand = false;
        writer.write(cells);
    }

    /** Goes on to the next group that has rows where this one has none left. */
    private boolean atRow() {
        while (reader.leftInGroup() == 0) {
            if (!nextGroup()) {
                return false;
            }
        }
        return true;
    }

    private boolean nextGroup() {
        if (started && groupRows > 0) {
            writer.passGroup(reader, groupRows);
        }
        started = true;
        groupRows = 0;
        if (!reader.advance()) {
            return false;
        }
        groupRows = reader.leftInGroup();
        return true;
    }

    /**
     * Finishes the file as {@link BatchWriter#commit} does.
     *
     * @throws IllegalStateException when rows of open columns are left
     */
    public StoredFile commit() {
        if (open.length > 0 && (rowInHand || atRow())) {
            throw new IllegalStateException("rows are left");
        }
        while (open.length == 0 && nextGroup()) {
            // its pages pass when the next one is asked for
        }
        return writer.commit();
    }

    @Override
    public void close() {
        try (reader) {
            writer.close();
        }
    }
}
