package dev.datamig.anonymizer;

import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.staging.BatchMasking;
import dev.datamig.anonymizer.staging.ConsistencyMap;
import dev.datamig.anonymizer.staging.NamesFiles;
import dev.datamig.anonymizer.staging.RunPolicies;
import dev.datamig.anonymizer.staging.SampleFiles;
import dev.datamig.anonymizer.staging.StopMark;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A staging area with a run in it, and the flow over it, for tests. */
public final class TestStage {

    public static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final RunSchema schema;
    private final StagingArea area;
    private final BatchFiles files;
    private final RunKeys runKeys;
    private final RunPolicies policies;
    private final AnonymizeFlow flow;

    public TestStage(Path folder, RunSchema schema) {
        this(folder, schema, KEY);
    }

    public TestStage(Path folder, RunSchema schema, byte[] maskingKey) {
        this(folder, schema, maskingKey, Optional.empty());
    }

    public TestStage(Path folder, RunSchema schema, byte[] maskingKey, Optional<String> mapKey) {
        this.schema = schema;
        this.area = StagingArea.open(folder.toAbsolutePath().toString());
        this.files = new BatchFiles(area);
        this.runKeys = new RunKeys(area, new DataKey(KEY));
        area.put(StagingLayout.schema(schema.run(), schema.attempt()), Json.writePretty(schema));
        var names = new NamesFiles(area, files);
        var config = new FixedConfig(folder.toAbsolutePath().toString(), mapKey);
        this.policies =
                new RunPolicies(area, names, new SampleFiles(area, files, runKeys), config, new MaskingKey(maskingKey));
        this.flow = new AnonymizeFlow(
                new StopMark(area),
                policies,
                runKeys,
                new BatchMasking(files, names, new MaskingKey(maskingKey), new ConsistencyMap(files, config)),
                new Instance(config),
                Clock.systemUTC());
    }

    public AnonymizeFlow flow() {
        return flow;
    }

    public StagingArea area() {
        return area;
    }

    public void rules(String yaml) {
        area.put(StagingLayout.pinned(schema.run(), "anonymization-rules.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** What the extractor would have sampled: table, column, value; or table, path, nothing and a comment. */
    public void samples(String path, DataKey key, List<String[]> values) {
        List<ColumnSchema> columns = List.of(
                TestSchemas.column("table text!"),
                TestSchemas.column("column text!"),
                TestSchemas.column("value text"),
                TestSchemas.column("comment text"));
        try (BatchWriter writer = files.write(path, columns, Map.of(), key)) {
            for (String[] value : values) {
                @Nullable Object[] row = new Object[4];
                for (int i = 0; i < value.length; i++) {
                    row[i] = value[i].isEmpty() ? null : value[i].getBytes(StandardCharsets.UTF_8);
                }
                writer.write(row);
            }
            writer.commit();
        }
    }

    public RunKeys runKeys() {
        return runKeys;
    }

    public ClassifyFlow classifying() {
        return new ClassifyFlow(new StopMark(area), policies, area);
    }

    public BatchManifest batch(String table, Object[]... rows) {
        return batch(table, 1, List.of(rows));
    }

    public BatchManifest batch(String table, int part, Iterable<Object[]> rows) {
        TableId id = TableId.of(table);
        List<ColumnSchema> columns = schema.table(id).orElseThrow().copiedColumns();
        String path = StagingLayout.extracted(schema.run(), schema.attempt(), id, part);
        try (BatchWriter writer = files.write(path, columns, Map.of(), runKeys.getOrCreate(schema.run()))) {
            rows.forEach(writer::write);
            StoredFile file = writer.commit();
            return new BatchManifest(
                    schema.run(),
                    schema.attempt(),
                    id,
                    part,
                    Membership.OWNED,
                    path,
                    file.rows(),
                    file.bytes(),
                    file.sha256(),
                    columns,
                    false,
                    List.of());
        }
    }

    public List<Object[]> masked(BatchManifest batch) {
        Answer answer = flow.anonymize(batch);
        if (answer instanceof Answer.Anonymized done) {
            return rows(done.next().file(), false);
        }
        throw new AssertionError("not anonymized: " + answer);
    }

    public List<Object[]> rows(String path, boolean encrypted) {
        var out = new ArrayList<Object[]>();
        try (BatchReader reader = files.read(path, encrypted ? runKeys.getOrCreate(schema.run()) : null)) {
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                out.add(row);
            }
        }
        return out;
    }

    public record FixedConfig(String staging, Optional<String> mapKey) implements AnonymizerConfig {

        public FixedConfig(String staging) {
            this(staging, Optional.empty());
        }

        @Override
        public Optional<String> mapKeyFile() {
            return Optional.empty();
        }

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
        public Optional<String> instance() {
            return Optional.of("anonymizer-test");
        }

        @Override
        public int cachedRuns() {
            return 4;
        }
    }
}
