package dev.datamig.extractor.sharing;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;

/** The rows of a handout, owned and reference, by their places; encrypted like all that is known of them. */
public record HandedRows(RowSet owned, RowSet reference) {

    private static final List<ColumnSchema> COLUMNS =
            List.of(column("place", "int8", Physical.INT64), column("owned", "bool", Physical.BOOLEAN));

    void write(BatchFiles files, String path, DataKey key) {
        try (BatchWriter writer = files.write(path, COLUMNS, Map.of(), key)) {
            write(writer, owned, true);
            write(writer, reference, false);
            writer.commit();
        }
    }

    private static void write(BatchWriter writer, RowSet rows, boolean owned) {
        for (PrimitiveIterator.OfLong all = rows.iterator(); all.hasNext(); ) {
            writer.write(new Object[] {all.nextLong(), owned});
        }
    }

    static HandedRows read(BatchFiles files, String path, DataKey key) {
        HandedRows rows = new HandedRows(new RowSet(), new RowSet());
        try (BatchReader reader = files.read(path, key)) {
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                RowSet set = Boolean.TRUE.equals(row[1]) ? rows.owned : rows.reference;
                set.add((Long) row[0]);
            }
        }
        return rows;
    }

    private static ColumnSchema column(String name, String type, Physical physical) {
        return new ColumnSchema(name, type, type, physical, false, false, false, null, List.of(), null);
    }
}
