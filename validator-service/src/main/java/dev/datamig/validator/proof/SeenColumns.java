package dev.datamig.validator.proof;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What is known of a batch's columns before their cells are seen, so that it is found out once and not for each cell. */
final class SeenColumns {

    private final TableId table;
    private final List<ColumnSchema> schemas;
    private final boolean[] scanned;
    private final @Nullable ColumnTrace[] traces;

    SeenColumns(TableId table, List<ColumnSchema> schemas) {
        this.table = table;
        this.schemas = schemas;
        this.scanned = new boolean[schemas.size()];
        this.traces = new @Nullable ColumnTrace[schemas.size()];
        for (int i = 0; i < scanned.length; i++) {
            scanned[i] = Scanned.of(schemas.get(i));
        }
    }

    /** Whether these are the columns of that table, in the very list that was given. */
    boolean areOf(TableId other, List<ColumnSchema> others) {
        return schemas == others && table.equals(other);
    }

    boolean isScanned(int column) {
        return scanned[column];
    }

    /** What was seen in a column so far. @param find asked for it once, when a cell of the column is met */
    ColumnTrace trace(int column, BiFunction<TableId, String, ColumnTrace> find) {
        ColumnTrace known = traces[column];
        if (known == null) {
            known = find.apply(table, schemas.get(column).name());
            traces[column] = known;
        }
        return known;
    }
}
