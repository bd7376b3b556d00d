package dev.datamig.proof;

import dev.datamig.anonymizer.AnonymizeFlow;
import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.AnonymizerConfig;
import dev.datamig.anonymizer.Instance;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.staging.BatchMasking;
import dev.datamig.anonymizer.staging.ConsistencyMap;
import dev.datamig.anonymizer.staging.NamesFiles;
import dev.datamig.anonymizer.staging.RunPolicies;
import dev.datamig.anonymizer.staging.SampleFiles;
import dev.datamig.anonymizer.staging.StopMark;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
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
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.flow.LeakScan;
import dev.datamig.validator.staging.RecordedOriginals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run whose batches are written by hand, masked by the anonymizer's own flow and then held against what the masking recorded. */
final class ProvenRun {

    private static final RunId RUN = new RunId("mig-20261121T041418Z-7");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final RunSchema schema;
    private final StagingArea area;
    private final BatchFiles files;
    private final RunKeys keys;
    private final AnonymizeFlow flow;
    private final List<BatchManifest> extracted = new ArrayList<>();
    private final List<BatchManifest> masked = new ArrayList<>();

    /** @param tables as {@link #table} writes them */
    ProvenRun(Path folder, String rules, TableSchema... tables) {
        String staging = folder.toAbsolutePath().toString();
        this.schema = new RunSchema(
                RUN, 1, List.of(new StoreSchema("crm", StoreKind.POSTGRESQL, List.of(tables))), List.of());
        this.area = StagingArea.open(staging);
        this.files = new BatchFiles(area);
        this.keys = new RunKeys(area, new DataKey(KEY));
        area.put(StagingLayout.schema(RUN, 1), Json.writePretty(schema));
        area.put(StagingLayout.pinned(RUN, "anonymization-rules.yaml"), rules.getBytes(StandardCharsets.UTF_8));
        this.flow = flow(new Config(staging));
    }

    private AnonymizeFlow flow(Config config) {
        var names = new NamesFiles(area, files);
        var key = new MaskingKey(KEY);
        return new AnonymizeFlow(
                new StopMark(area),
                new RunPolicies(area, names, new SampleFiles(area, files, keys), config, key),
                keys,
                new BatchMasking(files, names, key, new ConsistencyMap(files, config)),
                new Instance(config),
                Clock.systemUTC());
    }

    /** A table of store {@code crm} and schema {@code public} whose first column is its key; {@code "note text"} is a column. */
    static TableSchema table(String name, String... columns) {
        return new TableSchema(
                TableId.of("crm:public." + name),
                TableKind.TABLE,
                List.of(columns).stream().map(ProvenRun::column).toList(),
                List.of(columns[0].split(" ")[0]),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private static ColumnSchema column(String text) {
        String name = text.split(" ")[0];
        String type = text.split(" ")[1];
        String base = type.equals("int") ? "int4" : type.equals("text[]") ? "_text" : type;
        Physical physical = type.equals("int") ? Physical.INT32 : Physical.TEXT;
        return new ColumnSchema(name, type, base, physical, true, false, false, null, List.of(), null);
    }

    /** A batch with a row for each of these, as the extractor would write it. */
    ProvenRun batch(String table, List<Object[]> rows) {
        TableId id = TableId.of("crm:public." + table);
        List<ColumnSchema> columns = schema.table(id).orElseThrow().copiedColumns();
        int part = 1
                + (int) extracted.stream()
                        .filter(batch -> batch.table().equals(id))
                        .count();
        String path = StagingLayout.extracted(RUN, 1, id, part);
        try (BatchWriter writer = files.write(path, columns, Map.of(), keys.getOrCreate(RUN))) {
            rows.forEach(row -> writer.write(cells(row)));
            StoredFile file = writer.commit();
            extracted.add(new BatchManifest(
                    RUN,
                    1,
                    id,
                    part,
                    Membership.OWNED,
                    path,
                    file.rows(),
                    file.bytes(),
                    file.sha256(),
                    columns,
                    false,
                    List.of()));
        }
        return this;
    }

    private static Object[] cells(Object[] row) {
        Object[] out = row.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = out[i] instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : out[i];
        }
        return out;
    }

    /** Masks all batches in the order in which they were written, those that wait for the run's names after all others. */
    ProvenRun mask() {
        var waiting = new ArrayList<BatchManifest>();
        for (BatchManifest batch : extracted) {
            switch (flow.anonymize(batch)) {
                case Answer.Anonymized done -> masked.add(done.next());
                case Answer.Deferred deferred -> waiting.add(batch.asResumed());
                case Answer other -> throw new AssertionError("not anonymized: " + other);
            }
        }
        for (BatchManifest batch : waiting) {
            if (flow.anonymize(batch) instanceof Answer.Anonymized done) {
                masked.add(done.next());
            } else {
                throw new AssertionError("not anonymized: " + batch.table());
            }
        }
        return this;
    }

    /** What the validator finds in the masked batches of what the masking says that it replaced. */
    Findings proof() {
        var findings = new Findings();
        new LeakScan(new RecordedOriginals(area, files), files)
                .run(masked, keys.getOrCreate(RUN), area.scratch(), findings);
        return findings;
    }

    /** All masked texts of a table, row by row, cells one after the other. */
    List<String> texts(String table) {
        var out = new ArrayList<String>();
        for (BatchManifest batch : masked) {
            if (batch.table().equals(TableId.of("crm:public." + table))) {
                try (BatchReader reader = files.read(batch.file(), null)) {
                    for (Object[] row = reader.next(); row != null; row = reader.next()) {
                        for (Object cell : row) {
                            out.add(cell instanceof byte[] utf8 ? new String(utf8, StandardCharsets.UTF_8) : "" + cell);
                        }
                    }
                }
            }
        }
        return out;
    }

    private record Config(String staging) implements AnonymizerConfig {

        @Override
        public Optional<String> stagingKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> stagingKeyFile() {
            return Optional.empty();
        }

        @Override
        public Optional<String> maskingKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> maskingKeyFile() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mapKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mapKeyFile() {
            return Optional.empty();
        }

        @Override
        public Optional<String> instance() {
            return Optional.of("anonymizer-test");
        }

        @Override
        public int cachedRuns() {
            return 1;
        }
    }
}
