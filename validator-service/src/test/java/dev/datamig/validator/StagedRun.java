package dev.datamig.validator;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.outcome.Outcome.SetValidated;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.StoreSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.staging.proof.PrintedRow;
import dev.datamig.validator.audit.Constraints;
import dev.datamig.validator.flow.LeakScan;
import dev.datamig.validator.flow.ValidateBatchFlow;
import dev.datamig.validator.flow.ValidateSetFlow;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.staging.RecordedOriginals;
import dev.datamig.validator.staging.RunFiles;
import dev.datamig.validator.staging.SchemaCache;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run in a staging area as extractor and anonymizer leave it, written for a test. */
public final class StagedRun {

    public static final RunId RUN = new RunId("mig-20260101T000000Z-1");
    public static final District DISTRICT = new District("1", "A district");
    public static final DataKey STAGING_KEY = new DataKey(new byte[32]);
    public static final byte[] SEAL_KEY = new byte[32];
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    public final StagingArea area;
    public final BatchFiles files;
    public final RunKeys keys;
    public final DataKey runKey;
    public final RunFiles runFiles;
    public final Pulse pulse = new Pulse();
    private final Map<TableId, TableSchema> tables = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<BatchManifest> raw = new ArrayList<>();
    public final List<BatchManifest> masked = new ArrayList<>();

    public StagedRun(Path folder) {
        area = StagingArea.open(folder.toString());
        files = new BatchFiles(area);
        keys = new RunKeys(area, STAGING_KEY);
        runKey = keys.getOrCreate(RUN);
        runFiles = new RunFiles(area);
    }

    public static ColumnSchema text(String name) {
        return column(name, "text", Physical.TEXT, true);
    }

    public static ColumnSchema number(String name) {
        return column(name, "int8", Physical.INT64, true);
    }

    public static ColumnSchema column(String name, String baseType, Physical physical, boolean nullable) {
        return new ColumnSchema(name, baseType, baseType, physical, nullable, false, false, null, List.of(), null);
    }

    /** One that the database computes. */
    public static ColumnSchema generated(String name) {
        return new ColumnSchema(name, "text", "text", Physical.TEXT, true, true, false, null, List.of(), null);
    }

    public StagedRun table(String id, List<String> key, List<List<String>> unique, ColumnSchema... columns) {
        TableId table = TableId.of(id);
        return add(new TableSchema(table, TableKind.TABLE, List.of(columns), key, unique, List.of(), null, null, null));
    }

    public StagedRun add(TableSchema table) {
        tables.put(table.id(), table);
        return this;
    }

    public StagedRun reference(
            String name, String from, String column, String to, String parent, boolean declared, String when) {
        references.add(new Reference(
                name,
                TableId.of(from),
                List.of(column.split(",")),
                TableId.of(to),
                List.of(parent.split(",")),
                declared,
                when,
                true,
                false));
        return this;
    }

    /** Keys that rows of a store have in its target: table, columns (a unit separator between them), kind, from, to. */
    public StagedRun keys(String store, String[]... entries) {
        entries(StagingLayout.keyMap(RUN, store, "d"), entries);
        area.put(StagingLayout.keysInForce(RUN, store), Json.write("d").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Keys of rows that a store's target had already, under others: as {@link #keys}. */
    public StagedRun matched(String store, String[]... entries) {
        entries(StagingLayout.matchedKeys(RUN, store), entries);
        return this;
    }

    private void entries(String path, String[]... entries) {
        var columns = List.of(text("table"), text("columns"), text("kind"), text("from"), text("to"));
        try (BatchWriter writer = files.write(path, columns, Map.of(), null)) {
            for (String[] entry : entries) {
                writer.write(row((Object[]) entry));
            }
            writer.commit();
        }
    }

    /** The reference added last is one of which only the database can compare the keys. */
    public StagedRun spelledDifferently() {
        Reference last = references.removeLast();
        references.add(new Reference(
                last.name(),
                last.from(),
                last.fromColumns(),
                last.to(),
                last.toColumns(),
                last.declared(),
                last.when(),
                last.children(),
                last.deferrable(),
                true));
        return this;
    }

    /** A fingerprint to put into the side file. */
    public record Original(long row, String column, String kind, String text) {}

    public static Object[] row(Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : cell)
                .toArray();
    }

    public static List<Object[]> rows(Object[]... rows) {
        return List.of(rows);
    }

    /** A batch whose raw rows are its masked ones. */
    public BatchManifest batch(String table, int part, List<Object[]> rows, Original... originals) {
        return batch(table, part, Membership.OWNED, rows, rows, originals);
    }

    public BatchManifest batch(
            String table,
            int part,
            Membership membership,
            List<Object[]> rawRows,
            List<Object[]> maskedRows,
            Original... originals) {
        TableId id = TableId.of(table);
        List<ColumnSchema> columns = tables.get(id).copiedColumns();
        StoredFile rawFile = write(StagingLayout.extracted(RUN, 1, id, part), columns, rawRows, runKey);
        raw.add(manifest(id, part, membership, rawFile, columns));
        StoredFile maskedFile = write(StagingLayout.anonymized(RUN, 1, id, part), columns, maskedRows, null);
        BatchManifest manifest = manifest(id, part, membership, maskedFile, columns);
        masked.add(manifest);
        var prints = new Fingerprints(runKey);
        write(
                StagingLayout.fingerprints(RUN, 1, id, part),
                PrintedRow.COLUMNS,
                Arrays.stream(originals)
                        .<Object[]>map(o -> printed(o, columns, prints))
                        .toList(),
                runKey);
        return manifest;
    }

    /** One original a row; a column that the batch does not have gets a place behind its last. */
    private static Object[] printed(Original original, List<ColumnSchema> columns, Fingerprints prints) {
        String column = original.column().split("->")[0];
        int place = columns.stream().map(ColumnSchema::name).toList().indexOf(column);
        var printed = new PrintedRow();
        printed.add(
                place < 0 ? columns.size() : place,
                PrintedRow.Kind.valueOf(original.kind()),
                prints.of(original.text()));
        return printed.end(original.row());
    }

    private static BatchManifest manifest(
            TableId id, int part, Membership membership, StoredFile file, List<ColumnSchema> columns) {
        return new BatchManifest(
                RUN,
                1,
                id,
                part,
                membership,
                file.path(),
                file.rows(),
                file.bytes(),
                file.sha256(),
                columns,
                false,
                List.of());
    }

    public StoredFile write(String path, List<ColumnSchema> columns, List<Object[]> rows, DataKey key) {
        try (BatchWriter writer = files.write(path, columns, Map.of(), key)) {
            rows.forEach(writer::write);
            return writer.commit();
        }
    }

    public RunSchema schema() {
        Map<String, List<TableSchema>> stores = new LinkedHashMap<>();
        tables.values()
                .forEach(table -> stores.computeIfAbsent(table.id().store(), name -> new ArrayList<>())
                        .add(table));
        return new RunSchema(
                RUN,
                1,
                stores.entrySet().stream()
                        .map(store -> new StoreSchema(store.getKey(), kind(store.getValue()), store.getValue()))
                        .toList(),
                references);
    }

    private static StoreKind kind(List<TableSchema> tables) {
        return tables.getFirst().kind() == TableKind.TABLE ? StoreKind.POSTGRESQL : StoreKind.NEO4J;
    }

    /** Writes the schema and the extraction manifest. */
    public StagedRun complete() {
        area.put(StagingLayout.schema(RUN, 1), Json.writePretty(schema()));
        List<TableTotal> totals = tables.keySet().stream()
                .map(id -> new TableTotal(id, rows(id, Membership.OWNED), rows(id, Membership.REFERENCE), (int)
                        raw.stream().filter(batch -> batch.table().equals(id)).count()))
                .toList();
        area.put(
                StagingLayout.extractionManifest(RUN),
                Json.writePretty(new ExtractionManifest(RUN, 1, DISTRICT, List.of(), totals, raw, CLOCK.instant())));
        return this;
    }

    private long rows(TableId id, Membership membership) {
        return raw.stream()
                .filter(batch -> batch.table().equals(id) && batch.membership() == membership)
                .mapToLong(BatchManifest::rows)
                .sum();
    }

    public void rules(String yaml) {
        area.put(StagingLayout.pinned(RUN, "validation-rules.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
    }

    public ValidateBatchFlow batchFlow() {
        return batchFlow(Constraints.NONE);
    }

    public ValidateBatchFlow batchFlow(Constraints constraints) {
        return new ValidateBatchFlow(
                area,
                runFiles,
                new SchemaCache(runFiles),
                files,
                new RecordedOriginals(area, files),
                keys,
                constraints,
                "test",
                CLOCK);
    }

    /** Sends every masked batch through its own checks. */
    public StagedRun validateBatches() {
        ValidateBatchFlow flow = batchFlow();
        for (BatchManifest batch : masked) {
            ValidateBatchFlow.Result result = flow.validate(batch);
            if (!(result instanceof ValidateBatchFlow.Result.Passed)) {
                throw new AssertionError("a batch did not pass: " + result);
            }
        }
        return this;
    }

    public SetValidated validateSet() {
        return setFlow()
                .validate(new ValidateCommand.ValidateSet(RUN, 1, DISTRICT))
                .orElseThrow();
    }

    public ValidateSetFlow setFlow() {
        return new ValidateSetFlow(
                area,
                runFiles,
                files,
                keys,
                new LeakScan(new RecordedOriginals(area, files), files),
                new Seal(SEAL_KEY),
                "256MB",
                pulse.heartbeat(),
                pulse.clock());
    }
}
