package dev.datamig.extractor.postgres;

import dev.datamig.extractor.ReadRow;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.rows.RowCursor;
import dev.datamig.extractor.rows.RowSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads chosen rows of a table by binary COPY, leaf by leaf in the order of their places. Where many rows of a stretch of blocks
 * are chosen, the stretch is scanned and the others are dropped here, which is cheaper for the source than naming each row.
 */
public final class PgRowReader {

    private final PgSource source;
    private final LooseEnds looseEnds;

    public PgRowReader(PgSource source, LooseEnds looseEnds) {
        this.source = source;
        this.looseEnds = looseEnds;
    }

    /** Reads the rows; whoever takes them may throw to stop. */
    public void read(PgTable table, RowSet rows, ReadRow taker) {
        List<PgColumn> columns = table.columns().stream()
                .filter(column -> !column.schema().generated())
                .toList();
        List<Stretch> stretches = Stretch.plan(table, rows);
        RowCursor wanted = rows.cursor();
        ReadRow cleared = looseEnds.clearing(table, columns, taker);
        source.with(session -> {
            for (Stretch stretch : stretches) {
                read(session, table.leaves().get(stretch.leaf()), columns, wanted, stretch, cleared);
            }
            return true;
        });
    }

    private static void read(
            PgSession session, PgLeaf leaf, List<PgColumn> columns, RowCursor wanted, Stretch stretch, ReadRow taker) {
        String list =
                columns.stream().map(column -> ", " + Cell.expression(column)).collect(Collectors.joining());
        String query = "select ctid" + list + " from only " + leaf.sql() + " where " + stretch.condition();
        session.copy("reading rows of " + leaf.sql(), query, taking(columns, wanted, stretch.leaf(), taker));
    }

    /** What is done with each row of the answer. */
    static PgSession.CopiedRow taking(List<PgColumn> columns, RowCursor wanted, int leaf, ReadRow taker) {
        Cell[] forms = columns.stream().map(Cell::of).toArray(Cell[]::new);
        @Nullable Object[] cells = new @Nullable Object[forms.length];
        return row -> {
            row.field();
            long place = row.tid(leaf);
            if (wanted.contains(place)) {
                for (int i = 0; i < forms.length; i++) {
                    cells[i] = row.field() ? forms[i].of(row) : null;
                }
                taker.accept(place, cells);
            }
        };
    }
}
