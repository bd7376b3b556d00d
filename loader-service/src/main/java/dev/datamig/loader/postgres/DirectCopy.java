package dev.datamig.loader.postgres;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.RowSource;
import dev.datamig.staging.parquet.BatchReader;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies a table's owned rows straight into place, for tables of which none is expected to be there already. That none was is seen by
 * the keys: a row that was there fails the COPY, and then the load is begun anew with everything staged.
 */
final class DirectCopy {

    private static final int FLUSH = 1 << 16;
    private static final int TOLD_EVERY = 5000;

    private final PgSession session;
    private final RowSource rows;
    private final Placement placement;
    private final Map<LoadTable, Long> sums = new HashMap<>();

    DirectCopy(PgSession session, RowSource rows, Placement placement) {
        this.session = session;
        this.rows = rows;
        this.placement = placement;
    }

    /** With a key and in the very types of the source, where no trigger changes what is written, and no text has to be read for a sequence. */
    static boolean suits(LoadTable table) {
        return !table.keyless()
                && !table.target().rewrites()
                && table.columns().stream().allMatch(column -> column.counter() == null)
                && table.columns().stream().allMatch(column -> sameType(table, column));
    }

    private static boolean sameType(LoadTable table, TargetColumn column) {
        return table.schema()
                .column(column.name())
                .map(ColumnSchema::sourceType)
                .filter(column.type()::equals)
                .isPresent();
    }

    /** The range of the values that each column with a sequence is going to get. */
    Map<TargetColumn, long[]> ranges(LoadTable table) {
        Map<TargetColumn, long[]> ranges = new HashMap<>();
        for (TargetColumn column : Sequences.drawn(table)) {
            int cell = table.cells().get(table.columns().indexOf(column));
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            for (BatchManifest batch : table.batches(Membership.OWNED)) {
                try (BatchReader reader = rows.open(batch, Set.of(column.name()))) {
                    for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                        if (cells[cell] instanceof Number number) {
                            low = Math.min(low, number.longValue());
                            high = Math.max(high, number.longValue());
                        }
                    }
                }
            }
            if (low <= high) {
                ranges.put(column, new long[] {low, high});
            }
        }
        return ranges;
    }

    /** @return rows written */
    long copy(LoadTable table, LoadProgress progress) {
        long[] sum = {0};
        long written = session.copyIn(
                "loading " + table.id(),
                "copy %s (%s) from stdin".formatted(table.sql(), Names.list(table.columnNames())),
                copy -> sum[0] = feed(table, placement.source(table, rows), CopySink.into(copy), progress));
        sums.put(table, sum[0]);
        return written;
    }

    /** @return the sum of the rows' digests, or of the hashes of their lines where the digests are not known */
    static long feed(LoadTable table, RowSource rows, CopySink copy, LoadProgress progress) throws SQLException {
        var text = new CopyText();
        var digest = new RowDigest();
        int[] digested = table.digestIsKnown() ? table.digestColumns() : new int[0];
        int[] ends = new int[table.cells().size()];
        long number = 0;
        long sum = 0;
        for (BatchManifest batch : table.batches(Membership.OWNED)) {
            try (BatchReader reader = rows.open(batch)) {
                List<ColumnSchema> columns = reader.columns();
                Physical[] physicals = Stage.physicals(table, columns);
                for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                    int from = text.length();
                    for (int i = 0; i < physicals.length; i++) {
                        text.cell(physicals[i], cells[table.cells().get(i)]);
                        ends[i] = text.length();
                    }
                    if (digested.length > 0) {
                        digest.begin();
                        for (int i : digested) {
                            int start = i == 0 ? from : ends[i - 1] + 1;
                            digest.cell(physicals[i], cells[table.cells().get(i)], text.buffer(), start, ends[i]);
                        }
                        sum += digest.end();
                    } else {
                        sum += RowHash.of(text.buffer(), from, text.length());
                    }
                    text.endRow();
                    if (text.length() > FLUSH) {
                        Stage.flush(text, copy);
                    }
                    if (++number % TOLD_EVERY == 0) {
                        progress.rows(table.id(), number, table.rows());
                    }
                }
            }
        }
        Stage.flush(text, copy);
        return sum;
    }

    /** The sum of the digests of the rows that were sent, or of the hashes of their lines where the digests are not known. */
    long sum(LoadTable table) {
        return sums.getOrDefault(table, 0L);
    }
}
