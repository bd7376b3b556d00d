package dev.datamig.loader.target;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.staging.parquet.BatchReader;
import java.util.Set;

/** Where sealed rows come from. */
public interface RowSource {
    /** The rows of one sealed file; to be closed. */
    BatchReader open(BatchManifest batch);

    /** The same, with the cells of these columns alone; the others are null. */
    BatchReader open(BatchManifest batch, Set<String> columns);
}
