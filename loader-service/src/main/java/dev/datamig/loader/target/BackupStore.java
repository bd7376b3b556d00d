package dev.datamig.loader.target;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.util.List;
import java.util.Optional;

/** Where backups lie. */
public interface BackupStore {

    /** Begins a table's file; every column is text. */
    BatchWriter begin(RunId run, TableId table, List<String> columns);

    /** The backup is complete from now on. */
    void complete(RunId run, Backup backup);

    /** Empty when the run has none of the store. */
    Optional<Backup> find(RunId run, String store);

    /** The rows of a table, with their checksum compared; to be closed. */
    BatchReader rows(Backup.Table table);
}
