package dev.datamig.extractor.staging;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.PhaseStamp;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one table while it is read. Owned and reference rows go into batches of their own; a batch that is full is
 * committed and handed on at once. Not for several threads.
 */
public final class TableBatches implements AutoCloseable {

    /** What all batches of an attempt have in common. */
    public record Order(
            RunId run, int attempt, String instance, DataKey key, BatchFiles files, BatchLimits limits, Clock clock) {}

    private final Order order;
    private final TableSchema table;
    private final List<ColumnSchema> columns;
    private final Consumer<BatchManifest> done;
    private final Map<Membership, Open> open = new EnumMap<>(Membership.class);
    private int parts;

    private record Open(int part, BatchWriter writer) {}

    public TableBatches(Order order, TableSchema table, Consumer<BatchManifest> done) {
        this(order, table, 0, done);
    }

    /** @param partsBefore the number before that of the first batch, where a table is read in pieces */
    public TableBatches(Order order, TableSchema table, int partsBefore, Consumer<BatchManifest> done) {
        this.parts = partsBefore;
        this.order = order;
        this.table = table;
        this.columns = table.copiedColumns();
        this.done = done;
    }

    public void write(Membership membership, @Nullable Object[] cells) {
        Open batch = open.computeIfAbsent(membership, this::begin);
        batch.writer().write(cells);
        if (batch.writer().rows() >= order.limits().rows()
                || batch.writer().bytes() >= order.limits().bytes()) {
            commit(membership, batch);
        }
    }

    private Open begin(Membership membership) {
        int part = ++parts;
        String path = StagingLayout.extracted(order.run(), order.attempt(), table.id(), part);
        Map<String, String> footer = Map.of(
                "datamig.run", order.run().value(),
                "datamig.attempt", String.valueOf(order.attempt()),
                "datamig.table", table.id().text(),
                "datamig.membership", membership.name());
        return new Open(part, order.files().write(path, columns, footer, order.key()));
    }

    private void commit(Membership membership, Open batch) {
        open.remove(membership);
        try (BatchWriter writer = batch.writer()) {
            StoredFile file = writer.commit();
            done.accept(new BatchManifest(
                    order.run(),
                    order.attempt(),
                    table.id(),
                    batch.part(),
                    membership,
                    file.path(),
                    file.rows(),
                    file.bytes(),
                    file.sha256(),
                    columns,
                    false,
                    List.of(new PhaseStamp(
                            Phase.EXTRACT, order.instance(), order.clock().instant()))));
        }
    }

    /** Commits what is still open. */
    public void finish() {
        new EnumMap<>(open).forEach(this::commit);
    }

    /** Drops what is still open. */
    @Override
    public void close() {
        open.values().forEach(batch -> batch.writer().close());
        open.clear();
    }
}
