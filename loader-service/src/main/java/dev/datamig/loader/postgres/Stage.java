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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sealed rows in a temporary table of the session, with the target's own column types, so that what follows is set-based. Beside
 * the columns a row has its membership ({@code ~owned}) and a number ({@code ~row}).
 */
final class Stage {

    static final String OWNED = Names.quoted("~owned");
    static final String ROW = Names.quoted("~row");

    private static final int FLUSH = 1 << 16;
    private static final int TOLD_EVERY = 5000;

    /** The planner's guess at a table that it knows nothing of is good enough up to here. */
    private static final int SMALL = 1000;

    private final PgSession session;
    private final RowSource rows;

    Stage(PgSession session, RowSource rows) {
        this.session = session;
        this.rows = rows;
    }

    /** Creates and fills a table's stage with all its sealed rows. */
    void fill(LoadTable table, LoadProgress progress) {
        fill(table, table.batches(), progress);
    }

    /** Creates and fills a table's stage with the rows of these files. */
    void fill(LoadTable table, List<BatchManifest> batches, LoadProgress progress) {
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
        long copied = session.copyIn(doing, sql, copy -> feed(table, batches, rows, CopySink.into(copy), progress));
        long expected = LoadTable.rows(batches);
        if (copied != expected) {
            throw LoadException.of(LoaderCode.NOT_VERIFIED, table.id() + ": " + copied + " rows staged of " + expected);
        }
        if (expected > SMALL) {
            session.run(doing, "analyze " + table.stage());
        }
    }

    /** Fills a table of texts, which takes whatever was sealed. @return its name */
    String fillTexts(LoadTable table) {
        String name = "datamig_m" + table.number();
        String doing = "staging " + table.id();
        session.run(
                doing,
                "create temporary table %s (%s, %s bool, %s int8) on commit drop"
                        .formatted(name, Names.each(table.columnNames(), c -> c + " text", ", "), OWNED, ROW));
        session.copyIn(
                doing,
                "copy " + name + " from stdin",
                copy -> feed(table, table.batches(), rows, CopySink.into(copy), (t, done, expected) -> {}));
        return name;
    }

    /** Rows that were staged apart are told from those that triggers wrote like all others of their table. */
    void unite(LoadTable apart, LoadTable table, boolean others) {
        String doing = "comparing " + table.id();
        if (others) {
            session.update(
                    doing,
                    "insert into %1$s (%2$s, %3$s, %4$s) select %2$s, %3$s, -1 - %4$s from %5$s"
                            .formatted(table.stage(), Names.list(table.columnNames()), OWNED, ROW, apart.stage()));
        } else {
            session.run(doing, "alter table %s rename to %s".formatted(apart.stage(), table.stage()));
            session.run(doing, "alter table %s rename to %s".formatted(apart.fate(), table.fate()));
        }
    }

    /** A stage gives way to another one of the same table. */
    void drop(LoadTable table) {
        session.run("staging " + table.id(), "drop table if exists " + table.stage() + ", " + table.fate());
    }

    static void feed(LoadTable table, List<BatchManifest> batches, RowSource rows, CopySink copy, LoadProgress progress)
            throws SQLException {
        var text = new CopyText();
        Set<String> names = table.columns().stream().map(TargetColumn::name).collect(Collectors.toSet());
        long number = 0;
        for (BatchManifest batch : batches) {
            boolean owned = batch.membership() == Membership.OWNED;
            try (BatchReader reader = rows.open(batch, names)) {
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

    static void flush(CopyText text, CopySink copy) throws SQLException {
        copy.write(text.buffer(), text.length());
        text.clear();
    }
}
