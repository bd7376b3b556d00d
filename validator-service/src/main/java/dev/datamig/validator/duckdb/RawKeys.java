package dev.datamig.validator.duckdb;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.check.CellText;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Counts the references that dangled before masking, between the raw extracts. The raw keys go into the database as fingerprints
 * only, since its overflow may touch a disk.
 */
public final class RawKeys {

    /** Reads the raw rows of a table in the order of its masked ones. */
    @FunctionalInterface
    public interface RawRows {
        /** @param reader gets each row's number in the table from 0 on, and its cells */
        void read(TableId table, BiConsumer<Long, @Nullable Object[]> reader);
    }

    private final SubsetDatabase database;
    private final RunSchema schema;
    private final RawRows rows;
    private final ToLongFunction<String> fingerprints;

    public RawKeys(SubsetDatabase database, RunSchema schema, RawRows rows, ToLongFunction<String> fingerprints) {
        this.database = database;
        this.schema = schema;
        this.rows = rows;
        this.fingerprints = fingerprints;
    }

    long dangling(Reference reference, List<Reference> parents, TableSchema child) {
        database.run("CREATE OR REPLACE TEMP TABLE raw_child (row_number BIGINT, print BIGINT)");
        database.run("CREATE OR REPLACE TEMP TABLE raw_parent (print BIGINT)");
        append("raw_child", child, reference.fromColumns(), true);
        for (Reference parent : parents) {
            append("raw_parent", schema.table(parent.to()).orElseThrow(), parent.toColumns(), false);
        }
        String when = reference.when();
        String considered = when == null
                ? ""
                : " AND c.row_number IN (SELECT n FROM (SELECT row_number() OVER () - 1 AS n, (" + when
                        + ") AS applies FROM " + database.view(child.id()) + ") WHERE applies)";
        long count = database.count(
                "SELECT count(*) FROM raw_child c WHERE NOT EXISTS (SELECT 1 FROM raw_parent p WHERE p.print = c.print)"
                        + considered);
        database.run("DROP TABLE raw_child");
        database.run("DROP TABLE raw_parent");
        return count;
    }

    private void append(String into, TableSchema table, List<String> names, boolean numbered) {
        List<Integer> places = ReferenceChecks.places(table, names);
        List<ColumnSchema> columns =
                places.stream().map(table.copiedColumns()::get).toList();
        try (DuckDBAppender appender =
                database.connection().unwrap(DuckDBConnection.class).createAppender("temp", "main", into)) {
            rows.read(table.id(), (number, cells) -> {
                Long print = print(columns, places, cells);
                if (print != null) {
                    append(appender, numbered ? number : null, print);
                }
            });
        } catch (SQLException e) {
            throw SubsetDatabase.failed("reading raw keys", e);
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Long number, long print) {
        try {
            appender.beginRow();
            if (number != null) {
                appender.append(number.longValue());
            }
            appender.append(print);
            appender.endRow();
        } catch (SQLException e) {
            throw SubsetDatabase.failed("reading raw keys", e);
        }
    }

    /** The fingerprint of a key, null when a part of it is NULL. */
    private @Nullable Long print(List<ColumnSchema> columns, List<Integer> places, @Nullable Object[] cells) {
        var text = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            Object cell = cells[places.get(i)];
            if (cell == null) {
                return null;
            }
            text.append(canonical(columns.get(i), CellText.of(columns.get(i).physical(), cell)))
                    .append('\u0001');
        }
        return fingerprints.applyAsLong(text.toString());
    }

    /** Numbers without what does not count, strings without spaces at their end: how the other side is written is not known here. */
    private static String canonical(ColumnSchema column, String text) {
        boolean number = column.baseType().equals("numeric")
                || column.physical() == Physical.FLOAT
                || column.physical() == Physical.DOUBLE;
        if (!number) {
            return column.physical() == Physical.TEXT ? text.stripTrailing() : text;
        }
        if (!Character.isDigit(text.charAt(text.length() - 1))) {
            return text;
        }
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
}
