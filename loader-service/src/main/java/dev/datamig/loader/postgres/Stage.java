package dev.datamig.loader.postgres;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.RowSource;
import dev.datamig.staging.parquet.BatchReader;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/**
 * Sealed rows in a temporary table of the session, with the target's own column types, so that what follows is set-based. Beside
 * the columns a row has its membership ({@code ~owned}) and a number ({@code ~row}).
 */
final class Stage {

    static final String OWNED = Names.quoted("~owned");
    static final String ROW = Names.quoted("~row");

    private static final int FLUSH = 1 << 16;
    private static final int TOLD_EVERY = 5000;

    private final PgSession session;
    private final RowSource rows;

    Stage(PgSession session, RowSource rows) {
        this.session = session;
        this.rows = rows;
    }

    /** Creates and fills a table's stage. */
    void fill(LoadTable table, LoadProgress progress) {
        String doing = "staging " + table.id();
        session.run(doing, """
                create temporary table %s on commit drop as
                select %s, false as %s, 0::int8 as %s from %s with no data""".formatted(
                        table.stage(),
                        Names.list(table.columnNames()),
                        OWNED,
                        ROW,
                        table.target().own()));
        String sql =
                "copy %s (%s, %s, %s) from stdin".formatted(table.stage(), Names.list(table.columnNames()), OWNED, ROW);
        long copied = session.copyIn(doing, sql, copy -> feed(table, copy, progress));
        if (copied != table.rows()) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED, table.id() + ": " + copied + " rows staged of " + table.rows());
        }
        session.run(doing, "analyze " + table.stage());
    }

    private void feed(LoadTable table, CopyIn copy, LoadProgress progress) throws SQLException {
        var text = new CopyText();
        long number = 0;
        for (BatchManifest batch : table.batches()) {
            boolean owned = batch.membership() == Membership.OWNED;
            try (BatchReader reader = rows.open(batch)) {
                Physical[] physicals = physicals(table, reader.columns());
                for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                    for (int i = 0; i < physicals.length; i++) {
                        text.cell(physicals[i], cells[table.cells().get(i)]);
                    }
                    text.cell(owned);
                    text.cell(number++);
                    text.endRow();
                    if (text.length() > FLUSH) {
                        flush(text, copy);
                    }
                    if (number % TOLD_EVERY == 0) {
                        progress.rows(table.id(), number, table.rows());
                    }
                }
            }
        }
        flush(text, copy);
    }

    static Physical[] physicals(LoadTable table, List<ColumnSchema> columns) {
        return table.cells().stream().map(cell -> columns.get(cell).physical()).toArray(Physical[]::new);
    }

    static void flush(CopyText text, CopyIn copy) throws SQLException {
        copy.writeToCopy(text.buffer(), 0, text.length());
        text.clear();
    }
}
