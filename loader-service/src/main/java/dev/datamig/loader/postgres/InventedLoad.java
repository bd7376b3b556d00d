package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.RowSource;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that nobody has sealed, on the ways that sealed rows take through a plan, a load and the ledger, up to the connection. What the
 * Java virtual machine has compiled for them is there when real rows come.
 */
public final class InventedLoad {

    public static final int ROWS = 20_000;

    private static final String FILE = "invented.parquet";
    private static final Physical[] CELLS = {
        Physical.INT64,
        Physical.TEXT,
        Physical.INT32,
        Physical.TEXT,
        Physical.DATE,
        Physical.TIMESTAMPTZ,
        Physical.BOOLEAN,
        Physical.DOUBLE,
        Physical.TEXT,
        Physical.TIMESTAMP
    };

    private final BatchFiles files;
    private final LoadTable table;

    /** @param area to which one file is written */
    public InventedLoad(StagingArea area) {
        this.files = new BatchFiles(area);
        List<ColumnSchema> columns = IntStream.range(0, CELLS.length)
                .mapToObj(i -> new ColumnSchema(
                        "c" + i, "invented", "invented", CELLS[i], true, false, false, null, List.of(), null))
                .toList();
        this.table = table(columns);
        try (BatchWriter writer = files.write(FILE, columns, Map.of(), null)) {
            for (int row = 0; row < ROWS; row++) {
                writer.write(cells(row));
            }
            writer.commit();
        }
    }

    private static LoadTable table(List<ColumnSchema> columns) {
        List<TargetColumn> filled = columns.stream()
                .map(c -> new TargetColumn(
                        c.name(), c.sourceType(), "text", 'S', null, false, false, false, false, null, null, ""))
                .toList();
        var id = new TableId("invented", "public.invented");
        var target = new TargetTable(
                1, id.name(), false, filled, List.of(), false, false, true, List.of(), List.of(), List.of(), ROWS);
        var schema =
                new TableSchema(id, TableKind.TABLE, columns, List.of("c0"), List.of(), List.of(), null, null, null);
        var batch = new BatchManifest(
                RunId.of(Instant.EPOCH, 0), 1, id, 1, Membership.OWNED, FILE, ROWS, 0, "", columns, false, List.of());
        return new LoadTable(
                0,
                schema,
                target,
                filled,
                IntStream.range(0, CELLS.length).boxed().toList(),
                List.of("c0"),
                false,
                List.of(),
                List.of(batch));
    }

    private static @Nullable Object[] cells(int row) {
        @Nullable Object[] cells = new Object[CELLS.length];
        for (int i = 0; i < CELLS.length; i++) {
            cells[i] = i > 2 && row % (i + 5) == 0 ? null : cell(CELLS[i], row, i);
        }
        return cells;
    }

    private static Object cell(Physical physical, int row, int column) {
        return switch (physical) {
            case BOOLEAN -> row % 2 == 0;
            case INT32, DATE -> row;
            case INT64 -> (long) row;
            case TIMESTAMP, TIMESTAMPTZ -> row * 1_000_003L;
            case FLOAT -> row / 3f;
            case DOUBLE -> row / 3d;
            case TEXT, BYTES -> ("value, \"" + row % 900 + "\" of " + column).getBytes(StandardCharsets.UTF_8);
        };
    }

    /**
     * Once through everything.
     *
     * @return the sum of the rows' digests, as they were computed before the rows were sent
     */
    public long pass() throws SQLException {
        var rows = new Files();
        Stage.feed(table.withColumns(Set.of("c0", "c1", "c2")), table.batches(), rows, (bytes, length) -> {}, told());
        var chunks = new ChunkWriter(table.sql(), LedgerChunk.Kind.INSERTED, table.key(), List.of());
        long sum = DirectCopy.feed(table, rows, (bytes, length) -> {}, told());
        for (int row = 0; row < ROWS; row++) {
            byte[] line = (row + "\t" + row * 0x9E37_79B9_7F4A_7C15L + "\n").getBytes(StandardCharsets.US_ASCII);
            chunks.line(line, line.length - 1);
        }
        for (LedgerChunk chunk : chunks.chunks()) {
            UndoRows.lines(chunk, "\ti\tf\n".getBytes(StandardCharsets.US_ASCII), (bytes, from, length) -> {});
        }
        return sum;
    }

    private static LoadProgress told() {
        return (of, done, expected) -> {};
    }

    /** The one file, as if it had been sealed. */
    private final class Files implements RowSource {

        @Override
        public BatchReader open(BatchManifest batch) {
            return files.read(batch.file(), null);
        }

        @Override
        public BatchReader open(BatchManifest batch, Set<String> columns) {
            return files.read(batch.file(), null, columns);
        }
    }
}
