package dev.datamig.extractor;

import org.jspecify.annotations.Nullable;

/** Takes rows as they are read. */
@FunctionalInterface
public interface ReadRow {

    /**
     * @param row the row's number in its table
     * @param cells one per copied column; not to be kept
     */
    void accept(long row, @Nullable Object[] cells);
}
