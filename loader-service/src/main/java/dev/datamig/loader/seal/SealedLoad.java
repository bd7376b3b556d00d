package dev.datamig.loader.seal;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.batch.SearchedColumn;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
 * @param searched columns of all stores whose texts masking searched for the run's people
 */
public record SealedLoad(
        RunId run,
        String store,
        String sealSha256,
        List<TableSchema> tables,
        List<Reference> references,
        List<Reference> across,
        List<BatchManifest> batches,
        List<InventedColumn> invented,
        List<SearchedColumn> searched) {

    public List<BatchManifest> batches(TableId table) {
        return batches.stream().filter(batch -> batch.table().equals(table)).toList();
    }

    /** Bare names of a table's columns whose texts depend on whom the run knows. */
    public Set<String> searched(TableId table) {
        return searched.stream()
                .filter(column -> column.table().equals(table))
                .map(SearchedColumn::column)
                .collect(Collectors.toSet());
    }

    /** All rows of the store. */
    public long rows() {
        return batches.stream().mapToLong(BatchManifest::rows).sum();
    }
}
