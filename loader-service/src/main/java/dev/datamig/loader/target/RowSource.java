package dev.datamig.loader.target;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.staging.parquet.BatchReader;

/** Where sealed rows come from. */
public interface RowSource {
    /** The rows of one sealed file; to be closed. */
    BatchReader open(BatchManifest batch);
}
