package dev.datamig.loader;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.batch.SearchedColumn;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.StoreSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.seal.SealCheck;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes sealed sets as the validator would. */
public final class SealedFixture {

    public static final byte[] KEY = new byte[32];

    private final StagingArea area;
    private final RunId run;
    private final Map<TableId, TableSchema> tables = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<BatchManifest> batches = new ArrayList<>();
    private final List<InventedColumn> invented = new ArrayList<>();
    private final List<SearchedColumn> searched = new ArrayList<>();
    private final StoreKind kind;

    public SealedFixture(Path folder, int number, StoreKind kind) {
        this.area = StagingArea.open(folder.toString());
        this.run = new RunId("mig-20260101T000000Z-" + number);
        this.kind = kind;
    }

    public RunId run() {
        return run;
    }

    public StagingArea area() {
        return area;
    }

    public void schema(TableSchema schema) {
        tables.put(schema.id(), schema);
    }

    public void reference(Reference reference) {
        references.add(reference);
    }

    /** Says that masking made up the values of a column. */
    public void invented(TableId table, String column, String domain) {
        invented.add(new InventedColumn(table, column, domain));
    }

    /** Says that masking searched the texts of a column. */
    public void searched(TableId table, String column) {
        searched.add(new SearchedColumn(table, column));
    }

    /** Writes rows as one batch. */
    public void rows(TableSchema schema, Membership membership, Iterable<@Nullable Object[]> rows) {
        schema(schema);
        int part = 1
                + (int) batches.stream()
                        .filter(b -> b.table().equals(schema.id()))
                        .count();
        String path = StagingLayout.anonymized(run, 1, schema.id(), part);
        StoredFile file;
        try (BatchWriter writer = new BatchFiles(area).write(path, schema.copiedColumns(), Map.of(), null)) {
            rows.forEach(writer::write);
            file = writer.commit();
        }
        batches.add(new BatchManifest(
                run,
                1,
                schema.id(),
                part,
                membership,
                path,
                file.rows(),
                file.bytes(),
                file.sha256(),
                schema.copiedColumns(),
                false,
                List.of()));
    }

    /** Seals what was written so far. */
    public SealedSets seal() {
        List<StoreSchema> stores = tables.keySet().stream()
                .map(TableId::store)
                .distinct()
                .map(store -> new StoreSchema(
                        store,
                        kind,
                        tables.values().stream()
                                .filter(table -> table.id().store().equals(store))
                                .toList()))
                .toList();
        byte[] schema = Json.writePretty(new RunSchema(run, 1, stores, references));
        area.put(StagingLayout.schema(run, 1), schema);
        SealedManifest manifest = new SealedManifest(
                run,
                1,
                Instant.parse("2026-01-01T00:00:00Z"),
                Digests.sha256Hex(schema),
                totals(),
                batches,
                invented,
                searched,
                "");
        String seal = Digests.hmacSha256Hex(KEY, Json.write(manifest).getBytes(StandardCharsets.UTF_8));
        area.put(StagingLayout.sealedManifest(run), Json.writePretty(manifest.withSeal(seal)));
        return new SealedSets(area, new SealCheck(KEY));
    }

    private List<TableTotal> totals() {
        return tables.keySet().stream()
                .map(table -> new TableTotal(
                        table, rows(table, Membership.OWNED), rows(table, Membership.REFERENCE), (int) batches.stream()
                                .filter(b -> b.table().equals(table))
                                .count()))
                .toList();
    }

    private long rows(TableId table, Membership membership) {
        return batches.stream()
                .filter(b -> b.table().equals(table) && b.membership() == membership)
                .mapToLong(BatchManifest::rows)
                .sum();
    }
}
