package dev.datamig.extractor.staging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where sampled values are put: encrypted, each cut to a length, as text, with table and column. What is NULL is left out. Comments of columns, which
 * tell what stands in them and may say anything, are put there too: under the column's path as JSON, in a column of their own.
 */
public final class SampleFile {

    private static final List<ColumnSchema> COLUMNS =
            List.of(text("table"), text("column"), text("value", true), text("comment", true));
    /** Bytes of a binary value: enough for the mark by which its kind is known, and one more than any hash has. */
    private static final int BINARY = 65;
    /** How much longer a JSON document may be, so that it can still be read. */
    private static final int OF_DOCUMENTS = 8;

    private final BatchFiles files;
    private final String path;
    private final DataKey key;
    private final int characters;

    public SampleFile(BatchFiles files, String path, DataKey key, int characters) {
        this.files = files;
        this.path = path;
        this.key = key;
        this.characters = characters;
    }

    /** The values of one table, gathered by one thread. */
    public final class OfTable {
        private final byte[] table;
        private final List<ColumnSchema> columns;
        private final List<@Nullable Object[]> values = new ArrayList<>();

        private OfTable(TableSchema table) {
            this.table = utf8(table.id().text());
            this.columns = table.copiedColumns();
        }

        public void add(@Nullable Object[] cells) {
            for (int i = 0; i < cells.length; i++) {
                Object cell = cells[i];
                if (cell != null) {
                    ColumnSchema column = columns.get(i);
                    values.add(new Object[] {table, utf8(column.name()), utf8(shown(column, cell)), null});
                }
            }
        }
    }

    public OfTable of(TableSchema table) {
        return new OfTable(table);
    }

    /** Writes all tables' values, and the comments of others. @param commented tables whose columns have their comments */
    public void write(List<TableSchema> commented, List<OfTable> tables) {
        try (BatchWriter writer = files.write(path, COLUMNS, Map.of(), key)) {
            for (TableSchema table : commented) {
                table.columns().forEach(column -> comments(utf8(table.id().text()), List.of(), column, writer));
            }
            tables.forEach(table -> table.values.forEach(writer::write));
            writer.commit();
        }
    }

    private static void comments(byte[] table, List<String> above, ColumnSchema column, BatchWriter writer) {
        List<String> path =
                Stream.concat(above.stream(), Stream.of(column.name())).toList();
        String comment = column.comment();
        if (comment != null) {
            writer.write(new @Nullable Object[] {table, utf8(Json.write(path)), null, utf8(comment)});
        }
        column.fields().forEach(field -> comments(table, path, field, writer));
    }

    private String shown(ColumnSchema column, Object cell) {
        return switch (column.physical()) {
            case DATE -> LocalDate.EPOCH.plusDays((Integer) cell).toString();
            case TIMESTAMP, TIMESTAMPTZ -> instant((Long) cell);
            case BYTES -> "\\x" + HexFormat.of().formatHex((byte[]) cell, 0, Math.min(BINARY, ((byte[]) cell).length));
            case TEXT -> cut((byte[]) cell, document(column) ? characters * OF_DOCUMENTS : characters);
            default -> cell.toString();
        };
    }

    /** As {@link java.time.Instant} prints it, without the formatter, which takes the compiler long. */
    static String instant(long micros) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1_000, ZoneOffset.UTC);
        String time = at.toLocalTime().toString();
        return at.toLocalDate() + "T" + time + (time.length() == "00:00".length() ? ":00Z" : "Z");
    }

    private static boolean document(ColumnSchema column) {
        return column.baseType().equals("json")
                || column.baseType().equals("jsonb")
                || column.sourceType().equals("neo4j:any");
    }

    private static String cut(byte[] text, int most) {
        String whole = new String(text, 0, Math.min(text.length, most * 4), StandardCharsets.UTF_8);
        return whole.length() <= most ? whole : whole.substring(0, most);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ColumnSchema text(String name) {
        return text(name, false);
    }

    private static ColumnSchema text(String name, boolean nullable) {
        return new ColumnSchema(name, "text", "text", Physical.TEXT, nullable, false, false, null, List.of(), null);
    }
}
