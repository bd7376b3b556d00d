package dev.datamig.loader.seal;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;

/**
 * The part of a sealed set that goes into one store.
 *
 * @param run the run
 * @param store the store's name
 * @param sealSha256 SHA-256 of the sealed manifest's file: which set it is
 * @param tables the store's tables
 * @param references those with both ends in this store
 * @param across those with one end in this store
 * @param batches the files, by table and part
 * @param invented columns of all stores whose values masking made up
 */
public record SealedLoad(
        RunId run,
        String store,
        String sealSha256,
        List<TableSchema> tables,
        List<Reference> references,
        List<Reference> across,
        List<BatchManifest> batches,
        List<InventedColumn> invented) {

    public List<BatchManifest> batches(TableId table) {
        return batches.stream().filter(batch -> batch.table().equals(table)).toList();
    }

    /** All rows of the store. */
    public long rows() {
        return batches.stream().mapToLong(BatchManifest::rows).sum();
    }
}
