package dev.datamig.loader.staging;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.MalformedMessageException;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.seal.SealCheck;
import dev.datamig.loader.seal.SealedLoad;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.RowSource;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sealed sets of a staging area. Nothing leaves here that the seal does not name. */
public final class SealedSets implements RowSource {

    private final StagingArea area;
    private final BatchFiles files;
    private final SealCheck check;

    public SealedSets(StagingArea area, SealCheck check) {
        this.area = area;
        this.files = new BatchFiles(area);
        this.check = check;
    }

    /**
     * What goes into one store, with every file's checksum compared.
     *
     * @throws LoadException {@code LOD-001} to {@code LOD-003}
     */
    public SealedLoad open(RunId run, String store) {
        byte[] file = area.get(StagingLayout.sealedManifest(run))
                .orElseThrow(() -> LoadException.of(LoaderCode.SEAL_MISSING, run.value()));
        SealedManifest manifest = read(file, SealedManifest.class, run);
        check.require(manifest, run);
        RunSchema schema = schema(manifest);
        List<BatchManifest> batches = manifest.batches().stream()
                .filter(batch -> batch.table().store().equals(store))
                .sorted(Comparator.comparing(BatchManifest::table).thenComparing(BatchManifest::part))
                .toList();
        batches.forEach(this::requireUnchanged);
        return new SealedLoad(
                run,
                store,
                Digests.sha256Hex(file),
                tables(schema, store),
                references(schema, store),
                across(schema, store),
                batches,
                manifest.invented(),
                manifest.searched());
    }

    private RunSchema schema(SealedManifest manifest) {
        byte[] file = area.get(StagingLayout.schema(manifest.run(), manifest.attempt()))
                .orElseThrow(() -> LoadException.of(LoaderCode.FILE_CHANGED, manifest.run() + ": the schema is gone"));
        RunSchema schema = read(file, RunSchema.class, manifest.run());
        SealCheck.requireSchema(manifest, file, schema);
        return schema;
    }

    private void requireUnchanged(BatchManifest batch) {
        if (!area.exists(batch.file()) || !files.sha256(batch.file()).equals(batch.sha256())) {
            throw LoadException.of(LoaderCode.FILE_CHANGED, batch.file());
        }
    }

    private static List<TableSchema> tables(RunSchema schema, String store) {
        return schema.tables().filter(table -> table.id().store().equals(store)).toList();
    }

    private static List<Reference> references(RunSchema schema, String store) {
        return schema.references().stream()
                .filter(r -> r.from().store().equals(store) && r.to().store().equals(store))
                .toList();
    }

    private static List<Reference> across(RunSchema schema, String store) {
        return schema.references().stream()
                .filter(r -> r.crossesStores()
                        && (r.from().store().equals(store) || r.to().store().equals(store)))
                .toList();
    }

    /** Notes which key map a store was loaded with, for those who look into the target afterwards. */
    public void keysInForce(RunId run, String store, Map<String, String> digests) {
        String digest = digests.get(store);
        if (digest != null) {
            area.put(StagingLayout.keysInForce(run, store), Json.write(digest).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What the plans of a run say about keys; {@code digests} by store. */
    public KeyExchange keys(RunId run, Map<String, String> digests) {
        return new StagedKeys(area, run, digests);
    }

    private static <T> T read(byte[] file, Class<T> type, RunId run) {
        try {
            return Json.read(file, type);
        } catch (MalformedMessageException e) {
            throw LoadException.of(LoaderCode.SEAL_BROKEN, run + ": " + e.getMessage(), e);
        }
    }

    @Override
    public BatchReader open(BatchManifest batch) {
        return files.read(batch.file(), null);
    }

    @Override
    public BatchReader open(BatchManifest batch, Set<String> columns) {
        return files.read(batch.file(), null, columns);
    }
}
