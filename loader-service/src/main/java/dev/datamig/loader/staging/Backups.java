package dev.datamig.loader.staging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.Backup;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Backups in the staging area: a Parquet file per table and a manifest per store. They hold what CERT held, so they are not encrypted. */
public final class Backups implements BackupStore {

    private final StagingArea area;
    private final BatchFiles files;

    public Backups(StagingArea area) {
        this.area = area;
        this.files = new BatchFiles(area);
    }

    @Override
    public BatchWriter begin(RunId run, TableId table, List<String> columns) {
        List<ColumnSchema> texts = columns.stream()
                .map(name -> new ColumnSchema(
                        name, "text", "text", Physical.TEXT, true, false, false, null, List.of(), null))
                .toList();
        return files.write(StagingLayout.backup(run, table), texts, Map.of(), null);
    }

    @Override
    public void complete(RunId run, Backup backup) {
        area.put(StagingLayout.backupManifest(run, backup.store()), Json.writePretty(backup));
    }

    @Override
    public Optional<Backup> find(RunId run, String store) {
        return area.get(StagingLayout.backupManifest(run, store)).map(json -> Json.read(json, Backup.class));
    }

    @Override
    public BatchReader rows(Backup.Table table) {
        return files.readVerified(table.file(), table.sha256(), null);
    }
}
