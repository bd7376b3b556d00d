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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
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

    private static final Pattern PADDING = Pattern.compile(" +\\z");

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
        List<Set<String>> types = types(reference, parents, child);
        append("raw_child", child, reference.fromColumns(), types, true);
        for (Reference parent : parents) {
            append("raw_parent", schema.table(parent.to()).orElseThrow(), parent.toColumns(), types, false);
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

    /** Of each part of the key, the types of both sides: how two of them compare depends on both. */
    private List<Set<String>> types(Reference reference, List<Reference> parents, TableSchema child) {
        List<Set<String>> types = new ArrayList<>();
        for (ColumnSchema column : columns(child, reference.fromColumns())) {
            types.add(new HashSet<>(Set.of(column.baseType())));
        }
        for (Reference parent : parents) {
            List<ColumnSchema> columns = columns(schema.table(parent.to()).orElseThrow(), parent.toColumns());
            for (int i = 0; i < columns.size(); i++) {
                types.get(i).add(columns.get(i).baseType());
            }
        }
        return types;
    }

    private static List<ColumnSchema> columns(TableSchema table, List<String> names) {
        return ReferenceChecks.places(table, names).stream()
                .map(table.copiedColumns()::get)
                .toList();
    }

    private void append(String into, TableSchema table, List<String> names, List<Set<String>> types, boolean numbered) {
        List<Integer> places = ReferenceChecks.places(table, names);
        List<ColumnSchema> columns = columns(table, names);
        try (DuckDBAppender appender =
                database.connection().unwrap(DuckDBConnection.class).createAppender("temp", "main", into)) {
            rows.read(table.id(), (number, cells) -> {
                Long print = print(columns, types, places, cells);
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
    private @Nullable Long print(
            List<ColumnSchema> columns, List<Set<String>> types, List<Integer> places, @Nullable Object[] cells) {
        var text = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            Object cell = cells[places.get(i)];
            if (cell == null) {
                return null;
            }
            ColumnSchema column = columns.get(i);
            text.append(canonical(column, types.get(i), CellText.of(column.physical(), cell)))
                    .append('\u0001');
        }
        return fingerprints.applyAsLong(text.toString());
    }

    /** Numbers without what does not count, strings as the types on both sides let them compare. */
    private static String canonical(ColumnSchema column, Set<String> types, String text) {
        boolean number = column.baseType().equals("numeric")
                || column.physical() == Physical.FLOAT
                || column.physical() == Physical.DOUBLE;
        if (!number) {
            return column.physical() == Physical.TEXT ? written(types, text) : text;
        }
        if (!Character.isDigit(text.charAt(text.length() - 1))) {
            return text;
        }
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    private static String written(Set<String> types, String text) {
        String padded = types.contains("bpchar") ? PADDING.matcher(text).replaceFirst("") : text;
        return types.contains("citext") ? padded.toLowerCase(Locale.ROOT) : padded;
    }
}
