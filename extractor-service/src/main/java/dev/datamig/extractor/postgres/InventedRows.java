package dev.datamig.extractor.postgres;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.ReadRow;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgConstraints;
import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.TypeMap;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.rows.RowSet;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that no source has sent, on the ways that a source's rows take: their keys are gathered, looked for, and they are turned into
 * cells. What the Java virtual machine has compiled for them is there when real rows come.
 */
public final class InventedRows {

    public static final int ROWS = 20_000;
    private static final int LINES = 60;
    private static final int OID = 4_711;
    private static final byte[] HEADER = new byte[19];
    private static final List<String> TYPES = List.of(
            "int8",
            "uuid",
            "int4",
            "text",
            "varchar",
            "text",
            "date",
            "timestamptz",
            "bool",
            "float8",
            "numeric",
            "jsonb",
            "int2",
            "bytea",
            "float4",
            "xml");

    private final PgTable table;
    private final RowSet all = new RowSet();

    public InventedRows() {
        List<PgColumn> columns = IntStream.range(0, TYPES.size())
                .mapToObj(i -> column("c" + i, TYPES.get(i)))
                .toList();
        PgLeaf leaf = new PgLeaf(OID, "invented", ROWS, 1 + ROWS / LINES, 1);
        table = new PgTable(
                new TableId("invented", "invented"),
                "public",
                "invented",
                false,
                List.of(leaf),
                columns,
                List.of("c0"),
                List.of(),
                false,
                null,
                PgConstraints.NONE);
        IntStream.range(0, ROWS).forEach(i -> all.add(TidCode.of(0, block(i), line(i))));
    }

    private static PgColumn column(String name, String type) {
        Physical physical = TypeMap.physical(type);
        return new PgColumn(
                new ColumnSchema(name, type, type, physical, true, false, false, null, List.of(), null),
                name,
                null,
                true,
                false,
                false,
                null);
    }

    public TableSchema schema() {
        return new TableSchema(
                table.id(),
                TableKind.TABLE,
                table.schemas(),
                table.primaryKey(),
                table.uniqueKeys(),
                List.of(),
                null,
                null,
                null);
    }

    public RowSet all() {
        return all;
    }

    /**
     * The keys of all rows are gathered and then found again, in rows that stream by and in rows whose keys are kept; there first those
     * of every other row. What the compiler has not met (a row that is not wanted, a key that is not in the set, a NULL) it leaves out,
     * and would compile once more when the first run meets it.
     *
     * @return how many rows were found by the key that found the fewest: the one that is NULL now and then
     */
    public long passKeys() {
        List<KeyEnd> ends = List.of(
                end(0, KeyForm.NUMBER),
                end(1, KeyForm.UUID),
                end(2, KeyForm.NUMBER),
                end(3, KeyForm.TEXT),
                end(4, KeyForm.TEXT));
        return Math.min(passStreamed(ends), passKept(ends));
    }

    private long passKept(List<KeyEnd> ends) {
        KeptTable kept = new KeptKeys(Long.MAX_VALUE, ends)
                .keep(table, (keys, pieces) -> stream(ROWS, PgKeys.keeping(0, pieces.apply(0)), false, ends.size()))
                .orElseThrow();
        return ends.stream()
                .mapToLong(end -> {
                    KeySet keys = PgKeys.emptySet(end, KeyLimits.DEFAULT);
                    RowSet half = all.spread(ROWS / 2);
                    RowSet found = new RowSet();
                    kept.gather(end, half, keys);
                    kept.find(end, keys, found);
                    kept.gather(end, all.minus(half), keys);
                    kept.find(end, keys, found);
                    return found.size();
                })
                .min()
                .orElse(0);
    }

    private long passStreamed(List<KeyEnd> ends) {
        List<KeySet> keys = ends.stream()
                .map(end -> PgKeys.emptySet(end, KeyLimits.DEFAULT))
                .toList();
        var gatherings = IntStream.range(0, ends.size())
                .mapToObj(i -> new PgKeys.Gathering(ends.get(i), all, keys.get(i)))
                .toList();
        stream(ROWS, PgKeys.gathering(gatherings, new IdentityHashMap<>(), 0), false, ends.size());
        var findings = IntStream.range(0, ends.size())
                .mapToObj(i -> new PgKeys.Finding(ends.get(i), 1, keys.get(i), new RowSet()))
                .toList();
        stream(ROWS, PgKeys.scanning(findings), true, ends.size());
        for (int i = 0; i < ends.size(); i++) {
            KeyList.of(ends.get(i), keys.get(i), ROWS / 2, arrays -> {});
            compare(findings.get(i).found());
        }
        return findings.stream()
                .mapToLong(finding -> finding.found().size())
                .min()
                .orElse(0);
    }

    /** What the closure does with what a round has found. */
    private void compare(RowSet found) {
        RowSet half = found.spread(ROWS / 2);
        RowSet known = found.minus(half);
        known.addAll(half.intersect(all));
        known.chunks(ROWS / 4).forEach(chunk -> half.addAll(chunk.first(ROWS / 8)));
    }

    private KeyEnd end(int column, KeyForm form) {
        return new KeyEnd(table, "invented", null, List.of(table.columns().get(column)), List.of(form), null);
    }

    /** The first rows become cells. */
    public void passRows(int rows, ReadRow taker) {
        Stretch.plan(table, all);
        stream(rows, PgRowReader.taking(table.columns(), all.cursor(), 0, taker), false, TYPES.size());
    }

    private static void stream(int rows, PgSession.CopiedRow taker, boolean withLeaf, int fields) {
        CopyRow row = new CopyRow();
        for (int i = 0; i < rows; i++) {
            if (row.on(message(i, withLeaf, fields))) {
                taker.accept(row);
            }
        }
    }

    private static byte[] message(int row, boolean withLeaf, int fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (row == 0) {
                out.write(HEADER);
            }
            out.writeShort(fields + (withLeaf ? 2 : 1));
            if (withLeaf) {
                out.writeInt(Integer.BYTES);
                out.writeInt(OID);
            }
            out.writeInt(Integer.BYTES + Short.BYTES);
            out.writeInt(block(row));
            out.writeShort(line(row));
            for (int i = 0; i < fields; i++) {
                byte[] field = field(TYPES.get(i), row, i);
                out.writeInt(field == null ? -1 : field.length);
                if (field != null) {
                    out.write(field);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int block(int row) {
        return row / LINES;
    }

    private static int line(int row) {
        return 1 + row % LINES;
    }

    /** A field's bytes in its type's binary form; the later columns are NULL now and then. */
    private static byte @Nullable [] field(String type, int row, int column) {
        if (column > 3 && row % (column + 3) == 0) {
            return null;
        }
        byte[] field = new byte[width(type)];
        return switch (type) {
            case "bool" -> new byte[] {(byte) (row & 1)};
            case "text", "numeric" -> ("value " + row * (column - 2L)).getBytes(StandardCharsets.UTF_8);
            case "varchar" -> ("kind " + row % 40).getBytes(StandardCharsets.UTF_8);
            case "jsonb" -> ("\u0001{\"a\": " + row + "}").getBytes(StandardCharsets.UTF_8);
            case "bytea" -> new byte[row % LINES];
            case "xml" ->
                ("<a>" + "text ".repeat(row % LINES == 0 ? LINES * 2 : 1) + "</a>").getBytes(StandardCharsets.UTF_8);
            case "uuid" -> {
                CopyRow.put(field, 0, row * 0x9E37_79B9_7F4A_7C15L);
                CopyRow.put(field, Long.BYTES, row);
                yield field;
            }
            default -> {
                for (int i = 0; i < Math.min(field.length, Integer.BYTES); i++) {
                    field[field.length - 1 - i] = (byte) (row >> Byte.SIZE * i);
                }
                yield field;
            }
        };
    }

    private static int width(String type) {
        return switch (type) {
            case "int2" -> Short.BYTES;
            case "int4", "date", "float4" -> Integer.BYTES;
            case "uuid" -> 2 * Long.BYTES;
            default -> Long.BYTES;
        };
    }
}
